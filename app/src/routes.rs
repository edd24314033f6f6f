//! The map of pages: one readable list, each page its own file under `pages/<area>/`.

use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::pages::too_large::TooLarge;
use crate::pages::{
    account, books, complaints, deadlines, desk, home, invoices, missing, notices, orders, parcels, picks, terms,
    track, where_,
};
use crate::words::lang;

/// Every page. All wait for their data, so that the answer is whole and has the right status.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=missing::Missing>
                <Route path=path!("/") view=home::Home ssr=SsrMode::Async />
                <Route path=path!("/login") view=account::login::Login ssr=SsrMode::Async />
                <Route path=path!("/account") view=account::own::Account ssr=SsrMode::Async />
                <Route path=path!("/notices") view=notices::list::NoticeList ssr=SsrMode::Async />
                <Route path=path!("/notices/settings") view=notices::settings::Settings ssr=SsrMode::Async />
                <Route path=path!("/unsubscribe/:key") view=notices::unsubscribe::Unsubscribe ssr=SsrMode::Async />
                <Route path=path!("/track/:token") view=track::link::Track ssr=SsrMode::Async />
                <Route path=path!("/track/confirm/:key") view=track::confirm::Confirm ssr=SsrMode::Async />
                <Route path=path!("/books") view=books::list::BookList ssr=SsrMode::Async />
                <Route path=path!("/books/:isbn") view=books::book::Book ssr=SsrMode::Async />
                <Route path=path!("/catalogues/:code") view=books::list::CatalogueList ssr=SsrMode::Async />
                <Route path=path!("/orders") view=orders::list::OrderList ssr=SsrMode::Async />
                <Route path=path!("/orders/new") view=orders::new::NewOrder ssr=SsrMode::Async />
                <Route path=path!("/orders/:no") view=orders::order::Order ssr=SsrMode::Async />
                <Route path=path!("/orders/:no/share") view=track::share::Share ssr=SsrMode::Async />
                <Route path=path!("/parcels") view=parcels::list::ParcelList ssr=SsrMode::Async />
                <Route path=path!("/parcels/:no") view=parcels::parcel::Parcel ssr=SsrMode::Async />
                <Route path=path!("/invoices") view=invoices::list::InvoiceList ssr=SsrMode::Async />
                <Route path=path!("/invoices/:no") view=invoices::invoice::Invoice ssr=SsrMode::Async />
                <Route path=path!("/where") view=where_::Where ssr=SsrMode::Async />
                <Route path=path!("/deadlines") view=deadlines::Deadlines ssr=SsrMode::Async />
                <Route path=path!("/terms") view=terms::list::TermList ssr=SsrMode::Async />
                <Route path=path!("/terms/:no") view=terms::board::TermBoardPage ssr=SsrMode::Async />
                <Route path=path!("/terms/:no/instead") view=terms::instead::Instead ssr=SsrMode::Async />
                <Route path=path!("/complaints") view=complaints::list::ComplaintList ssr=SsrMode::Async />
                <Route path=path!("/complaints/new") view=complaints::new::NewComplaint ssr=SsrMode::Async />
                <Route path=path!("/complaints/:no") view=complaints::complaint::Complaint ssr=SsrMode::Async />
                <Route path=path!("/for-you") view=picks::ForYou ssr=SsrMode::Async />
                <Route path=path!("/partner") view=account::partner::Partner ssr=SsrMode::Async />
                <Route path=path!("/desk") view=desk::day::Day ssr=SsrMode::Async />
                <Route path=path!("/desk/outbox") view=desk::outbox::Outbox ssr=SsrMode::Async />
                <Route path=path!("/desk/silent") view=desk::day::silent::Silent ssr=SsrMode::Async />
                <Route path=path!("/desk/rounds") view=desk::rounds::RoundList ssr=SsrMode::Async />
                <Route path=path!("/desk/rounds/:id") view=desk::rounds::Round ssr=SsrMode::Async />
                <Route path=path!("/desk/reports") view=desk::reports::Reports ssr=SsrMode::Async />
                <Route path=path!("/desk/tickets") view=desk::tickets::TicketList ssr=SsrMode::Async />
                <Route path=path!("/desk/tickets/:no") view=desk::ticket::Ticket ssr=SsrMode::Async />
                <Route path=path!("/desk/batches") view=desk::batches::BatchBoard ssr=SsrMode::Async />
                <Route path=path!("/desk/batches/open/:publisher") view=desk::open::OpenLines ssr=SsrMode::Async />
                <Route path=path!("/desk/batches/:no") view=desk::batch::Batch ssr=SsrMode::Async />
                <Route path=path!("/desk/batches/:no/causes") view=desk::causes::Causes ssr=SsrMode::Async />
                <Route path=path!("/desk/extras") view=desk::extras::ExtraList ssr=SsrMode::Async />
                <Route path=path!("/desk/settings") view=desk::settings::Overview ssr=SsrMode::Async />
                <Route path=path!("/desk/settings/calendar") view=desk::settings::calendar::Calendar ssr=SsrMode::Async />
                <Route path=path!("/desk/settings/surcharges") view=desk::settings::surcharges::SurchargeSettings ssr=SsrMode::Async />
                <Route path=path!("/desk/settings/customers") view=desk::settings::customers::ContractSettings ssr=SsrMode::Async />
                <Route path=path!("/desk/settings/waits") view=desk::settings::waits::WaitSettings ssr=SsrMode::Async />
                <Route path=path!("/desk/reasons") view=desk::reasons::ReasonList ssr=SsrMode::Async />
                <Route path=path!("/desk/batches/:no/part") view=desk::part::PartOfBatch ssr=SsrMode::Async />
                <Route path=path!("/desk/batches/:no/promise") view=desk::promise::PromiseForBatch ssr=SsrMode::Async />
                <Route path=path!("/desk/promise/:line") view=desk::promise::PromiseForLine ssr=SsrMode::Async />
                <Route path=path!("/desk/batches/:no/receive") view=desk::receive::Receive ssr=SsrMode::Async />
                <Route path=path!("/desk/batches/:no/parcels") view=desk::parcels::Parcels ssr=SsrMode::Async />
                <Route path=path!("/desk/batches/:no/slips") view=desk::parcels::slips::Slips ssr=SsrMode::Async />
                <Route path=path!("/desk/batches/:no/papers") view=desk::papers::Papers ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}

/// The document of every page.
pub fn document(options: LeptosOptions) -> impl IntoView {
    // For the pages that wake islands.
    provide_context(options.clone());
    around(options, view! { <App /> })
}

/// The document of the page that answers to a form which was too large to be read; `page` is where the form stood.
pub fn too_large_document(options: LeptosOptions, page: String) -> impl IntoView {
    provide_meta_context();
    around(options, view! { <TooLarge page /> })
}

fn around(options: LeptosOptions, body: impl IntoView) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang=lang().tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <HashedStylesheet options id="portolan" />
                <MetaTags />
            </head>
            <body>
                {body}
            </body>
        </html>
    }
}
