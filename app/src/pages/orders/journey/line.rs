//! One line of an order as two rows of a table: what was ordered and where it is; below it, unfolded, its route, every step
//! so far, and what its reader can do about it.

use kernel::Uuid;
use kernel::shapes::{LineRow, SliceRow, Step};
use leptos::prelude::*;

use super::Look;
use super::arrival::{is_coming, made_of};
use super::way;
use super::whereabouts::{Glance, copies, whereabouts};
use crate::pages::parcels;
use crate::pages::terms::lines::replaced;
use crate::parts::{
    self, Badge, BookName, Button, ButtonKind, Count, Field, LinkButton, Money, Route, Td, Timeline, Tone,
};
use crate::words::{batching as b, fill, orders as w, promises as p, t, tracking};

/// A cancelling that was refused: shown again beside its line, with what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The line.
    pub line: Uuid,
    /// What was typed.
    pub copies: String,
    /// What is wrong with it.
    pub fault: Option<String>,
}

/// How one line is shown within its order.
pub(super) struct Showing<'a> {
    /// What is the same for all lines.
    pub look: &'a Look,
    /// The present, milliseconds since 1970.
    pub now: i64,
    /// Whether prices are this reader's to see.
    pub priced: bool,
    /// Whether the details are in the page: in a long order only those that were asked for.
    pub detailed: bool,
    /// Whether they are unfolded.
    pub open: bool,
    /// Whether it moved since the page was opened.
    pub changed: bool,
    /// A refused cancelling of this line.
    pub tried: Option<&'a Tried>,
}

/// The id of a line's summary of steps, so that an open one can be found again.
pub(super) fn steps_id(position: i64) -> String {
    format!("steps-{position}")
}

/// Both rows.
pub(super) fn rows(line: &LineRow, show: &Showing) -> impl IntoView + use<> {
    let columns = if show.priced { "6" } else { "4" };
    view! {
        <tbody class="order-line" id=format!("line-{}", line.position) data-changed=show.changed.then_some("true")>
            {summary(line, show)}
            <tr class="order-line-more">
                <td colspan=columns>{details(line, show)}</td>
            </tr>
        </tbody>
    }
}

fn summary(line: &LineRow, show: &Showing) -> impl IntoView + use<> {
    let (position, copies) = (line.position, line.copies);
    let edition = format!("{} · {}", line.isbn, line.publisher);
    let changed = show.changed.then(|| view! { <Badge tone=Tone::Info>{t(w::CHANGED)}</Badge> });
    let glance = Glance { staff: show.look.staff, desks: false, needed_by: show.look.needed_by, now: show.now };
    let (places, packed) = (whereabouts(line, &glance), parcels::of_line(&line.parcels));
    let urgent = line.urgent.then(|| view! { " " <Badge tone=Tone::Warn>{t(w::URGENT)}</Badge> });
    let name = view! {
        <BookName title=line.title.clone() href=format!("/books/{}", line.isbn) by=line.authors.clone() />
        <span class="order-line-edition">{edition} {urgent} {replaced(line.instead_of.as_ref(), &line.instead)}</span>
    };
    view! {
        <tr>
            <Td label=t(w::LINE_NO) num=true>{position}</Td>
            <Td key=true>{name}</Td>
            <Td label=t(w::COPIES) num=true><Count n=copies /></Td>
            {show.priced.then(|| prices(line))}
            <Td label=t(w::WHERE)>{changed} {places} {packed}</Td>
        </tr>
    }
}

fn prices(line: &LineRow) -> impl IntoView + use<> {
    let sum = line.price_fen.and_then(|price| kernel::money::line_total_fen(price, line.copies));
    let money = |fen: Option<i64>| fen.map(|fen| view! { <Money fen=fen /> });
    let (price, sum) = (money(line.price_fen), money(sum));
    view! {
        <Td label=t(w::PRICE) num=true>{price}</Td>
        <Td label=t(w::SUM) num=true>{sum}</Td>
    }
}

