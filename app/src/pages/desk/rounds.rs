//! `/desk/rounds?after=` and `/desk/rounds/{id}`: rounds, their progress while they run, and the report afterwards. A page with
//! scripts follows the round by itself (`public/round.js`); one without asks for itself every few seconds while it runs.

mod report;

use kernel::Uuid;
use kernel::shapes::{RoundPage, RoundRow, Rounds};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{given, key};
use crate::addresses::encoded;
use crate::calls::rounds;
use crate::draft::{Draft, draft_of};
use crate::pages::frame;
use crate::parts::{
    Badge, Count, Crumb, Empty, Page, Pager, Panel, Table, Td, Th, Tone, When, day, grouped, instant_of, when,
};
use crate::words::{desk as d, fill, rounds as w, t};
use report::Report;

/// Where a round begins.
pub(super) const BEGIN: &str = "/api/rounds/begin";

/// The list.
#[component]
pub fn RoundList() -> impl IntoView {
    let after = given(&use_query_map().get_untracked(), "after");
    frame::page(w::ROUNDS, rounds::list(after), |Rounds { rows, next }| {
        let next = next.map(|after| format!("/desk/rounds?after={}", encoded(&after)));
        let crumbs = vec![Crumb { href: "/desk/batches".to_owned(), label: t(d::BATCHES).to_owned() }];
        let body = if rows.is_empty() {
            let action = ("/desk/batches".to_owned(), t(d::BATCHES).into());
            view! { <Panel><Empty title=t(w::NONE) hint=t(w::NONE_HINT) action /></Panel> }.into_any()
        } else {
            view! { <Panel flush=true>{table(rows)}</Panel> }.into_any()
        };
        view! {
            <Page title=t(w::ROUNDS) crumbs>
                {body}
                <Pager next />
            </Page>
        }
    })
}

fn table(rows: Vec<RoundRow>) -> impl IntoView {
    let row = |row: RoundRow| {
        let state = match (row.ended_at, row.refused) {
            (None, _) => view! { <Badge tone=Tone::Route>{t(w::AT_WORK)}</Badge> },
            (Some(_), 0) => view! { <Badge tone=Tone::Good>{t(w::ENDED)}</Badge> },
            (Some(_), _) => view! { <Badge tone=Tone::Warn>{t(w::ENDED)}</Badge> },
        };
        view! {
            <tr>
                <Td key=true>
                    <a href=format!("/desk/rounds/{}", row.id)>{t(w::act(row.act))}</a>
                </Td>
                <Td label=t(w::WHO)>{row.by}</Td>
                <Td label=t(w::BEGUN)><When at=row.begun_at /></Td>
                <Td label=t(w::BATCHES) num=true><Count n=row.items /></Td>
                <Td label=t(w::DONE) num=true><Count n=row.done /></Td>
                <Td label=t(w::REFUSED) num=true><Count n=row.refused /></Td>
                <Td label=t(w::STATE)>{state}</Td>
            </tr>
        }
    };
    view! {
        <Table close=true caption=t(w::ROUNDS)>
            <thead>
                <tr>
                    <Th>{t(w::WHAT)}</Th>
                    <Th>{t(w::WHO)}</Th>
                    <Th>{t(w::BEGUN)}</Th>
                    <Th num=true>{t(w::BATCHES)}</Th>
                    <Th num=true>{t(w::DONE)}</Th>
                    <Th num=true>{t(w::REFUSED)}</Th>
                    <Th>{t(w::STATE)}</Th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </Table>
    }
}

/// One round.
#[component]
pub fn Round() -> impl IntoView {
    let id = key(&use_params_map().get_untracked(), "id");
    let call = async move {
        match id {
            Some(id) => rounds::find(id).await,
            None => Err(kernel::Refusal::NotFound),
        }
    };
    frame::page(w::ROUND, call, |page| draw(page, draft_of(&[BEGIN])))
}

fn draw(page: RoundPage, draft: Draft) -> impl IntoView {
    let crumbs = vec![
        Crumb { href: "/desk/batches".to_owned(), label: t(d::BATCHES).to_owned() },
        Crumb { href: "/desk/rounds".to_owned(), label: t(w::ROUNDS).to_owned() },
    ];
    let title = t(w::act(page.head.act));
    let lead = lead(&page.head);
    let running = page.head.ended_at.is_none();
    view! {
        <Page title=title lead=lead crumbs>
            {running.then(|| follow(page.head.id))}
            <div class="stack" data-round-state=if running { "running" } else { "ended" }>
                {if running {
                    view! { <Progress head=page.head /> }.into_any()
                } else {
                    view! { <Report page draft /> }.into_any()
                }}
            </div>
        </Page>
    }
}

/// Who began it, when, and what goes with the act.
fn lead(head: &RoundRow) -> String {
    let by = fill(w::BY, &[("who", &head.by), ("when", &when(head.begun_at))]);
    let until = day_of_round(head).map(|day| fill(w::UNTIL, &[("day", &day)]));
    let note = (!head.note.is_empty()).then(|| head.note.clone());
    std::iter::once(by).chain(until).chain(note).collect::<Vec<_>>().join(" · ")
}

/// The expected day in the reader's form.
fn day_of_round(head: &RoundRow) -> Option<String> {
    let date: jiff::civil::Date = head.day.trim().parse().ok()?;
    let days = jiff::civil::date(1970, 1, 1).until(date).ok()?.get_days();
    Some(day(instant_of(i64::from(days))))
}

/// What keeps the page right while the round runs. Not a part of what `round.js` draws anew: a browser would obey the second
/// line there although it runs scripts.
fn follow(id: Uuid) -> impl IntoView {
    view! {
        <script defer src="/round.js" data-round=id.to_string() nonce=use_nonce()></script>
        <noscript>
            <meta http-equiv="refresh" content="3" />
        </noscript>
    }
}

#[component]
fn Progress(head: RoundRow) -> impl IntoView {
    let over = head.done + head.refused;
    let words = fill(w::OF_ALL, &[("over", &grouped(over)), ("all", &grouped(head.items))]);
    let refused = (head.refused > 0).then(|| {
        view! { <p><Badge tone=Tone::Warn>{fill(w::SO_FAR_REFUSED, &[("n", &grouped(head.refused))])}</Badge></p> }
    });
    view! {
        <Panel title=t(w::PROGRESS)>
            <p class="round-count">{words}</p>
            <progress class="round-progress" max=head.items.to_string() value=over.to_string() aria-label=t(w::PROGRESS)></progress>
            {refused}
            <p class="beside">{t(w::RUNNING)}</p>
        </Panel>
    }
}
