//! `/desk/batches/{no}/promise` and `/desk/promise/{line}`: where a desk that knows better promises a range, for the lines of a
//! batch or for one line.

use kernel::shapes::{ByHand, PromisePage, PromiseRow};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::calls::promises;
use crate::draft::{Draft, Refused, draft_of};
use crate::pages::frame;
use crate::pages::orders::journey::arrival::{promised_by, range};
use crate::parts::{
    Actions, Area, Button, ButtonKind, Choice, Count, Crumb, Day, Empty, Field, Fields, Notice, Page, Panel, Table, Td,
    Th, Tone, instant_of,
};
use crate::words::{desk, fill, promises as w, t};

const GIVE: &str = "/api/promises/give";
const TAKE_BACK: &str = "/api/promises/take_back";

/// What is promised for: key of a line, or number of a batch.
#[derive(Clone, Default)]
struct Meant {
    line: String,
    batch: String,
}

/// The page of a batch.
#[component]
pub fn PromiseForBatch() -> impl IntoView {
    let batch = use_params_map().get_untracked().get("no").unwrap_or_default();
    page(Meant { batch, ..Meant::default() })
}

/// The page of a line.
#[component]
pub fn PromiseForLine() -> impl IntoView {
    let line = use_params_map().get_untracked().get("line").unwrap_or_default();
    page(Meant { line, ..Meant::default() })
}

fn page(meant: Meant) -> impl IntoView {
    let done = use_query_map().get_untracked().get("done").is_some();
    let asked = promises::find(meant.line.clone(), meant.batch.clone());
    frame::page(w::TITLE, asked, move |page| {
        let draft = draft_of(&[GIVE, TAKE_BACK]);
        let done = done && draft.refusal.is_none();
        let crumbs = crumbs(&page);
        view! {
            <Page title=t(w::TITLE) lead=t(w::LEAD) crumbs>
                {done.then(|| view! { <Notice kind=Tone::Good>{t(w::DONE)}</Notice> })}
                {draw(page, meant, draft)}
            </Page>
        }
    })
}

fn crumbs(page: &PromisePage) -> Vec<Crumb> {
    match (&page.batch, page.rows.first()) {
        (Some(no), _) => vec![
            Crumb { href: "/desk/batches".to_owned(), label: t(desk::BATCHES).to_owned() },
            Crumb { href: format!("/desk/batches/{no}"), label: fill(desk::BATCH_NO, &[("no", no)]) },
        ],
        (None, Some(row)) => vec![Crumb { href: format!("/orders/{}", row.order_no), label: row.order_no.clone() }],
        (None, None) => Vec::new(),
    }
}

fn draw(page: PromisePage, meant: Meant, draft: Draft) -> AnyView {
    if page.rows.is_empty() {
        return view! { <Panel><Empty title=t(w::NOTHING) hint=t(w::NOTHING_HINT) /></Panel> }.into_any();
    }
    let forms = if page.mine {
        let held = page.rows.iter().any(|row| row.by_hand.is_some());
        let back = held.then(|| view! { <TakeBack meant=meant.clone() draft=draft.clone() /> });
        view! { <Form stages=page.stages meant draft /> {back} }.into_any()
    } else {
        view! { <Notice kind=Tone::Info>{t(w::NOT_YOURS)}</Notice> }.into_any()
    };
    let unlisted = page.lines - i64::try_from(page.rows.len()).unwrap_or(page.lines);
    let single = page.batch.is_none();
    let rows = page.rows.into_iter().map(|row| line(row, single || !page.mine)).collect_view();
    view! {
        {forms}
        <Panel title=t(w::LINES) flush=true>
            <Table close=true caption=t(w::LINES)>
                <thead>
                    <tr>
                        <Th>{t(w::LINE)}</Th>
                        <Th>{t(w::BOOK)}</Th>
                        <Th num=true>{t(desk::COPIES)}</Th>
                        <Th>{t(w::NEEDED)}</Th>
                        <Th>{t(w::SHOWN)}</Th>
                        <Th>{t(w::MODEL)}</Th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </Panel>
        {(unlisted > 0).then(|| view! { <p class="field-hint">{fill(w::LINES_MORE, &[("n", &unlisted)])}</p> })}
        {(page.behind > 0).then(|| view! { <p class="field-hint">{fill(w::BEHIND, &[("n", &page.behind)])}</p> })}
    }
    .into_any()
}