fn details(line: &LineRow, show: &Showing) -> AnyView {
    let steps = i64::try_from(line.steps.len()).unwrap_or(i64::MAX);
    let words = fill(if steps == 1 { w::STEPS_ONE } else { w::STEPS }, &[("line", &line.position), ("n", &steps)]);
    if !show.detailed {
        let href = format!("/orders/{}?line={1}#line-{1}", show.look.no, line.position);
        return view! { <a href=href>{words}</a> }.into_any();
    }
    let slices: Vec<&SliceRow> = line.slices.iter().collect();
    let (ports, exits) = (way::ports(&show.look.ports, &slices, show.look.staff), way::exits(&slices));
    view! {
        <details class="fold" open=show.open>
            <summary id=steps_id(line.position)>{words}</summary>
            <div class="fold-body order-line-steps">
                <Route ports=ports exits=exits />
                {made_of(line, show.look.needed_by, show.now)}
                <Timeline steps=line.steps.iter().map(step).collect() />
                {show.look.buyer.then(|| acts(line, show))}
                {(show.look.staff && is_coming(line)).then(|| promise(line))}
            </div>
        </details>
    }
    .into_any()
}

fn step(step: &Step) -> parts::Step {
    let copies = copies(step.copies);
    let what = match &step.from {
        None => fill(w::ORDERED, &[("copies", &copies)]),
        Some(_) if step.undo => fill(w::TAKEN_BACK, &[("copies", &copies), ("to", &step.to)]),
        Some(from) if *from == step.to => {
            let words = if step.reason.is_some() { b::HELD_STEP } else { b::RELEASED_STEP };
            fill(words, &[("copies", &copies), ("stage", from)])
        }
        Some(from) => fill(w::FROM_TO, &[("copies", &copies), ("from", from), ("to", &step.to)]),
    };
    parts::Step {
        at: step.at,
        what,
        who: step.batch.as_ref().map(|no| fill(w::IN_BATCH, &[("no", no)])),
        note: step.reason.as_ref().map(|reason| fill(w::REASON, &[("reason", reason)])),
        tone: if step.undo || step.reason.is_some() { Tone::Warn } else { Tone::Route },
    }
}

/// Where a desk that knows better says so.
fn promise(line: &LineRow) -> impl IntoView + use<> {
    let href = format!("/desk/promise/{}", line.id);
    view! { <div class="order-line-acts"><LinkButton href>{t(p::TITLE)}</LinkButton></div> }
}

/// What a buyer can do about a line: ask, and cancel what was not bought yet.
fn acts(line: &LineRow, show: &Showing) -> impl IntoView + use<> {
    let ask = format!("/complaints/new?order={}&line={}", show.look.no, line.id);
    let share = format!("/orders/{}/share?line={}", show.look.no, line.id);
    view! {
        <div class="order-line-acts">
            <LinkButton href=ask>{t(w::ASK_LINE)}</LinkButton>
            <LinkButton href=share>{t(tracking::SHARE)}</LinkButton>
            {(line.cancellable > 0).then(|| cancel(line, show.tried))}
        </div>
    }
}

fn cancel(line: &LineRow, tried: Option<&Tried>) -> impl IntoView + use<> {
    let most = line.cancellable.to_string();
    let value = tried.map_or_else(|| most.clone(), |tried| tried.copies.clone());
    let fault = tried.and_then(|tried| tried.fault.clone());
    view! {
        <form class="order-line-cancel" method="post" action="/api/orders/cancel">
            <input type="hidden" name="line" value=line.id.to_string() />
            <Field
                form=format!("cancel-{}", line.position)
                name="copies"
                kind="number"
                inputmode="numeric".to_owned()
                label=t(w::CANCEL_COPIES)
                hint=fill(w::CANCEL_HINT, &[("copies", &copies(line.cancellable))])
                value=value
                fault=fault
                min="1".to_owned()
                max=most
                required=true
            />
            <Button kind=ButtonKind::Danger>{t(w::CANCEL)}</Button>
        </form>
    }
}
