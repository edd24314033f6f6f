//! The answer to "where is it, and when will it come?" for a whole order: how much has arrived, the route of all copies,
//! then line by line. The same drawing goes to an open page when something moved ([`news`]).

pub mod arrival;
mod line;
pub mod news;
#[cfg(test)]
mod tests;
pub mod way;
pub mod whereabouts;

use kernel::Uuid;
use kernel::journey::{StageKind, state};
use kernel::shapes::{LineRow, OrderPage, Port, SliceRow};
use leptos::prelude::*;
use line::{Showing, rows};
use whereabouts::StateBadge;

pub use self::line::Tried;
use super::Reader;
use crate::parts::{Gauge, Notice, Panel, Route, Table, Th, Tone, day, grouped};
use crate::words::{arrivals as a, fill, orders as w, t};

/// In a longer order the details of a line are a page of their own: 500 routes would be a heavy page.
const MANY: usize = 60;
/// In an order as short as this everything is unfolded at once.
const FEW: usize = 3;

/// More batches than these at one port are named line by line only.
const BATCHES: usize = 2;

/// What stays the same while the page is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The order's number.
    pub no: String,
    /// The ports of the way, in order.
    pub ports: Vec<Port>,
    /// The customer's deadline, days since 1970.
    pub needed_by: Option<i64>,
    /// Whether the reader may complain and cancel.
    pub buyer: bool,
    /// Whether the reader is of the house.
    pub staff: bool,
    /// The line whose details were asked for, by its position.
    pub opened: Option<i64>,
    /// The range in which the last copy arrives.
    pub arrives: Option<(i64, i64)>,
    /// How many per cent of the house's ranges held in the last year, and for how many lines they were said.
    pub held: Option<(i64, i64)>,
}

impl Look {
    /// The look of an order for a reader.
    pub fn of(order: &OrderPage, reader: Reader, opened: Option<i64>) -> Self {
        Self {
            no: order.head.no.clone(),
            ports: order.ports.clone(),
            needed_by: order.head.needed_by,
            buyer: reader.buyer,
            staff: reader.staff,
            opened,
            arrives: order.head.arrives,
            held: order.held,
        }
    }
}

/// The standing of an order and its lines.
#[component]
pub fn Journey(
    /// What stays the same.
    look: Look,
    /// The lines.
    lines: Vec<LineRow>,
    /// Lines that moved since the page was opened.
    #[prop(optional)]
    changed: Vec<Uuid>,
    /// A refused cancelling.
    #[prop(optional_no_strip)]
    tried: Option<Tried>,
    /// The present, milliseconds since 1970.
    now: i64,
) -> impl IntoView {
    let priced = lines.iter().any(|line| line.price_fen.is_some());
    let (few, many) = (lines.len() <= FEW, lines.len() > MANY);
    let body = lines.iter().map(|line| {
        let tried = tried.as_ref().filter(|tried| tried.line == line.id);
        let asked = look.opened == Some(line.position) || tried.is_some();
        let open = asked || few;
        let (detailed, changed) = (!many || asked, changed.contains(&line.id));
        rows(line, &Showing { look: &look, now, priced, detailed, open, changed, tried })
    });
    let body = body.collect_view();
    view! {
        <div class="order-standing"><Panel title=t(w::STANDING)>{standing(&look, &lines)}</Panel></div>
        <div class="order-lines sheet-tall"><Panel title=t(w::LINES_OF) flush=true>
            <Table caption=t(w::LINES_OF) close=true>
                <thead>
                    <tr>
                        <Th num=true>{t(w::LINE_NO)}</Th>
                        <Th>{t(w::BOOK)}</Th>
                        <Th num=true>{t(w::COPIES)}</Th>
                        {priced.then(|| view! { <Th num=true>{t(w::PRICE)}</Th> <Th num=true>{t(w::SUM)}</Th> })}
                        <Th>{t(w::WHERE)}</Th>
                    </tr>
                </thead>
                {body}
            </Table>
        </Panel></div>
    }
}

fn standing(look: &Look, lines: &[LineRow]) -> impl IntoView + use<> {
    let slices: Vec<&SliceRow> = lines.iter().flat_map(|line| &line.slices).collect();
    let count =
        |wanted: StageKind| slices.iter().filter(|slice| slice.kind == wanted).map(|slice| slice.copies).sum::<i64>();
    let (arrived, whole) = (count(StageKind::End), lines.iter().map(|line| line.copies).sum::<i64>());
    let words = fill(w::ARRIVED_OF, &[("part", &grouped(arrived)), ("whole", &grouped(whole))]);
    let mut ports = way::ports(&look.ports, &slices, look.staff);
    for port in ports.iter_mut().filter(|port| port.batches.len() > BATCHES) {
        port.batches.clear();
    }
    let state = state(slices.iter().map(|slice| (slice.kind, slice.copies)));
    let when = when(look, lines);
    view! {
        <div class="standing">
            <p class="standing-words"><StateBadge state=state /> " " <strong>{words.clone()}</strong></p>
            <Gauge part=arrived whole=whole tone=Tone::Good label=words />
            {when}
        </div>
        <Route ports=ports exits=way::exits(&slices) />
    }
}

/// When the last of it will be here, and how many lines may be too late.
fn when(look: &Look, lines: &[LineRow]) -> AnyView {
    let coming: Vec<&LineRow> = lines.iter().filter(|line| arrival::is_coming(line)).collect();
    if coming.is_empty() {
        return view! { <p>{t(w::ALL_HERE)}</p> }.into_any();
    }
    let dated = coming.iter().filter_map(|line| line.arrival.as_ref()).max_by_key(|arrival| arrival.high);
    let last = look.arrives.zip(dated).map(|((low, high), last)| {
        let (range, sure) = (arrival::range(low, high), arrival::how_sure(last));
        view! { <p>{fill(a::ALL_BY, &[("range", &range), ("sure", &sure)])}</p> }
    });
    let working = coming.iter().any(|line| line.arrival.is_none());
    let late = coming.iter().filter(|line| arrival::is_at_risk(line)).count();
    let late = look.needed_by.filter(|_| late > 0).map(|needed| {
        let word = if late == 1 { a::AT_RISK_ONE } else { a::AT_RISK };
        let words = fill(word, &[("n", &late), ("day", &day(way::instant_of(needed)))]);
        let board = format!("/terms/{}?risk=1", look.no);
        view! { <Notice kind=Tone::Warn>{words} " " <a href=board>{t(a::WHAT_TO_DO)}</a></Notice> }
    });
    let held = look.held.filter(|_| last.is_some()).map(|(percent, lines)| {
        view! { <p class="field-hint">{fill(a::HELD, &[("percent", &percent), ("lines", &grouped(lines))])}</p> }
    });
    view! {
        {last}
        {held}
        {working.then(|| view! { <p>{t(a::SOME_WORKING)}</p> })}
        {late}
    }
    .into_any()
}