fn line(row: PromiseRow, alone: bool) -> impl IntoView {
    let name = fill(w::LINE_OF, &[("no", &row.order_no), ("line", &row.position)]);
    let needed = row.needed_by.map(|day| view! { <Day at=instant_of(day) /> });
    let by_hand = row.by_hand.as_ref().map(given);
    let only = (!alone).then(|| view! { <a href=format!("/desk/promise/{}", row.line)>{t(w::ONE_LINE)}</a> });
    view! {
        <tr>
            <Td key=true label=t(w::LINE)>
                <a href=format!("/orders/{0}?line={1}#line-{1}", row.order_no, row.position)>{name}</a>
                <p class="field-hint">{row.org}</p>
                {only}
            </Td>
            <Td label=t(w::BOOK)>{row.title}</Td>
            <Td label=t(desk::COPIES) num=true><Count n=row.copies /></Td>
            <Td label=t(w::NEEDED)>{needed}</Td>
            <Td label=t(w::SHOWN)><strong>{range(row.shown.0, row.shown.1)}</strong>{by_hand}</Td>
            <Td label=t(w::MODEL)>{range(row.model.0, row.model.1)}</Td>
        </tr>
    }
}

fn given(hand: &ByHand) -> impl IntoView + use<> {
    view! {
        <p class="field-hint">{promised_by(hand)}</p>
        <p class="field-hint">{fill(w::BECAUSE, &[("note", &hand.note)])}</p>
    }
}

#[component]
fn Form(stages: Vec<(String, String)>, meant: Meant, draft: Draft) -> impl IntoView {
    let draft = if draft.call == GIVE { draft } else { Draft::default() };
    let value = |field: &str| draft.value(&format!("form[{field}]")).unwrap_or_default();
    let day = |field: &'static str, label, required, hint: Option<&'static str>| {
        view! {
            <Field
                name=format!("form[{field}]")
                label=t(label)
                kind="date"
                value=value(field)
                fault=draft.fault(field)
                hint=hint
                required=required
            />
        }
    };
    let first = stages.first().map(|(code, _)| code.clone()).unwrap_or_default();
    let note = value("note");
    let stage = Some(value("stage")).filter(|code| !code.is_empty()).unwrap_or(first);
    let days = view! { {day("from", w::FROM, true, None)} {day("until", w::UNTIL, true, None)} };
    let holds = day("holds", w::HOLDS, false, Some(t(w::HOLDS_HINT)));
    view! {
        <Panel title=t(w::GIVE_TITLE)>
            <form method="post" action=GIVE>
                <input type="hidden" name="form[line]" value=meant.line />
                <input type="hidden" name="form[batch]" value=meant.batch />
                <Refused draft=draft.clone() />
                <Fields>
                    {days}
                    <Choice name="form[stage]" label=t(w::STAGE) options=stages value=stage fault=draft.fault("stage") />
                    {holds}
                    <div class="field-wide">
                        <Area
                            name="form[note]"
                            label=t(w::NOTE)
                            hint=t(w::NOTE_HINT)
                            value=note
                            fault=draft.fault("note")
                            rows=2
                            maxlength=300
                            required=true
                        />
                    </div>
                </Fields>
                <Actions>
                    <Button kind=ButtonKind::Primary>{t(w::GIVE)}</Button>
                </Actions>
            </form>
        </Panel>
    }
}

#[component]
fn TakeBack(meant: Meant, draft: Draft) -> impl IntoView {
    let draft = if draft.call == TAKE_BACK { draft } else { Draft::default() };
    view! {
        <Panel title=t(w::TAKE_BACK)>
            <form method="post" action=TAKE_BACK>
                <input type="hidden" name="line" value=meant.line />
                <input type="hidden" name="batch" value=meant.batch />
                <Refused draft=draft.clone() />
                <Field
                    name="note"
                    form="back"
                    label=t(w::TAKE_BACK_NOTE)
                    value=draft.value("note")
                    fault=draft.fault("note")
                    maxlength=300
                    required=true
                />
                <Actions>
                    <Button kind=ButtonKind::Danger>{t(w::TAKE_BACK)}</Button>
                </Actions>
            </form>
        </Panel>
    }
}
