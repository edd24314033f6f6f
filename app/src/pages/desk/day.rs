//! `/desk`: a desk's day. What is stuck comes first, then what waits, then how full every stage is; each number leads to
//! the work behind it.

use kernel::shapes::{DeskDay, Me, StageLoad};
use leptos::prelude::*;

use super::batches::batch_table;
use super::outbox::GivenUp;
use super::{acts_for, who};
use crate::calls::{desks, notices};
use crate::pages::frame;
use crate::parts::{Badge, Count, Empty, Page, Panel, Spark, Stat, Stats, Table, Td, Th, Tone, grouped};
use crate::words::{count, desk as w, fill, t};

/// The page.
#[component]
pub fn Day() -> impl IntoView {
    let asked = async { Ok((desks::day().await?, who().await?, notices::dead_count().await?)) };
    frame::page(w::DAY, asked, |(day, me, given_up)| draw(day, &me, given_up))
}

fn draw(day: DeskDay, me: &Me, given_up: i64) -> impl IntoView + use<> {
    let lead = me.desk.clone().unwrap_or_else(|| t(w::ALL_DESKS).to_owned());
    let late = late(&day, me);
    let numbers = numbers(&day, late);
    let shown = i64::try_from(day.late.len()).unwrap_or(i64::MAX);
    let more = (shown < late).then(|| {
        view! { <a class="beside" href="/desk/batches">{fill(w::LATEST_SHOWN, &[("n", &grouped(shown))])}</a> }
            .into_any()
    });
    view! {
        <Page title=t(w::DAY) lead=lead>
            <GivenUp rows=given_up />
            {numbers}
            <Panel title=t(w::LATE_BATCHES) id="late" nostrip:actions=more flush=!day.late.is_empty()>
                {if day.late.is_empty() {
                    view! { <Empty title=t(w::NO_LATE) hint=t(w::NO_LATE_HINT) /> }.into_any()
                } else {
                    batch_table(w::LATE_BATCHES, day.late, true).into_any()
                }}
            </Panel>
            <Panel title=t(w::LOADS) flush=true>{loads(day.stages)}</Panel>
        </Page>
    }
}

/// Batches beyond the usual days at the stages that the reader acts for.
fn late(day: &DeskDay, me: &Me) -> i64 {
    day.stages.iter().filter(|stage| acts_for(me, &stage.desk)).map(|stage| stage.late).sum()
}

/// What waits, as numbers that lead there.
fn numbers(day: &DeskDay, late: i64) -> impl IntoView + use<> {
    let (lines, copies, urgent) = day.waiting;
    let (open, overdue) = day.tickets;
    let waiting_note = fill(w::WAITING_NOTE, &[("copies", &grouped(copies)), ("urgent", &grouped(urgent))]);
    let if_any = |n: i64, tone| if n > 0 { tone } else { Tone::Neutral };
    view! {
        <Stats>
            <Stat label=t(w::LATE_BATCHES) href="#late" tone=if_any(late, Tone::Bad)>
                <Count n=late />
            </Stat>
            <Stat label=t(w::OPEN_LINES) href="/desk/batches" note=waiting_note tone=if_any(urgent, Tone::Warn)>
                <Count n=lines />
            </Stat>
            <Stat
                label=t(w::OPEN_TICKETS)
                href="/desk/tickets?state=open"
                note=count(w::OVERDUE_ONE, w::OVERDUE_MANY, overdue)
                tone=if_any(overdue, Tone::Bad)
            >
                <Count n=open />
            </Stat>
        </Stats>
    }
}

fn loads(stages: Vec<StageLoad>) -> impl IntoView {
    let row = |stage: StageLoad| {
        let late = match stage.late {
            0 => view! { <Count n=0 /> }.into_any(),
            n => view! { <Badge tone=Tone::Warn>{grouped(n)}</Badge> }.into_any(),
        };
        let month_ago = month_ago(&stage).map(|n| view! { <Count n /> });
        let line = over_time(&stage);
        view! {
            <tr>
                <Td key=true>
                    <a href=format!("/desk/batches?stage={}", stage.code)>{stage.name}</a>
                </Td>
                <Td label=t(w::DESK)>{stage.desk}</Td>
                <Td label=t(w::BATCHES) num=true><Count n=stage.batches /></Td>
                <Td label=t(w::COPIES) num=true><Count n=stage.copies /></Td>
                <Td label=t(w::BEYOND_USUAL) num=true>{late}</Td>
                <Td label=t(w::MONTH_AGO) num=true>{month_ago}</Td>
                <Td label=t(w::HALF_YEAR)>{line}</Td>
            </tr>
        }
    };
    view! {
        <Table caption=t(w::LOADS)>
            <thead>
                <tr>
                    <Th>{t(w::STAGE)}</Th>
                    <Th>{t(w::DESK)}</Th>
                    <Th num=true>{t(w::BATCHES)}</Th>
                    <Th num=true>{t(w::COPIES)}</Th>
                    <Th num=true>{t(w::BEYOND_USUAL)}</Th>
                    <Th num=true>{t(w::MONTH_AGO)}</Th>
                    <Th>{t(w::HALF_YEAR)}</Th>
                </tr>
            </thead>
            <tbody>{stages.into_iter().map(row).collect_view()}</tbody>
        </Table>
    }
}

/// Copies that the stage held thirty days before the last day.
fn month_ago(stage: &StageLoad) -> Option<i64> {
    let last = stage.past.last()?.day;
    stage.past.iter().find(|past| past.day == last - 30).map(|past| past.copies)
}

/// How full the stage was in the last half year.
fn over_time(stage: &StageLoad) -> Option<impl IntoView + use<>> {
    let numbers: Vec<i64> = stage.past.iter().map(|past| past.copies).collect();
    let (least, most) = (*numbers.iter().min()?, *numbers.iter().max()?);
    let label = fill(w::HALF_YEAR_IS, &[("stage", &stage.name), ("least", &grouped(least)), ("most", &grouped(most))]);
    (numbers.len() > 1).then(|| view! { <Spark numbers label /> })
}
