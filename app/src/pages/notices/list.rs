//! `/notices`: what happened to the reader's orders, newest first.

use kernel::shapes::{NoticeRow, Notices, Topic};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::addresses::encoded;
use crate::calls::notices;
use crate::pages::{frame, reader};
use crate::parts::{Badge, Button, ButtonKind, Empty, LinkButton, Page, Pager, Panel, Table, Td, Th, Tone, When};
use crate::words::{count, lang, notices as w, t};

/// Orders of one notice that are linked; the rest is found on the orders' own list.
const MOST_ORDERS: usize = 12;

/// The page.
#[component]
pub fn NoticeList() -> impl IntoView {
    let after = use_query_map().get_untracked().get("after").filter(|after| !after.is_empty());
    let (lead, hint) = match reader::is_staff() {
        true => (w::NOTICES_LEAD_HOUSE, w::NONE_HINT_HOUSE),
        false => (w::NOTICES_LEAD, w::NONE_HINT),
    };
    frame::page(w::NOTICES, notices::list(after), move |page: Notices| {
        let next = page.next.map(|after| format!("/notices?after={}", encoded(&after)));
        let list = if page.rows.is_empty() {
            view! { <Empty title=t(w::NONE) hint=t(hint) /> }.into_any()
        } else {
            view! { <Rows rows=page.rows /> }.into_any()
        };
        view! {
            <Page title=t(w::NOTICES) lead=t(lead) actions=actions(page.unread).into_any()>
                {list}
                <Pager next />
            </Page>
        }
    })
}

fn actions(unread: i64) -> impl IntoView {
    let read_all = (unread > 0).then(|| {
        view! {
            <form method="post" action="/api/notices/read_all">
                <input type="hidden" name="until" value=reader::now().to_string() />
                <Button kind=ButtonKind::Primary>{t(w::READ_ALL)}</Button>
            </form>
        }
    });
    view! {
        {(unread > 0).then(|| view! { <p class="notices-unread">{count(w::UNREAD_ONE, w::UNREAD_MANY, unread)}</p> })}
        {read_all}
        <LinkButton href="/notices/settings">{t(w::SETTINGS)}</LinkButton>
    }
}

#[component]
fn Rows(rows: Vec<NoticeRow>) -> impl IntoView {
    let unread = rows.iter().any(|row| !row.read);
    view! {
        <Panel flush=true>
            <Table close=true caption=t(w::NOTICES)>
                <thead>
                    <tr>
                        <Th>{t(w::WHAT)}</Th>
                        <Th>{t(w::TOPIC)}</Th>
                        <Th>{t(w::ORDERS)}</Th>
                        <Th>{t(w::WHEN)}</Th>
                        {unread.then(|| view! { <Th>{t(w::ACTS)}</Th> })}
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|row| line(row, unread)).collect_view()}</tbody>
            </Table>
        </Panel>
    }
}

fn line(row: NoticeRow, unread: bool) -> impl IntoView {
    let mark = (!row.read).then(|| view! { <Badge tone=Tone::Route>{t(w::UNREAD)}</Badge> " " });
    let why = w::why(&row, lang());
    let button = (!row.read).then(|| read(&row.key));
    let act = unread.then(|| view! { <Td label=t(w::ACTS)>{button}</Td> });
    let (says, links, kind, at) = (w::sentence(&row, lang()), links(&row), row.topic, row.at);
    view! {
        <tr data-unread=(!row.read).then_some("true")>
            <Td key=true label=t(w::WHAT)>
                {mark}
                {says}
                {why.map(|why| view! { <p class="field-hint">{why}</p> })}
            </Td>
            <Td label=t(w::TOPIC)><Badge tone=tone(kind)>{t(w::topic(kind))}</Badge></Td>
            <Td label=t(w::ORDERS)>{links}</Td>
            <Td label=t(w::WHEN)><When at=at /></Td>
            {act}
        </tr>
    }
}

/// The complaint, the invoice, the parcel and the orders that it is about.
fn links(row: &NoticeRow) -> impl IntoView + use<> {
    let desk = if row.topic.is_for_the_house() { "/desk/tickets" } else { "/complaints" };
    let complaint = row.complaint.as_ref().map(|no| (format!("{desk}/{no}"), no.clone()));
    let orders = row.orders.iter().take(MOST_ORDERS).map(|order| (format!("/orders/{}", order.no), order.no.clone()));
    let parcel = row.parcel.as_ref().map(|no| (format!("/parcels/{no}"), no.clone()));
    let invoice = row.invoice.as_ref().map(|invoice| (format!("/invoices/{}", invoice.no), invoice.no.clone()));
    let board = row.orders.first().filter(|_| row.topic == Topic::Alert);
    let board = board.map(|order| (format!("/terms/{}?risk=1", order.no), t(w::SEE_TERM).to_owned()));
    let links: Vec<_> = board.into_iter().chain(complaint).chain(invoice).chain(parcel).chain(orders).collect();
    let more = row.orders.len().saturating_sub(MOST_ORDERS);
    view! {
        <ul class="notice-links">
            {links.into_iter().map(|(href, no)| view! { <li><a href=href>{no}</a></li> }).collect_view()}
            {(more > 0).then(|| view! { <li><a href="/orders">{format!("+{more}")}</a></li> })}
        </ul>
    }
}

fn read(key: &str) -> impl IntoView + use<> {
    view! {
        <form method="post" action="/api/notices/read">
            <input type="hidden" name="key" value=key.to_owned() />
            <Button kind=ButtonKind::Quiet>{t(w::READ)}</Button>
        </form>
    }
}

const fn tone(topic: Topic) -> Tone {
    match topic {
        Topic::Exception => Tone::Bad,
        Topic::Cause | Topic::Alert | Topic::Confirm => Tone::Warn,
        Topic::Answered | Topic::Redated | Topic::Invoice => Tone::Info,
        Topic::Ticket => Tone::Warn,
        Topic::Arrived => Tone::Good,
        Topic::Moved | Topic::Bought | Topic::Parcel => Tone::Route,
        Topic::Placed | Topic::Cancelled => Tone::Neutral,
    }
}
