//! `/desk/batches/{no}/part`: what a desk does with a batch besides moving it on: dividing it, joining it to another,
//! holding copies back and releasing them, and saying until when it should go on.

use kernel::shapes::{BatchLine, BatchPage};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::clock::Deadline;
use super::{order_link, reason_options};
use crate::calls::batches::{self, part_name};
use crate::draft::{Draft, Refused, draft_of};
use crate::pages::{frame, reader};
use crate::parts::{
    Actions, BookName, Button, ButtonKind, Choice, Columns, Count, Crumb, Day, Empty, Field, Fields, Notice, Page,
    Panel, Table, Td, Th, Tone, When,
};
use crate::words::{batching as b, desk as w, fill, t};

const SPLIT: &str = "/api/batches/split";
const MERGE: &str = "/api/batches/merge";
const ONWARD: &str = "/api/batches/onward";
const HOLD: &str = "/api/batches/hold";
const RELEASE: &str = "/api/batches/release";
const EXPECT: &str = "/api/batches/expect";

/// The page.
#[component]
pub fn PartOfBatch() -> impl IntoView {
    let no = use_params_map().get_untracked().get("no").unwrap_or_default();
    frame::page(b::PART, async move { batches::find(no).await }, draw)
}

fn draw(page: BatchPage) -> AnyView {
    let crumbs = vec![
        Crumb { href: "/desk/batches".to_owned(), label: t(w::BATCHES).to_owned() },
        Crumb { href: format!("/desk/batches/{}", page.head.no), label: fill(w::BATCH_NO, &[("no", &page.head.no)]) },
    ];
    if !page.mine || page.lines.is_empty() {
        let back = (format!("/desk/batches/{}", page.head.no), t(b::BACK_TO).into());
        let empty = view! { <Empty title=t(w::BATCH_EMPTY) hint=t(w::NOT_YOURS) action=back /> };
        return view! { <Page title=t(b::PART) crumbs>{empty}</Page> }.into_any();
    }
    let draft = draft_of(&[SPLIT, MERGE, ONWARD, HOLD, RELEASE]);
    let held = page.head.held.as_ref().map(|reason| {
        let title = fill(b::IS_HELD, &[("reason", reason)]);
        view! { <Notice kind=Tone::Warn title=title>{t(b::IS_HELD_HINT)}</Notice> }
    });
    let (first, acts) = match held.is_some() {
        true => (RELEASE, release(&page, &draft)),
        false => (SPLIT, acts(&page, &draft)),
    };
    let (no, version, lines) = (page.head.no.clone(), page.version.to_string(), page.lines.clone());
    view! {
        <Page title=t(b::PART) lead=t(b::PART_LEAD) crumbs>
            {held}
            <Refused draft=draft.clone() />
            <form method="post" action=first>
                <input type="hidden" name="no" value=no />
                <input type="hidden" name="version" value=version />
                <Columns aside=acts>
                    <Lines lines draft=draft.clone() />
                </Columns>
            </form>
            <Expected page draft=draft_of(&[EXPECT]) />
        </Page>
    }
    .into_any()
}

/// What is in the batch, with a number to fill in for each line.
#[component]
fn Lines(lines: Vec<BatchLine>, draft: Draft) -> impl IntoView {
    let now = reader::now();
    view! {
        <Panel title=t(w::CONTENT) flush=true>
            <Table close=true caption=t(w::CONTENT)>
                <thead>
                    <tr>
                        <Th>{t(w::BOOK)}</Th>
                        <Th>{t(w::ORDER)}</Th>
                        <Th>{t(w::CUSTOMER)}</Th>
                        <Th>{t(w::NEEDED_BY)}</Th>
                        <Th num=true>{t(w::COPIES)}</Th>
                        <Th num=true>{t(b::PART_COPIES)}</Th>
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(|line| row(line, &draft, now)).collect_view()}</tbody>
            </Table>
        </Panel>
    }
}

fn row(line: BatchLine, draft: &Draft, now: i64) -> impl IntoView + use<> {
    let field = format!("part[{}]", part_name(line.slice_id));
    let typed = draft.value(&field);
    let name = fill(w::PART_OF, &[("title", &line.title), ("order", &line.order_no)]);
    view! {
        <tr>
            <Td key=true>
                <BookName title=line.title href=format!("/books/{}", line.isbn) by=line.isbn.clone() />
            </Td>
            <Td label=t(w::ORDER)>{order_link(line.order_no)}</Td>
            <Td label=t(w::CUSTOMER)>{line.org}</Td>
            <Td label=t(w::NEEDED_BY)><Deadline day=line.needed_by now /></Td>
            <Td label=t(w::COPIES) num=true><Count n=line.copies /></Td>
            <Td label=t(b::PART_COPIES) num=true>
                <input
                    class="control board-part"
                    type="number"
                    name=field
                    value=typed
                    min="1"
                    max=line.copies.to_string()
                    inputmode="numeric"
                    aria-label=name
                />
            </Td>
        </tr>
    }
}

