//! The answer to "where is it, and when will it come?" for a whole order: how much has arrived, the route of all copies,
//! then line by line. The page draws it on the server; the island draws the very same again when something moved.

use kernel::Uuid;
use kernel::journey::{StageKind, state};
use kernel::shapes::{LineRow, Port, SliceRow};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::line::{Showing, Tried, rows};
use super::way;
use super::whereabouts::StateBadge;
use crate::parts::{Gauge, Notice, Panel, Route, Table, Th, Tone, day, grouped};
use crate::words::{fill, orders as w, t};

/// In a longer order the details of a line are a page of their own: 500 routes would be a heavy page.
const MANY: usize = 60;
/// In an order as short as this everything is unfolded at once.
const FEW: usize = 3;

/// More batches than these at one port are named line by line only.
const BATCHES: usize = 2;

/// What stays the same while the page is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Positions of the lines that the reader had unfolded.
    #[prop(optional)]
    unfolded: Vec<i64>,
    /// The present, milliseconds since 1970.
    now: i64,
) -> impl IntoView {
    let priced = lines.iter().any(|line| line.price_fen.is_some());
    let (few, many) = (lines.len() <= FEW, lines.len() > MANY);
    let body = lines.iter().map(|line| {
        let tried = tried.as_ref().filter(|tried| tried.line == line.id);
        let asked = look.opened == Some(line.position) || tried.is_some();
        let open = asked || few || unfolded.contains(&line.position);
        let (detailed, changed) = (!many || asked, changed.contains(&line.id));
        rows(line, &Showing { look: &look, now, priced, detailed, open, changed, tried })
    });
    let body = body.collect_view();
    view! {
        <div class="order-standing"><Panel title=t(w::STANDING)>{standing(&look, &lines, now)}</Panel></div>
        <div class="order-lines"><Panel title=t(w::LINES_OF) flush=true>
            <Table caption=t(w::LINES_OF)>
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

fn standing(look: &Look, lines: &[LineRow], now: i64) -> impl IntoView + use<> {
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
    let when = match way::expected_all(&look.ports, &slices, now) {
        Some(at) => pace(at, look.needed_by).into_any(),
        None => view! { <p>{t(w::ALL_HERE)}</p> }.into_any(),
    };
    view! {
        <div class="standing">
            <p class="standing-words"><StateBadge state=state /> " " <strong>{words.clone()}</strong></p>
            <Gauge part=arrived whole=whole tone=Tone::Good label=words />
            {when}
        </div>
        <Route ports=ports exits=way::exits(&slices) />
    }
}

/// When the rest will usually be here, and whether that is too late.
fn pace(at: i64, needed_by: Option<i64>) -> AnyView {
    let around = day(at);
    match needed_by.filter(|needed| way::is_after(at, *needed)) {
        Some(needed) => {
            let needed = day(way::instant_of(needed));
            let words = fill(w::EXPECTED_LATE, &[("day", &around), ("needed", &needed)]);
            view! { <Notice kind=Tone::Warn>{words}</Notice> }.into_any()
        }
        None => view! { <p>{fill(w::EXPECTED, &[("day", &around)])}</p> }.into_any(),
    }
}
