//! The lines of a board, with what can be done about each and about those that are ticked: one plain form. The page of one
//! term and that of all lines at risk are both made of it.

use kernel::FaultCode;
use kernel::shapes::{Acts, BoardLine, BoardPlace, LinePlace};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::draft::{Draft, Refused};
use crate::pages::orders::glance;
use crate::pages::orders::journey::whereabouts::copies;
use crate::parts::{
    Badge, BookName, Button, ButtonKind, Count, Day, LinkButton, Notice, Panel, Table, Td, Th, Tone, grouped,
    instant_of, yuan,
};
use crate::words::{Word, count, fill, refusals, t, terms as w};

const HURRY: &str = "/api/terms/hurry";
const PART: &str = "/api/terms/part_first";
const ASK: &str = "/api/terms/ask";
const CANCEL: &str = "/api/terms/cancel";
/// The calls that the form is sent to.
pub(crate) const CALLS: [&str; 4] = [HURRY, PART, ASK, CANCEL];

/// From this chance on it is bad, in thousandths.
const BAD: i64 = 300;
/// From this chance on it is worth a warning.
const WARN: i64 = 50;

/// How a board is shown.
#[derive(Clone, Debug)]
pub struct Look {
    /// Number of the order by which the term is found; empty for all lines at risk.
    pub board: String,
    /// Whether customers are named.
    pub many_orgs: bool,
    /// Whether course and day are said of each line: on a board of more than one term.
    pub terms: bool,
    /// What was refused just now.
    pub draft: Draft,
}

/// Acts that some line offers.
#[derive(Clone, Copy)]
struct Offered {
    hurry: bool,
    part: bool,
    cancel: bool,
    any: bool,
}

impl Offered {
    fn of(rows: &[BoardLine]) -> Self {
        let some = |open: fn(&Acts) -> bool| rows.iter().any(|row| open(&row.acts));
        Self {
            hurry: some(|acts| acts.hurry.is_some()),
            part: some(|acts| acts.part),
            cancel: some(|acts| acts.cancellable > 0),
            any: some(|acts| acts.ask),
        }
    }
}

/// The lines in a form.
#[component]
pub(crate) fn Board(rows: Vec<BoardLine>, look: Look, more: bool) -> impl IntoView {
    let offered = Offered::of(&rows);
    let shown = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let more = more.then(|| view! { <Notice>{fill(w::FIRST_LINES, &[("n", &grouped(shown))])}</Notice> });
    let lines = rows.iter().map(|row| line(row, &look, offered)).collect_view();
    let (refused, head) = (refused(&look.draft), head(&look, offered));
    view! {
        {refused}
        {more}
        <form class="stack" method="post" action=ASK>
            <input type="hidden" name="board" value=look.board />
            {offered.any.then(|| acts_on_ticked(offered))}
            <Panel title=t(w::LINES) flush=true>
                <Table caption=t(w::LINES)>
                    {head}
                    <tbody>{lines}</tbody>
                </Table>
            </Panel>
        </form>
    }
}

/// Why the last act was refused.
fn refused(draft: &Draft) -> AnyView {
    match draft.code("lines") {
        Some(FaultCode::NothingChosen) => view! { <Notice kind=Tone::Bad>{t(w::TICK_SOME)}</Notice> }.into_any(),
        Some(code) => {
            let words = refusals::fault(code);
            view! { <Notice kind=Tone::Bad>{words}</Notice> }.into_any()
        }
        None => view! { <Refused draft=draft.clone() /> }.into_any(),
    }
}

/// What became of the last act, as the address says it: numbers alone.
pub(crate) fn done() -> Option<AnyView> {
    let query = use_query_map().get_untracked();
    let number = |name: &str| query.get(name).and_then(|text| text.parse::<i64>().ok()).filter(|n| *n >= 0);
    let money = number("fen").map(yuan).unwrap_or_default();
    let good = |words: String| Some(view! { <Notice kind=Tone::Good>{words}</Notice> }.into_any());
    match (number("hurried"), number("asked"), number("cancelled")) {
        (Some(0), ..) => good(t(w::HURRIED_NONE).to_owned()),
        (Some(n), ..) => good(count(w::HURRIED_ONE, w::HURRIED, n).replace("{money}", &money)),
        (_, Some(n), _) => good(count(w::ASKED_ONE, w::ASKED, n)),
        (.., Some(n)) => good(count(w::CANCELLED_ONE, w::CANCELLED, n)),
        _ => query.get("instead").filter(|no| is_number(no)).map(|no| instead(&no)),
    }
}

