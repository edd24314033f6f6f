//! `/desk/batches/open/{publisher}`: the open lines of one publisher, to choose which of them are bought together.

use kernel::shapes::{Me, OpenLine, OpenPage, Rhythm};
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::clock::{Deadline, Stay};
use super::{GATHER, acts_for, key, order_link, who};
use crate::calls::{batches, cutoffs};
use crate::draft::{Draft, Refused, draft_of};
use crate::pages::{frame, reader};
use crate::parts::{
    Actions, Badge, BookName, Button, ButtonKind, Count, Crumb, Day, Empty, Field, Fields, Notice, Page, Panel, Table,
    Td, Th, Tone, grouped, typed_day,
};
use crate::words::{batching as b, desk as w, fill, t};

/// Where a publisher's calendar is set.
const SET: &str = "/api/cutoffs/set";
/// The id of the form that makes a batch of all lines.
const ALL: &str = "gather-all";

/// The page.
#[component]
pub fn OpenLines() -> impl IntoView {
    let publisher = key(&use_params_map().get_untracked(), "publisher");
    let call = async move {
        let publisher = publisher.ok_or(Refusal::NotFound)?;
        let open = batches::open_lines(publisher).await?;
        let calendar = cutoffs::find(publisher).await?;
        Ok((publisher, open, calendar, who().await?))
    };
    frame::page(w::OPEN_LINES, call, |(publisher, open, calendar, me)| draw((publisher, calendar), open, &me))
}

fn draw(
    (publisher, calendar): (Uuid, Option<Rhythm>),
    OpenPage { publisher: name, desk, lines }: OpenPage,
    me: &Me,
) -> impl IntoView + use<> {
    let buys = acts_for(me, &desk);
    let crumbs = vec![Crumb { href: "/desk/batches".to_owned(), label: t(w::BATCHES).to_owned() }];
    if lines.is_empty() {
        let back = ("/desk/batches".to_owned(), t(w::BATCHES).into());
        let empty = view! { <Empty title=t(w::NONE_WAITS) hint=t(w::NONE_WAITS_HINT) action=back /> };
        return view! {
            <Page title=name crumbs>
                {empty}
                <Calendar publisher calendar buys draft=draft_of(&[SET]) />
            </Page>
        }
        .into_any();
    }
    let copies: i64 = lines.iter().map(|line| line.copies).sum();
    let lead = fill(w::OPEN_LEAD, &[("lines", &grouped(count_of(&lines))), ("copies", &grouped(copies))]);
    view! {
        <Page title=name lead=lead crumbs>
            <Chooser publisher lines buys draft=draft_of(&[GATHER]) />
            <Calendar publisher calendar buys draft=draft_of(&[SET]) />
        </Page>
    }
    .into_any()
}

fn count_of(lines: &[OpenLine]) -> i64 {
    i64::try_from(lines.len()).unwrap_or(i64::MAX)
}

/// When this publisher's lines are gathered, and another rhythm for who may set it.
#[component]
fn Calendar(publisher: Uuid, calendar: Option<Rhythm>, buys: bool, draft: Draft) -> impl IntoView {
    let now = reader::now();
    let every = calendar.as_ref().map(|rhythm| format!(" · {}", fill(b::EVERY, &[("n", &rhythm.days)])));
    let next = super::waiting::cutoff(calendar.as_ref().map(|rhythm| rhythm.next), now);
    let days = draft.value("rhythm_days").or_else(|| calendar.as_ref().map(|rhythm| rhythm.days.to_string()));
    let anchor = draft.value("anchor").or_else(|| calendar.as_ref().and_then(|rhythm| typed_day(rhythm.anchor_day)));
    let form = buys.then(|| {
        view! {
            <Refused draft=draft.clone() />
            <form class="stack" method="post" action=SET>
                <input type="hidden" name="publisher" value=publisher.to_string() />
                <Fields>
                    <Field
                        name="rhythm_days"
                        kind="number"
                        label=t(b::RHYTHM_DAYS)
                        value=days
                        fault=draft.fault("rhythm_days")
                        min="1"
                        max="366"
                        required=true
                    />
                    <Field
                        name="anchor"
                        kind="date"
                        label=t(b::ANCHOR)
                        hint=t(b::ANCHOR_HINT)
                        value=anchor
                        fault=draft.fault("anchor")
                        required=true
                    />
                </Fields>
                <Actions>
                    <Button>{t(b::SET_CALENDAR)}</Button>
                </Actions>
            </form>
        }
    });
    view! {
        <Panel title=t(b::CALENDAR)>
            <p>{t(b::NEXT_CUTOFF)} " " {next} {every}</p>
            {form}
        </Panel>
    }
}

