//! `/desk/reports`: how the house kept what it promised: all in all, month by month, by publisher, and where late lines lost
//! their days. Each bar stands beside the numbers that it is made of.

use jiff::civil::{Date, date};
use kernel::Lang;
use kernel::shapes::{Kept, KeptAuthors, KeptMonth, KeptPublisher, KeptShare, LostDays};
use leptos::prelude::*;

use crate::calls::reports;
use crate::pages::frame;
use crate::parts::{Count, Empty, Gauge, Page, Panel, Stat, Stats, Table, Td, Th, Tone, between, grouped, instant_of};
use crate::words::{fill, lang, reports as w, t};

/// The page.
#[component]
pub fn Reports() -> impl IntoView {
    frame::page(w::TITLE, reports::promises(), draw)
}

fn draw(kept: Kept) -> impl IntoView {
    let range = between(instant_of(kept.since), instant_of(kept.until));
    let some_late = !kept.stages.is_empty();
    let lately = match kept.all.lines {
        0 => view! { <Panel><Empty title=t(w::NONE_LATELY) hint=t(w::NONE_LATELY_HINT) /></Panel> }.into_any(),
        _ => view! {
            <Panel title=t(w::PUBLISHERS) flush=true>{publishers(kept.publishers)}</Panel>
            <Panel title=t(w::STAGES) flush=some_late>{stages(kept.stages)}</Panel>
            {some_late.then(|| view! { <p class="beside">{t(w::STAGES_NOTE)}</p> })}
        }
        .into_any(),
    };
    let body = match kept.months.len() {
        0 => view! { <Panel><Empty title=t(w::EMPTY) hint=t(w::EMPTY_HINT) /></Panel> }.into_any(),
        _ => view! {
            {all(kept.all)}
            {authors(kept.authors)}
            <Panel title=t(w::MONTHS) flush=true>{months(kept.months)}</Panel>
            {lately}
        }
        .into_any(),
    };
    view! {
        <Page title=t(w::TITLE) lead=fill(w::LEAD, &[("range", &range)])>{body}</Page>
    }
}

/// The whole house in three numbers.
fn all(all: KeptShare) -> impl IntoView {
    let note = |word, n: i64| fill(word, &[("n", &grouped(n))]);
    view! {
        <Stats>
            <Stat label=t(w::ARRIVED)><Count n=all.lines /></Stat>
            <Stat label=t(w::IN_TIME) note=note(w::IN_TIME_NOTE, all.in_time)>{percent(all, all.in_time)}</Stat>
            <Stat label=t(w::LAST_HELD) note=note(w::LAST_HELD_NOTE, all.last_held)>
                {percent(all, all.last_held)}
            </Stat>
        </Stats>
    }
}

/// A part of some lines; a dash when there are none.
fn percent(share: KeptShare, part: i64) -> String {
    share.of_hundred(part).map_or_else(|| "—".to_owned(), |n| fill(w::PERCENT, &[("n", &n)]))
}

/// What was promised by hand apart from what was worked out; nothing while nobody has promised anything.
fn authors(kept: KeptAuthors) -> Option<impl IntoView> {
    let row = |name, share: KeptShare| view! { <tr><Td key=true>{t(name)}</Td>{share_cells(share)}</tr> };
    (kept.hand.lines > 0).then(|| {
        view! {
            <Panel title=t(w::AUTHORS) flush=true>
                <Table close=true caption=t(w::AUTHORS)>
                    <thead>
                        <tr>
                            <Th>{t(w::AUTHOR)}</Th>
                            {share_heads()}
                        </tr>
                    </thead>
                    <tbody>
                        {row(w::BY_HAND, kept.hand)}
                        {row(w::BESIDE, kept.beside)}
                        {row(w::WORKED_OUT, kept.model)}
                    </tbody>
                </Table>
            </Panel>
            <p class="beside">{t(w::AUTHORS_NOTE)}</p>
        }
    })
}

/// The cells of a share: lines, in time (a number and a bar), last promise held.
fn share_cells(share: KeptShare) -> impl IntoView {
    let spoken = fill(w::SHARE_IS, &[("n", &grouped(share.lines)), ("part", &grouped(share.in_time))]);
    view! {
        <Td label=t(w::LINES) num=true><Count n=share.lines /></Td>
        <Td label=t(w::IN_TIME) num=true>{percent(share, share.in_time)}</Td>
        <Td label=t(w::SHARE)><Gauge part=share.in_time whole=share.lines tone=Tone::Route label=spoken /></Td>
        <Td label=t(w::LAST_HELD) num=true>{percent(share, share.last_held)}</Td>
    }
}

/// The heads of [`share_cells`].
fn share_heads() -> impl IntoView {
    view! {
        <Th num=true>{t(w::LINES)}</Th>
        <Th num=true>{t(w::IN_TIME)}</Th>
        <Th>{t(w::SHARE)}</Th>
        <Th num=true>{t(w::LAST_HELD)}</Th>
    }
}