fn is_number(no: &str) -> bool {
    no.len() < 20 && no.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

fn instead(no: &str) -> AnyView {
    let (href, no) = (format!("/orders/{no}"), no.to_owned());
    view! { <Notice kind=Tone::Good>{t(w::ORDERED_INSTEAD)} " " <a href=href>{no}</a></Notice> }.into_any()
}

fn acts_on_ticked(offered: Offered) -> impl IntoView {
    let act = |open: bool, call: &'static str, words: Word| {
        open.then(|| view! { <Button formaction=call>{t(words)}</Button> })
    };
    view! {
        <div class="act-bar">
            <span class="beside">{t(w::TICKED)}</span>
            {act(offered.hurry, HURRY, w::HURRY_ALL)}
            {act(offered.part, PART, w::PART_ALL)}
            {act(true, ASK, w::ASK_ALL)}
            {act(offered.cancel, CANCEL, w::CANCEL_ALL)}
        </div>
    }
}

fn head(look: &Look, offered: Offered) -> impl IntoView + use<> {
    view! {
        <thead>
            <tr>
                {offered.any.then(|| view! { <Th><span class="sr">{t(w::CHOSEN)}</span></Th> })}
                <Th>{t(w::CHANCE)}</Th>
                <Th>{t(w::BOOK)}</Th>
                {look.many_orgs.then(|| view! { <Th>{t(w::CUSTOMER)}</Th> })}
                {look.terms.then(|| view! { <Th>{t(w::NEEDED_BY)}</Th> })}
                <Th num=true>{t(w::COPIES)}</Th>
                <Th>{t(w::NOW_AT)}</Th>
                <Th>{t(w::LINE_ARRIVES)}</Th>
                {offered.any.then(|| view! { <Th>{t(w::ACTS)}</Th> })}
            </tr>
        </thead>
    }
}

fn line(row: &BoardLine, look: &Look, offered: Offered) -> impl IntoView + use<> {
    let tick = offered.any.then(|| tick(row, &look.draft));
    let acts = offered.any.then(|| acts(row, &look.board));
    let acts = acts.map(|acts| view! { <Td label=t(w::ACTS)>{acts}</Td> });
    let org = look.many_orgs.then(|| row.org.clone());
    let org = org.map(|org| view! { <Td label=t(w::CUSTOMER)>{org}</Td> });
    let term = look.terms.then(|| term(row));
    let (late, book, copies, arrives) = (row.late, book(row), row.copies, row.arrives);
    let places = row.places.iter().map(place).collect_view();
    view! {
        <tr>
            {tick}
            <Td label=t(w::CHANCE)>{chance(late)}</Td>
            <Td key=true>{book}</Td>
            {org}
            {term}
            <Td label=t(w::COPIES) num=true><Count n=copies /></Td>
            <Td label=t(w::NOW_AT)><span class="board-places">{places}</span></Td>
            <Td label=t(w::LINE_ARRIVES)>{glance::arrives(arrives)}</Td>
            {acts}
        </tr>
    }
}

fn tick(row: &BoardLine, draft: &Draft) -> impl IntoView + use<> {
    let id = row.id.to_string();
    let ticked = draft.fields.iter().any(|(name, value)| name == "lines[]" && *value == id);
    let name = fill(w::TICK, &[("title", &row.title), ("order", &row.order_no)]);
    // What has come or is gone cannot be acted on.
    let box_ = row.acts.ask.then(|| {
        view! {
            <label class="tick">
                <input type="checkbox" name="lines[]" value=id checked=ticked aria-label=name />
            </label>
        }
    });
    view! { <Td>{box_}</Td> }
}

