//! A new order: the list, what the house makes of it, and what belongs to it. All of it is the island [`OrderEntry`], which
//! is a plain form without script.

use kernel::shapes::{Checklist, CustomerRow};
use kernel::{FaultCode, Refusal};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::calls::orders::{self, OrderForm};
use crate::draft::{Draft, draft_of};
use crate::islands::order_entry::OrderEntry;
use crate::pages::frame;
use crate::parts::{Crumb, Page};
use crate::words::{lang, orders as w, t};

/// `/orders/new?isbn=&for=`
#[component]
pub fn NewOrder() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let asked = Asked { isbn: query.get("isbn").unwrap_or_default(), for_org: query.get("for").unwrap_or_default() };
    let draft = draft_of(&["/api/orders/place", "/api/orders/check"]);
    frame::page(w::NEW, read(asked, draft), |start| {
        let crumbs = vec![Crumb { href: "/orders".to_owned(), label: t(w::TITLE).to_owned() }];
        let Start { form, customers, checked, refusal } = start;
        view! {
            <Page title=t(w::NEW) lead=t(w::NEW_LEAD) crumbs=crumbs>
                <OrderEntry lang=lang() form=form customers=customers checked=checked refusal=refusal />
            </Page>
        }
    })
}

/// What the address asks for.
struct Asked {
    isbn: String,
    for_org: String,
}

/// What the form begins with.
struct Start {
    form: OrderForm,
    customers: Vec<CustomerRow>,
    checked: Option<Checklist>,
    refusal: Option<Refusal>,
}

/// Reads whom the reader may order for, and has the list of a draft checked.
async fn read(asked: Asked, draft: Draft) -> Result<Start, Refusal> {
    let customers = orders::customers().await?;
    if customers.is_empty() {
        return Err(Refusal::NotAllowed);
    }
    let draft = if belongs(&draft, &asked) { draft } else { Draft::default() };
    let form = begin(asked, &draft);
    let (mut checked, mut refusal) = (None, draft.refusal);
    if !form.text.trim().is_empty() {
        match orders::check(form.clone()).await {
            Ok(checklist) => checked = Some(checklist),
            Err(Refusal::NotFound) => refusal = Some(Refusal::field("for_org", FaultCode::UnknownChoice)),
            Err(fault) => refusal = refusal.or(Some(fault)),
        }
    }
    Ok(Start { form, customers, checked, refusal })
}

/// Whether a draft is of this page: who comes from another book begins a new list.
fn belongs(draft: &Draft, asked: &Asked) -> bool {
    draft.value("form[text]").is_some_and(|text| asked.isbn.is_empty() || text.contains(&asked.isbn))
}

/// The form as it was sent, under the same id; a fresh one when nothing was.
fn begin(asked: Asked, draft: &Draft) -> OrderForm {
    let field = |name: &str| draft.value(&format!("form[{name}]")).unwrap_or_default();
    match field("id").parse() {
        Ok(id) => OrderForm {
            id,
            for_org: field("for_org"),
            text: field("text"),
            own_ref: field("own_ref"),
            needed_by: field("needed_by"),
            urgent: draft.ticked("form[urgent]"),
            note: field("note"),
            rest: draft.ticked("form[rest]"),
        },
        Err(_) => OrderForm {
            id: new_id(),
            for_org: asked.for_org,
            text: if asked.isbn.is_empty() { String::new() } else { format!("{} 1\n", asked.isbn) },
            ..OrderForm::default()
        },
    }
}

/// Made before the form is first sent, so that a repeat of the same page can never become a second order.
#[cfg(feature = "ssr")]
fn new_id() -> kernel::Uuid {
    domain::scope::new_id()
}

/// In the browser no page is rendered.
#[cfg(not(feature = "ssr"))]
fn new_id() -> kernel::Uuid {
    kernel::Uuid::nil()
}