fn months(months: Vec<KeptMonth>) -> impl IntoView {
    let row = |month: KeptMonth| {
        view! {
            <tr>
                <Td key=true>{month_of(month.day)}</Td>
                {share_cells(month.share)}
            </tr>
        }
    };
    view! {
        <Table close=true caption=t(w::MONTHS)>
            <thead>
                <tr>
                    <Th>{t(w::MONTH)}</Th>
                    {share_heads()}
                </tr>
            </thead>
            <tbody>{months.into_iter().map(row).collect_view()}</tbody>
        </Table>
    }
}

/// The month of a day (counted from 1970-01-01), as it is written in the reader's language.
fn month_of(day: i64) -> String {
    let day: Date = date(1970, 1, 1).saturating_add(jiff::Span::new().days(day.clamp(0, 100_000)));
    let month = match lang() {
        Lang::Zh => day.month().to_string(),
        Lang::En => day.strftime("%b").to_string(),
    };
    fill(w::MONTH_OF, &[("year", &day.year()), ("month", &month)])
}

fn publishers(publishers: Vec<KeptPublisher>) -> impl IntoView {
    let row = |publisher: KeptPublisher| {
        let late = match publisher.late_days {
            0 => t(w::NEVER_LATE).to_owned(),
            n => fill(w::DAYS, &[("n", &grouped(n))]),
        };
        view! {
            <tr>
                <Td key=true>{publisher.name}</Td>
                {share_cells(publisher.share)}
                <Td label=t(w::LATE_BY) num=true>{late}</Td>
            </tr>
        }
    };
    view! {
        <Table close=true caption=t(w::PUBLISHERS)>
            <thead>
                <tr>
                    <Th>{t(w::PUBLISHER)}</Th>
                    {share_heads()}
                    <Th num=true>{t(w::LATE_BY)}</Th>
                </tr>
            </thead>
            <tbody>{publishers.into_iter().map(row).collect_view()}</tbody>
        </Table>
    }
}

fn stages(stages: Vec<LostDays>) -> impl IntoView {
    if stages.is_empty() {
        return view! { <Empty title=t(w::NO_LATE) hint=t(w::NO_LATE_HINT) /> }.into_any();
    }
    let all: i64 = stages.iter().map(weight).sum();
    let rows = stages.into_iter().map(|stage| stage_row(stage, all)).collect_view();
    view! {
        <Table close=true caption=t(w::STAGES)>
            <thead>
                <tr>
                    <Th>{t(w::STAGE)}</Th>
                    <Th>{t(w::DESK)}</Th>
                    <Th num=true>{t(w::LATE_LINES)}</Th>
                    <Th num=true>{t(w::USUAL_DAYS)}</Th>
                    <Th num=true>{t(w::LATE_DAYS)}</Th>
                    <Th num=true>{t(w::LOST)}</Th>
                    <Th>{t(w::LOST_SHARE)}</Th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// What all late lines together lost in a stage, in tenths of a day.
const fn weight(stage: &LostDays) -> i64 {
    stage.lost() * stage.lines
}

fn stage_row(stage: LostDays, all: i64) -> impl IntoView {
    let of_hundred = if all > 0 { weight(&stage) * 100 / all } else { 0 };
    let (part, spoken) = (weight(&stage), fill(w::LOST_IS, &[("n", &of_hundred)]));
    let [usual, late, lost] = [stage.usual, stage.late, stage.lost()].map(days);
    view! {
        <tr>
            <Td key=true>{stage.stage}</Td>
            <Td label=t(w::DESK)>{stage.desk}</Td>
            <Td label=t(w::LATE_LINES) num=true><Count n=stage.lines /></Td>
            <Td label=t(w::USUAL_DAYS) num=true>{usual}</Td>
            <Td label=t(w::LATE_DAYS) num=true>{late}</Td>
            <Td label=t(w::LOST) num=true>{lost}</Td>
            <Td label=t(w::LOST_SHARE)><Gauge part whole=all tone=Tone::Bad label=spoken /></Td>
        </tr>
    }
}

/// Days out of tenths: `12.3`.
fn days(tenths: i64) -> String {
    fill(w::DAYS, &[("n", &format!("{}.{}", grouped(tenths / 10), tenths % 10))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_days_are_written_in_the_readers_language() {
        Owner::new().with(|| {
            provide_context(Lang::En);
            assert_eq!(month_of(20_778), "Nov 2026");
            assert_eq!(days(123), "12.3 days");
        });
        Owner::new().with(|| {
            provide_context(Lang::Zh);
            assert_eq!(month_of(20_778), "2026年11月");
            assert_eq!(days(5), "0.5 天");
        });
    }
}