fn chance(late: Option<i64>) -> Option<impl IntoView> {
    let late = late?;
    let tone = match late {
        BAD.. => Tone::Bad,
        WARN.. => Tone::Warn,
        _ => Tone::Neutral,
    };
    let words = if late < 5 { t(w::HARDLY).to_owned() } else { fill(w::PERCENT, &[("n", &((late + 5) / 10))]) };
    Some(view! { <Badge tone>{words}</Badge> })
}

fn book(row: &BoardLine) -> impl IntoView + use<> {
    let urgent = row.urgent.then(|| view! { " " <Badge tone=Tone::Warn>{t(w::URGENT)}</Badge> });
    let of = LinePlace { order_no: row.order_no.clone(), position: row.position };
    let instead = replaced(row.instead_of.as_ref(), &row.instead);
    view! {
        <BookName title=row.title.clone() href=format!("/books/{}", row.isbn) by=row.authors.clone() />
        <span class="order-line-edition">{link(&of)} {urgent} {instead}</span>
    }
}

/// What a line was ordered instead of, and what was ordered instead of it, each with the way there.
pub(crate) fn replaced(of: Option<&LinePlace>, by: &[LinePlace]) -> impl IntoView + use<> {
    let said = |words: Word, place: &LinePlace| view! { <br />{t(words)} " " {link(place)} };
    let of = of.map(|place| said(w::INSTEAD_OF, place));
    let by = by.iter().map(|place| said(w::INSTEAD, place)).collect_view();
    view! { {of} {by} }
}

fn link(place: &LinePlace) -> impl IntoView + use<> {
    let LinePlace { order_no, position } = place;
    let words = fill(w::ORDER_LINE, &[("no", order_no), ("line", position)]);
    view! { <a href=format!("/orders/{order_no}?line={position}#line-{position}")>{words}</a> }
}

/// The course and the day of a line, with the way to the board of its term.
fn term(row: &BoardLine) -> impl IntoView + use<> {
    let day = row.needed_by.map(|day| view! { <Day at=instant_of(day) /> });
    let name = if row.course.is_empty() { t(w::SEE_TERM_SHORT).to_owned() } else { row.course.clone() };
    let board = format!("/terms/{}", row.order_no);
    view! { <Td label=t(w::NEEDED_BY)>{day} <br /><a href=board>{name}</a></Td> }
}

fn place(place: &BoardPlace) -> impl IntoView + use<> {
    let words = fill(w::PLACE, &[("place", &place.name), ("copies", &copies(place.copies))]);
    let held = place.held.as_ref().map(|why| fill(w::HELD, &[("why", why)]));
    view! { <span>{words} {held}</span> }
}

/// The acts of one line. Its own buttons name the line, so what is ticked elsewhere does not matter to them.
fn acts(row: &BoardLine, board: &str) -> impl IntoView + use<> {
    let line = row.id.to_string();
    let name = |words: &str| fill(w::OF_TITLE, &[("act", &words), ("title", &row.title)]);
    let button = |call: &'static str, words: String| {
        let (label, line) = (name(&words), line.clone());
        view! { <Button kind=ButtonKind::Quiet formaction=call name="only" value=line label=label>{words}</Button> }
    };
    let hurry = row.acts.hurry.map(|haste| {
        let money = yuan(haste.more_fen);
        button(
            HURRY,
            match haste.sooner {
                Some(n) if n > 0 => fill(w::HURRY_SOONER, &[("money", &money), ("n", &n)]),
                _ => fill(w::HURRY, &[("money", &money)]),
            },
        )
    });
    let part = row.acts.part.then(|| button(PART, t(w::PART).to_owned()));
    let other = row.acts.substitute.then(|| {
        let back = if board.is_empty() { String::new() } else { format!("&board={board}") };
        let href = format!("/terms/{}/instead?line={}{back}", row.order_no, row.position);
        view! { <LinkButton href kind=ButtonKind::Quiet>{t(w::SUBSTITUTE)}</LinkButton> }
    });
    let ask = row.acts.ask.then(|| button(ASK, t(w::ASK).to_owned()));
    view! { <span class="board-acts">{hurry} {part} {other} {ask}</span> }
}
