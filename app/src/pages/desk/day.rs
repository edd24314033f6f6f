//! `/desk?desk=`: a desk's day. What wants to be done comes first, then what came in and what waits, then what is stuck and how
//! full every stage is; each number leads to the work behind it. Supervisors choose a desk.

mod came;
pub mod silent;
mod work;

use kernel::shapes::{DeskDay, Me, StageLoad};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::batches::batch_table;
use super::{acts_for, given, who};
use crate::calls::desks;
use crate::pages::frame;
use crate::parts::{
    Badge, Columns, Count, Fold, LinkButton, NavItem, Page, Spark, Stat, Stats, Table, Tabs, Td, Th, Tone, grouped,
};
use crate::words::{count, desk as w, fill, rounds, t, worklist as k};
use came::Came;
use work::Work;

/// The page.
#[component]
pub fn Day() -> impl IntoView {
    let desk = given(&use_query_map().get_untracked(), "desk");
    let asked = async { Ok((desks::day(desk).await?, who().await?)) };
    frame::page(w::DAY, asked, |(day, me)| draw(day, &me))
}

fn draw(mut day: DeskDay, me: &Me) -> impl IntoView + use<> {
    let work = std::mem::take(&mut day.work);
    let chosen = work.desks.iter().find(|(code, _)| Some(code) == work.desk.as_ref()).map(|(_, name)| name.clone());
    // Where there are tabs they say whose day it is.
    let lead = if work.desks.is_empty() { me.desk.clone() } else { None };
    let tabs = (!work.desks.is_empty()).then(|| view! { <Tabs label=t(k::BY_DESK) items=tabs(&work) /> });
    let late = late(&day, (me, chosen.as_deref()));
    let (came, of_all) = ((work.came.clone(), work.closed_at), work.desk.is_none() && !work.desks.is_empty());
    let aside = view! { {numbers(&day, late)} <Came came of_all /> }.into_any();
    let actions = view! { <LinkButton href="/desk/rounds">{t(rounds::ROUNDS)}</LinkButton> }.into_any();
    view! {
        <Page title=t(w::DAY) lead=lead actions>
            {tabs}
            <Columns aside>
                <Work list=work />
            </Columns>
            {stuck(&day, late)}
            <Fold summary=t(w::LOADS)>{loads(day.stages)}</Fold>
        </Page>
    }
}

/// The desks that a supervisor can look at.
fn tabs(work: &kernel::shapes::Worklist) -> Vec<NavItem> {
    let all = NavItem {
        href: "/desk".to_owned(),
        label: t(w::ALL_DESKS).to_owned(),
        current: work.desk.is_none(),
        count: None,
    };
    let desks = work.desks.iter().map(|(code, name)| NavItem {
        href: format!("/desk?desk={code}"),
        label: name.clone(),
        current: work.desk.as_ref() == Some(code),
        count: None,
    });
    std::iter::once(all).chain(desks).collect()
}

/// The batches that have stood longest beyond the usual days, folded away; nothing when none has.
fn stuck(day: &DeskDay, late: i64) -> Option<impl IntoView + use<>> {
    let rows = day.late.clone();
    let shown = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let more = (shown < late).then(|| {
        view! { <p><a href="/desk/batches">{fill(w::LATEST_SHOWN, &[("n", &grouped(shown))])}</a></p> }
    });
    (shown > 0).then(|| {
        view! {
            <section id="late">
                <Fold summary=t(w::LATE_BATCHES)>{batch_table(w::LATE_BATCHES, rows, true)} {more}</Fold>
            </section>
        }
    })
}

/// Batches beyond the usual days at the stages of the desk that is looked at, else at those that the reader acts for.
fn late(day: &DeskDay, (me, chosen): (&Me, Option<&str>)) -> i64 {
    let is_meant = |desk: &str| chosen.map_or_else(|| acts_for(me, desk), |chosen| chosen == desk);
    day.stages.iter().filter(|stage| is_meant(&stage.desk)).map(|stage| stage.late).sum()
}

/// What waits, as numbers that lead there.
fn numbers(day: &DeskDay, late: i64) -> impl IntoView + use<> {
    let (lines, copies, urgent) = day.waiting;
    let (open, overdue) = day.tickets;
    let waiting_note = match urgent {
        0 => count(w::ONE_COPY, w::N_COPIES, copies),
        _ => fill(w::WAITING_NOTE, &[("copies", &grouped(copies)), ("urgent", &grouped(urgent))]),
    };
    let overdue_note = match overdue {
        0 => t(w::NONE_OVERDUE).to_owned(),
        n => count(w::OVERDUE_ONE, w::OVERDUE_MANY, n),
    };
    let if_any = |n: i64, tone| if n > 0 { tone } else { Tone::Neutral };
    view! {
        <Stats>
            <Stat label=t(w::LATE_BATCHES) href=(late > 0).then_some("#late") tone=if_any(late, Tone::Bad)>
                <Count n=late />
            </Stat>
            <Stat label=t(w::OPEN_LINES) href="/desk/batches" note=waiting_note tone=if_any(urgent, Tone::Warn)>
                <Count n=lines />
            </Stat>
            <Stat
                label=t(w::OPEN_TICKETS)
                href="/desk/tickets?state=open"
                note=overdue_note
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
        <Table close=true caption=t(w::LOADS)>
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
