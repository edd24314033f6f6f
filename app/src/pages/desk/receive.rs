//! `/desk/batches/{no}/receive`: counting what came. The field takes what a hand scanner types, a keyboard that ends with
//! Enter: each scan is a post, and the page comes back with the cursor in the field. Below it: what was counted, and the
//! trial of who would get what.

mod gun;
mod share;
mod stopped;

use kernel::shapes::{ReceiptBook, ReceiptPage, ScanRow, Verdict};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::given;
use crate::calls::receipts;
use crate::draft::draft_of;
use crate::pages::frame;
use crate::parts::{
    Badge, BookName, Button, ButtonKind, Count, Crumb, Page, Panel, Stat, Stats, Table, Td, Th, Tone, When,
};
use crate::words::{batching as b, desk as w, fill, t};
use gun::Gun;
use share::Shares;

const SCAN: &str = "/api/receipts/scan";

/// The page.
#[component]
pub fn Receive() -> impl IntoView {
    let no = use_params_map().get_untracked().get("no").unwrap_or_default();
    let damaged = given(&use_query_map().get_untracked(), "state").is_some_and(|state| state == "damaged");
    frame::page(b::RECEIVE, async move { receipts::find(no).await }, move |page| draw(page, damaged))
}

fn draw(page: ReceiptPage, damaged: bool) -> AnyView {
    let title = fill(b::RECEIVE_NO, &[("no", &page.head.no)]);
    let crumbs = vec![
        Crumb { href: "/desk/batches".to_owned(), label: t(w::BATCHES).to_owned() },
        Crumb { href: format!("/desk/batches/{}", page.head.no), label: fill(w::BATCH_NO, &[("no", &page.head.no)]) },
    ];
    let lead = format!("{} · {}", page.head.stage_name, page.head.publisher.as_deref().unwrap_or(t(w::SEVERAL)));
    if let Some(stop) = &page.stop {
        let inner = stopped::stopped(&page, stop);
        return view! { <Page title=title lead=lead crumbs>{inner}</Page> }.into_any();
    }
    let no = page.head.no.clone();
    view! {
        <Page title=title lead=lead crumbs>
            <Gun no=no.clone() damaged last=page.scans.first().cloned() draft=draft_of(&[SCAN]) />
            // What the page's `receive.js` draws anew after each scan.
            <div class="stack" data-gun-live>
                <Sums page=page.clone() />
                <Counted no books=page.books.clone() />
                <LastScans scans=page.scans.clone() />
                <Shares page />
            </div>
        </Page>
    }
    .into_any()
}

const fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Good => Tone::Good,
        Verdict::Over | Verdict::Damaged => Tone::Warn,
        Verdict::Foreign | Verdict::Unreadable => Tone::Bad,
        Verdict::Back => Tone::Info,
    }
}

#[component]
fn Sums(page: ReceiptPage) -> impl IntoView {
    let (wanted, sound, damaged) =
        (page.sum(|book| book.wanted), page.sum(|book| book.sound), page.sum(|book| book.damaged));
    let (short, over) = (page.sum(|book| book.short), page.sum(|book| book.over));
    let warn = |n: i64| if n > 0 { Tone::Warn } else { Tone::Neutral };
    let good = if sound > 0 { Tone::Good } else { Tone::Neutral };
    // Before the first scan nothing is missing yet.
    let missing = if page.seen > 0 { short } else { 0 };
    view! {
        <Stats>
            <Stat label=t(b::WANTED)><Count n=wanted /></Stat>
            <Stat label=t(b::SOUND) tone=good><Count n=sound /></Stat>
            <Stat label=t(b::DAMAGED) tone=warn(damaged)><Count n=damaged /></Stat>
            <Stat label=t(b::SHORT) tone=warn(missing)><Count n=short /></Stat>
            <Stat label=t(b::OVER) tone=warn(over)><Count n=over /></Stat>
        </Stats>
    }
}