/// What can be done with the copies that were filled in: one form, a button for each act.
fn acts(page: &BatchPage, draft: &Draft) -> AnyView {
    let batches = batch_options(t(w::CHOOSE_ONE), page);
    let reasons = reason_options(&page.holds);
    let [into, reason, note] = ["into", "reason", "note"].map(|name| (draft.value(name), draft.fault(name)));
    view! {
        <Panel title=t(b::SPLIT)>
            <p class="beside">{t(b::SPLIT_HINT)}</p>
            <Button>{t(b::SPLIT)}</Button>
        </Panel>
        <Panel title=t(b::JOIN)>
            <Choice
                name="into"
                form="part"
                label=t(b::INTO)
                options=batches
                value=into.0
                fault=into.1
            />
            <Button formaction=MERGE>{t(b::JOIN_NOW)}</Button>
            " "
            <Button formaction=ONWARD>{t(b::AHEAD_NOW)}</Button>
        </Panel>
        <Panel title=t(b::HOLD)>
            <p class="beside">{t(b::HOLD_HINT)} " " <a href="/desk/reasons">{t(b::REASONS)}</a></p>
            <Choice
                name="reason"
                form="part"
                label=t(w::REASON)
                options=reasons
                value=reason.0
                fault=reason.1
            />
            <Field name="note" form="part" label=t(w::NOTE) value=note.0 fault=note.1 maxlength=500 />
            <Button kind=ButtonKind::Danger formaction=HOLD>{t(b::HOLD_NOW)}</Button>
        </Panel>
    }
    .into_any()
}

/// Batches that the copies can join, those of this stage first.
fn batch_options(nothing: &str, page: &BatchPage) -> Vec<(String, String)> {
    let next = page.next_stage.clone().unwrap_or_default();
    let option = |no: &String, stage: &str| (no.clone(), format!("{no} · {stage}"));
    let beside = page.beside.iter().map(|no| option(no, &page.head.stage_name));
    let ahead = page.ahead.iter().map(|no| option(no, &next));
    std::iter::once((String::new(), nothing.to_owned())).chain(beside).chain(ahead).collect()
}

/// Letting copies go that were held back.
fn release(page: &BatchPage, draft: &Draft) -> AnyView {
    let batches = batch_options(t(b::OWN_BATCH), page);
    let [into, note] = ["into", "note"].map(|name| (draft.value(name), draft.fault(name)));
    view! {
        <Panel title=t(b::RELEASE)>
            <Choice
                name="into"
                form="part"
                label=t(b::RELEASE_INTO)
                options=batches
                value=into.0
                fault=into.1
            />
            <Field
                name="note"
                form="part"
                label=t(b::RELEASE_NOTE)
                value=note.0
                fault=note.1
                maxlength=500
                required=true
            />
            <Button kind=ButtonKind::Primary>{t(b::RELEASE)}</Button>
        </Panel>
    }
    .into_any()
}

/// Until when the batch should go on, every day that it was given, and another one.
#[component]
fn Expected(page: BatchPage, draft: Draft) -> impl IntoView {
    let usual = page.dates.is_empty().then(|| view! { " " <span class="beside">{t(b::EXPECT_USUAL)}</span> });
    let given = page.dates.into_iter().map(|date| {
        view! {
            <li>
                <Day at=date.expected_at />
                {format!(" · {} · {} · ", date.note, date.by)}
                <When at=date.at />
            </li>
        }
    });
    view! {
        <Panel title=t(b::EXPECT)>
            <p>{page.head.expected_at.map(|at| view! { <Day at=at /> })} {usual}</p>
            <ul class="dates">{given.collect_view()}</ul>
            <Refused draft=draft.clone() />
            <form class="stack" method="post" action=EXPECT>
                <input type="hidden" name="no" value=page.head.no />
                <input type="hidden" name="version" value=page.version.to_string() />
                <Fields>
                    <Field
                        name="day"
                        form="expect"
                        kind="date"
                        label=t(b::EXPECT_DAY)
                        value=draft.value("day")
                        fault=draft.fault("day")
                        required=true
                    />
                    <Field
                        name="note"
                        form="expect"
                        label=t(b::EXPECT_NOTE)
                        value=draft.value("note")
                        fault=draft.fault("note")
                        maxlength=500
                        required=true
                    />
                </Fields>
                <Actions>
                    <Button>{t(b::EXPECT_NOW)}</Button>
                </Actions>
            </form>
        </Panel>
    }
}
