//! `/orders/{no}/share?line=`: where a buyer makes a link for the requester of one line, or of the whole order, and takes links
//! back.

use kernel::shapes::{LineRow, TrackLink};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::calls::{orders, tracking};
use crate::draft::{Draft, Refused, draft_of};
use crate::pages::{frame, reader};
use crate::parts::{Actions, Button, ButtonKind, Choice, Crumb, Day, Fields, Notice, Page, Panel, Table, Td, Th, Tone};
use crate::words::{causes, complaints, fill, notices, orders as ow, t, tracking as w};

const MAKE: &str = "/api/tracking/make";
const REVOKE: &str = "/api/tracking/revoke";
/// What a link may last, in days; the one that is offered first stands first.
const DAYS: [i64; 4] = [180, 30, 90, 365];

/// The page.
#[component]
pub fn Share() -> impl IntoView {
    let no = use_params_map().get_untracked().get("no").unwrap_or_default();
    let line = use_query_map().get_untracked().get("line").unwrap_or_default();
    let asked = async move { Ok((orders::find(no.clone()).await?, tracking::links(no).await?)) };
    frame::page(w::SHARE, asked, move |(order, links)| {
        let no = order.head.no;
        let draft = draft_of(&[MAKE, REVOKE]);
        let crumbs = vec![
            Crumb { href: "/orders".to_owned(), label: t(ow::TITLE).to_owned() },
            Crumb { href: format!("/orders/{no}"), label: no.clone() },
        ];
        let form = if reader::may_order() {
            view! { <Form no lines=order.lines line draft /> }.into_any()
        } else {
            view! { <Notice kind=Tone::Warn>{t(complaints::VIEWERS_ONLY_LOOK)}</Notice> }.into_any()
        };
        view! {
            <Page title=t(w::SHARE) lead=t(w::SHARE_LEAD) crumbs>
                {form}
                <Links links />
            </Page>
        }
    })
}

#[component]
fn Form(no: String, lines: Vec<LineRow>, line: String, draft: Draft) -> impl IntoView {
    let option = |line: &LineRow| {
        (line.id.to_string(), fill(causes::HELD_LINES, &[("n", &line.position), ("title", &line.title)]))
    };
    let whole = (String::new(), t(w::WHOLE_ORDER).to_owned());
    let options: Vec<_> = std::iter::once(whole).chain(lines.iter().map(option)).collect();
    let days = DAYS.iter().map(|n| (n.to_string(), fill(w::SHARE_DAYS_N, &[("n", n)]))).collect::<Vec<_>>();
    view! {
        <Panel title=t(w::MAKE_LINK)>
            <form method="post" action=MAKE>
                <input type="hidden" name="order" value=no />
                <Refused draft=draft.clone() />
                <Fields>
                    <div class="field-wide">
                        <Choice
                            name="line"
                            label=t(w::LINK_BOOK)
                            options=options
                            value=draft.value("line").unwrap_or(line)
                        />
                    </div>
                    <Choice
                        name="days"
                        label=t(w::SHARE_DAYS)
                        options=days
                        value=draft.value("days").unwrap_or_default()
                        fault=draft.fault("days")
                    />
                </Fields>
                <Actions>
                    <Button kind=ButtonKind::Primary>{t(w::MAKE_LINK)}</Button>
                </Actions>
            </form>
        </Panel>
    }
}

#[component]
fn Links(links: Vec<TrackLink>) -> impl IntoView {
    if links.is_empty() {
        return view! { <Panel title=t(w::LINKS)><p class="field-hint">{t(w::NO_LINKS)}</p></Panel> }.into_any();
    }
    view! {
        <Panel title=t(w::LINKS) flush=true>
            <Table close=true caption=t(w::LINKS)>
                <thead>
                    <tr>
                        <Th>{t(w::LINK_BOOK)}</Th>
                        <Th>{t(w::LINK_BY)}</Th>
                        <Th>{t(w::LINK_MADE)}</Th>
                        <Th>{t(w::LINK_UNTIL)}</Th>
                        <Th num=true>{t(w::LINK_WATCHERS)}</Th>
                        <Th>{t(notices::ACTS)}</Th>
                    </tr>
                </thead>
                <tbody>{links.into_iter().map(row).collect_view()}</tbody>
            </Table>
        </Panel>
    }
    .into_any()
}

fn row(link: TrackLink) -> impl IntoView {
    view! {
        <tr>
            <Td key=true label=t(w::LINK_BOOK)>{link.title.unwrap_or_else(|| t(w::WHOLE_ORDER).to_owned())}</Td>
            <Td label=t(w::LINK_BY)>{link.made_by}</Td>
            <Td label=t(w::LINK_MADE)><Day at=link.made_at /></Td>
            <Td label=t(w::LINK_UNTIL)><Day at=link.expires_at /></Td>
            <Td num=true label=t(w::LINK_WATCHERS)>{link.watchers}</Td>
            <Td label=t(notices::ACTS)>
                <form method="post" action=REVOKE>
                    <input type="hidden" name="link" value=link.id.to_string() />
                    <Button kind=ButtonKind::Danger>{t(w::REVOKE)}</Button>
                </form>
            </Td>
        </tr>
    }
}