/// What was counted of each title, what still lacks copies first.
#[component]
fn Counted(no: String, books: Vec<ReceiptBook>) -> impl IntoView {
    view! {
        <Panel title=t(b::COUNTED) flush=true>
            <Table close=true caption=t(b::COUNTED)>
                <thead>
                    <tr>
                        <Th>{t(w::BOOK)}</Th>
                        <Th num=true>{t(b::WANTED)}</Th>
                        <Th num=true>{t(b::SOUND)}</Th>
                        <Th num=true>{t(b::DAMAGED)}</Th>
                        <Th>{t(b::CAME)}</Th>
                        <Th><span class="sr">{t(w::ACTS)}</span></Th>
                    </tr>
                </thead>
                <tbody>{books.into_iter().map(|book| counted(&no, book)).collect_view()}</tbody>
            </Table>
        </Panel>
    }
}

fn counted(no: &str, book: ReceiptBook) -> impl IntoView + use<> {
    let standing = match (book.short, book.over) {
        (0, 0) => view! { <Badge tone=Tone::Good>{t(b::DONE)}</Badge> }.into_any(),
        (0, over) => view! { <Badge tone=Tone::Warn>{t(b::OVER)} " " <Count n=over /></Badge> }.into_any(),
        (short, _) => view! { <Badge>{t(b::SHORT)} " " <Count n=short /></Badge> }.into_any(),
    };
    let name = if book.title.is_empty() { book.isbn.clone() } else { book.title.clone() };
    let back = |state: &'static str, words: &'static str| back(no, &book.isbn, &name, (state, words));
    let sound = (book.sound > 0).then(|| back("sound", t(b::AS_SOUND)));
    let damaged = (book.damaged > 0).then(|| back("damaged", t(b::AS_DAMAGED)));
    view! {
        <tr>
            <Td key=true>
                <BookName title=name.clone() href=format!("/books/{}", book.isbn) by=book.isbn.clone() />
            </Td>
            <Td label=t(b::WANTED) num=true><Count n=book.wanted /></Td>
            <Td label=t(b::SOUND) num=true><Count n=book.sound /></Td>
            <Td label=t(b::DAMAGED) num=true><Count n=book.damaged /></Td>
            <Td label=t(b::CAME)>{standing}</Td>
            <Td>
                <div class="row-acts">{sound} {damaged}</div>
            </Td>
        </tr>
    }
}

/// Takes one copy of the count back.
fn back(no: &str, isbn: &str, name: &str, (state, words): (&'static str, &'static str)) -> impl IntoView + use<> {
    let label = fill(b::COUNT_BACK_OF, &[("title", &name), ("state", &words)]);
    view! {
        <form method="post" action=SCAN>
            <input type="hidden" name="no" value=no.to_owned() />
            <input type="hidden" name="id" value=domain::scope::new_id().to_string() />
            <input type="hidden" name="text" value=isbn.to_owned() />
            <input type="hidden" name="state" value=state />
            <input type="hidden" name="back" value="true" />
            <Button kind=ButtonKind::Quiet label=label>{format!("−1 {words}")}</Button>
        </form>
    }
}

#[component]
fn LastScans(scans: Vec<ScanRow>) -> impl IntoView {
    if scans.is_empty() {
        return view! { <Panel title=t(b::LAST_SCANS)><p class="beside">{t(b::NO_SCAN)}</p></Panel> }.into_any();
    }
    let row = |scan: ScanRow| {
        view! {
            <tr>
                <Td><Badge tone=tone(scan.verdict)>{b::verdict(scan.verdict)}</Badge></Td>
                <Td key=true>{scan.typed} " " <span class="beside">{scan.title}</span></Td>
                <Td label=t(w::COPIES) num=true>{format!("{:+}", scan.copies)}</Td>
                <Td label=t(w::BY)>{scan.by}</Td>
                <Td label=t(w::AT)><When at=scan.at /></Td>
            </tr>
        }
    };
    view! {
        <Panel title=t(b::LAST_SCANS) flush=true>
            <Table close=true caption=t(b::LAST_SCANS)>
                <thead>
                    <tr>
                        <Th><span class="sr">{t(b::STATE)}</span></Th>
                        <Th>{t(b::SCAN)}</Th>
                        <Th num=true>{t(w::COPIES)}</Th>
                        <Th>{t(w::BY)}</Th>
                        <Th>{t(w::AT)}</Th>
                    </tr>
                </thead>
                <tbody>{scans.into_iter().map(row).collect_view()}</tbody>
            </Table>
        </Panel>
    }
    .into_any()
}
