//! Who would get what, and finishing the count.

use kernel::shapes::{ReceiptPage, ShareRow};
use leptos::prelude::*;

use crate::draft::{Refused, draft_of};
use crate::pages::desk::clock::Deadline;
use crate::pages::desk::order_link;
use crate::pages::reader;
use crate::parts::{Actions, Badge, BookName, Button, ButtonKind, Choice, Count, Day, Panel, Table, Td, Th, Tone};
use crate::words::{batching as b, desk as w, fill, t};

const FINISH: &str = "/api/receipts/finish";

/// The trial, and the button that makes it true.
#[component]
pub(super) fn Shares(page: ReceiptPage) -> impl IntoView {
    if page.seen == 0 {
        return ().into_any();
    }
    let now = reader::now();
    let draft = draft_of(&[FINISH]);
    let rest =
        vec![("await".to_owned(), t(b::REST_AWAIT).to_owned()), ("again".to_owned(), t(b::REST_AGAIN).to_owned())];
    let hint = fill(b::FINISH_HINT, &[("stage", &page.next_stage.clone().unwrap_or_default())]);
    let short = page.sum(|book| book.short) > 0;
    let choice = match short {
        true => view! { <Choice name="rest" form="finish" label=t(b::REST) options=rest value=draft.value("rest") /> }
            .into_any(),
        false => view! { <input type="hidden" name="rest" value="await" /> }.into_any(),
    };
    view! {
        <Panel title=t(b::TRIAL) flush=true>
            <p class="rule">{t(b::RULE)}</p>
            <Table close=true caption=t(b::TRIAL)>
                {head()}
                <tbody>{page.shares.into_iter().map(|share| row(share, now)).collect_view()}</tbody>
            </Table>
        </Panel>
        <Refused draft />
        <form class="stack" method="post" action=FINISH>
            <input type="hidden" name="no" value=page.head.no />
            <input type="hidden" name="version" value=page.version.to_string() />
            <input type="hidden" name="seen" value=page.seen.to_string() />
            {choice}
            <Actions>
                <Button kind=ButtonKind::Primary>{t(b::FINISH)}</Button>
                <p class="beside">{hint}</p>
            </Actions>
        </form>
    }
    .into_any()
}

fn head() -> impl IntoView {
    view! {
        <thead>
            <tr>
                <Th>{t(w::BOOK)}</Th>
                <Th>{t(w::ORDER)}</Th>
                <Th>{t(w::CUSTOMER)}</Th>
                <Th>{t(w::NEEDED_BY)}</Th>
                <Th>{t(b::ORDERED_ON)}</Th>
                <Th num=true>{t(b::CONTRACT)}</Th>
                <Th num=true>{t(b::WANTED)}</Th>
                <Th num=true>{t(b::GETS)}</Th>
                <Th>{t(b::SHORT)}</Th>
            </tr>
        </thead>
    }
}

fn row(share: ShareRow, now: i64) -> impl IntoView {
    let part = |words: &'static str, n: i64| {
        (n > 0).then(|| view! { <Badge tone=Tone::Warn>{words} " " <Count n=n /></Badge> " " })
    };
    view! {
        <tr>
            <Td key=true>
                <BookName title=share.title href=format!("/books/{}", share.isbn) by=share.isbn.clone() />
            </Td>
            <Td label=t(w::ORDER)>{order_link(share.order_no)}</Td>
            <Td label=t(w::CUSTOMER)>{share.org}</Td>
            <Td label=t(w::NEEDED_BY)><Deadline day=share.needed_by now /></Td>
            <Td label=t(b::ORDERED_ON)><Day at=share.placed_at /></Td>
            <Td label=t(b::CONTRACT) num=true><Count n=share.priority /></Td>
            <Td label=t(b::WANTED) num=true><Count n=share.wanted /></Td>
            <Td label=t(b::GETS) num=true><Count n=share.gets /></Td>
            <Td label=t(b::SHORT)>{part(t(b::DAMAGED), share.damaged)} {part(t(b::SHORT), share.short)}</Td>
        </tr>
    }
}