/// The lines with a box each, and what to do with the ticked ones.
#[component]
fn Chooser(publisher: Uuid, lines: Vec<OpenLine>, buys: bool, draft: Draft) -> impl IntoView {
    let now = reader::now();
    let acts = buys.then(|| acts(count_of(&lines)));
    let ticked = |line: &OpenLine| {
        let id = line.slice_id.to_string();
        draft.fields.iter().any(|(name, value)| name == "slices[]" && *value == id)
    };
    let rows = lines.into_iter().map(|line| (ticked(&line), line)).map(|(ticked, line)| row(line, buys, ticked, now));
    let rows = rows.collect_view();
    let refused = match draft.code("slices") {
        Some(_) => view! { <Notice kind=Tone::Bad>{t(w::TICK_SOME)}</Notice> }.into_any(),
        None => view! { <Refused draft /> }.into_any(),
    };
    view! {
        {refused}
        <form class="stack" method="post" action=GATHER>
            <input type="hidden" name="publisher" value=publisher.to_string() />
            // The call takes an empty choice for everything. A key that no line has makes an empty choice stay one.
            <input type="hidden" name="slices[]" value=Uuid::nil().to_string() />
            {acts}
            <Table close=true caption=t(w::OPEN_LINES)>
                {head(buys)}
                <tbody>{rows}</tbody>
            </Table>
        </form>
        <form id=ALL method="post" action=GATHER>
            <input type="hidden" name="publisher" value=publisher.to_string() />
        </form>
    }
}

/// A batch of the ticked lines, or of all of them: the second button belongs to the form without boxes.
fn acts(lines: i64) -> impl IntoView {
    let all = fill(w::GATHER_ALL, &[("n", &grouped(lines))]);
    view! {
        <div class="act-bar">
            <Button kind=ButtonKind::Primary>{t(w::GATHER_TICKED)}</Button>
            <button class="button" data-kind="plain" type="submit" form=ALL>{all}</button>
        </div>
    }
}

fn head(buys: bool) -> impl IntoView {
    view! {
        <thead>
            <tr>
                {buys.then(|| view! { <Th><span class="sr">{t(w::CHOSEN)}</span></Th> })}
                <Th>{t(w::BOOK)}</Th>
                <Th>{t(w::ORDER)}</Th>
                <Th>{t(w::CUSTOMER)}</Th>
                <Th num=true>{t(w::COPIES)}</Th>
                <Th>{t(w::WAITS_SINCE)}</Th>
                <Th>{t(w::NEEDED_BY)}</Th>
            </tr>
        </thead>
    }
}

fn row(line: OpenLine, buys: bool, ticked: bool, now: i64) -> impl IntoView {
    let tick_name = fill(w::TICK_LINE, &[("title", &line.title), ("order", &line.order_no)]);
    let tick = buys.then(|| {
        view! {
            <Td>
                <label class="tick">
                    <input
                        type="checkbox"
                        name="slices[]"
                        value=line.slice_id.to_string()
                        checked=ticked
                        aria-label=tick_name
                    />
                </label>
            </Td>
        }
    });
    let urgent = line.urgent.then(|| view! { " " <Badge tone=Tone::Warn>{t(w::URGENT)}</Badge> });
    view! {
        <tr>
            {tick}
            <Td key=true>
                <BookName title=line.title href=format!("/books/{}", line.isbn) by=line.isbn.clone() />
                {urgent}
            </Td>
            <Td label=t(w::ORDER)>{order_link(line.order_no)}</Td>
            <Td label=t(w::CUSTOMER)>{line.org}</Td>
            <Td label=t(w::COPIES) num=true><Count n=line.copies /></Td>
            <Td label=t(w::WAITS_SINCE)>
                <Day at=line.since />
                " "
                <span class="beside">{Stay::new(line.since, 0, now).so_far()}</span>
            </Td>
            <Td label=t(w::NEEDED_BY)><Deadline day=line.needed_by now /></Td>
        </tr>
    }
}
