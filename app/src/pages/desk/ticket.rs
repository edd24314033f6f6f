//! `/desk/tickets/{no}`: one ticket. What is asked, where the copies are, what was said, and the answer: all on one page,
//! so that nobody has to phone another desk.

use kernel::journey::StageKind;
use kernel::shapes::{ComplaintHead, LineRow, OrderPage, ReasonRow, SliceRow, TicketPage};
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::clock::{Deadline, due};
use super::{order_link, reason_options};
use crate::calls::{batches, orders, tickets};
use crate::draft::{Draft, Refused, draft_of};
use crate::islands::ticket_reply::{ANSWER, NOTE, TicketReply};
use crate::islands::wire::Wire;
use crate::pages::notices::held::Held;
use crate::pages::orders::journey::way;
use crate::pages::wake::{Bundle, Wake};
use crate::pages::{frame, reader};
use crate::parts::{
    Badge, BookName, Button, Choice, Columns, Crumb, Fact, Facts, Field, Page, Panel, Route, Tone, When,
};
use crate::words::{complaints, desk as w, fill, lang, t};

const HAND_OVER: &str = "/api/tickets/hand_over";
const TAKE_BACK: &str = "/api/batches/take_back";

/// A ticket with the order that it is about.
struct Case {
    ticket: TicketPage,
    order: OrderPage,
    /// The line, when it is about one.
    line: Option<LineRow>,
    /// With which reasons the reader can take delivered copies of the line back.
    reasons: Vec<ReasonRow>,
}

/// The page.
#[component]
pub fn Ticket() -> impl IntoView {
    let no = use_params_map().get_untracked().get("no").unwrap_or_default();
    frame::page(w::TICKET, find(no), draw)
}

async fn find(no: String) -> Result<Case, Refusal> {
    let mut ticket = tickets::find(no).await?;
    let mut order = orders::find(ticket.head.row.order_no.clone()).await?;
    let about = ticket.line.take().map(|line| line.id);
    let place = order.lines.iter().position(|line| Some(line.id) == about);
    let line = place.map(|place| order.lines.swap_remove(place));
    let reasons = match &line {
        Some(line) if delivered(line) > 0 => return_reasons(line).await?,
        _ => Vec::new(),
    };
    Ok(Case { ticket, order, line, reasons })
}

/// Copies of a line that are with the customer.
fn delivered(line: &LineRow) -> i64 {
    line.slices.iter().filter(|slice| slice.kind == StageKind::End).map(|slice| slice.copies).sum()
}

/// The reasons to take copies back, from the batch that brought them: its page knows the house's reasons and whether the
/// reader's desk may act on it.
async fn return_reasons(line: &LineRow) -> Result<Vec<ReasonRow>, Refusal> {
    let Some(no) = line.steps.iter().rev().find_map(|step| step.batch.clone()) else { return Ok(Vec::new()) };
    let batch = batches::find(no).await?;
    Ok(if batch.mine { batch.reasons } else { Vec::new() })
}

fn draw(case: Case) -> impl IntoView {
    let Case { ticket, order, line, reasons } = case;
    let no = ticket.head.row.no.clone();
    let held = ticket.head.cause.clone().map(|note| view! { <Held note /> });
    // Until when it wants an answer is never far down, also on a phone.
    let pressing = ticket.head.due_at.map(|at| due(at, reader::now()).0);
    let lead = std::iter::once(fill(w::TICKET_NO, &[("no", &no)])).chain(pressing).collect::<Vec<_>>().join(" · ");
    let subject = ticket.head.row.subject.clone();
    let crumbs = vec![Crumb { href: "/desk/tickets".to_owned(), label: t(w::TICKETS).to_owned() }];
    let hand_over =
        (!ticket.desks.is_empty()).then(|| view! { <HandOver ticket=ticket.clone() draft=draft_of(&[HAND_OVER]) /> });
    let take_back = match &line {
        Some(line) if !reasons.is_empty() => {
            let (line, copies) = (line.id, delivered(line));
            Some(view! { <TakeBack no line copies reasons draft=draft_of(&[TAKE_BACK]) /> })
        }
        _ => None,
    };
    let whereabouts = line.map(|line| view! { <Whereabouts line order=order.clone() /> });
    let aside = view! {
        <HeadFacts head=ticket.head.clone() order />
        {hand_over}
        {take_back}
    }
    .into_any();
    view! {
        <Page title=subject lead=lead crumbs>
            {held}
            <Columns aside>
                {whereabouts}
                <Wake of=Bundle::Desks />
                <TicketReply page=Wire(ticket) draft=Wire(draft_of(&[ANSWER, NOTE])) lang=lang() />
            </Columns>
        </Page>
    }
}

/// Who asks what, until when, and about which order.
#[component]
fn HeadFacts(head: ComplaintHead, order: OrderPage) -> impl IntoView {
    let now = reader::now();
    let row = head.row;
    let pressing = head.due_at.map(|at| {
        let (words, tone) = due(at, now);
        view! { <Fact label=t(w::DUE)><When at /> " " <Badge tone=tone>{words}</Badge></Fact> }
    });
    let level = (head.level > 0).then(|| {
        view! { <Fact label=t(w::ESCALATED)><Badge tone=Tone::Warn>{fill(w::TIMES, &[("n", &head.level)])}</Badge></Fact> }
    });
    let own_ref = (!order.head.own_ref.is_empty()).then(|| {
        view! { <Fact label=t(w::OWN_REF)>{order.head.own_ref.clone()}</Fact> }
    });
    let needed_by = order.head.needed_by.map(|day| {
        view! { <Fact label=t(w::NEEDED_BY)><Deadline day=Some(day) now /></Fact> }
    });
    view! {
        <Panel title=t(w::FACTS)>
            <Facts>
                <Fact label=t(w::STATE)><Badge tone=Tone::Info>{w::ticket_state(&row.state)}</Badge></Fact>
                {pressing}
                {level}
                <Fact label=t(w::KIND)>{complaints::kind(&row.kind)}</Fact>
                <Fact label=t(w::DESK)>{head.desk}</Fact>
                <Fact label=t(w::CUSTOMER)>{row.org}</Fact>
                <Fact label=t(w::FILED_BY)>{head.filed_by}</Fact>
                <Fact label=t(w::FILED)><When at=row.filed_at /></Fact>
                <Fact label=t(w::ORDER)>{order_link(row.order_no)}</Fact>
                {own_ref}
                {needed_by}
            </Facts>
        </Panel>
    }
}

/// The line that it is about, and where its copies are.
#[component]
fn Whereabouts(line: LineRow, order: OrderPage) -> impl IntoView {
    let slices: Vec<&SliceRow> = line.slices.iter().collect();
    let (ports, exits) = (way::ports(&order.ports, &slices, true), way::exits(&slices));
    let copies = crate::words::count(w::ONE_COPY, w::N_COPIES, line.copies);
    view! {
        <Panel title=t(w::ABOUT)>
            <p>
                <BookName title=line.title href=format!("/books/{}", line.isbn) by=line.authors />
                <span class="beside">{line.publisher} " · " {copies}</span>
            </p>
            <Route ports exits />
        </Panel>
    }
}

/// Gives the ticket to another desk.
#[component]
fn HandOver(ticket: TicketPage, draft: Draft) -> impl IntoView {
    let choose = (String::new(), t(w::CHOOSE_ONE).to_owned());
    let desks: Vec<_> = std::iter::once(choose).chain(ticket.desks).collect();
    let (typed, fault) = (draft.value("desk"), draft.fault("desk"));
    view! {
        <Panel title=t(w::HAND_OVER)>
            <form method="post" action=HAND_OVER>
                <Refused draft />
                <input type="hidden" name="no" value=ticket.head.row.no />
                <input type="hidden" name="version" value=ticket.head.version.to_string() />
                <Choice name="desk" label=t(w::TO_DESK) options=desks value=typed fault=fault required=true />
                <Button>{t(w::HAND_OVER)}</Button>
            </form>
        </Panel>
    }
}

/// Takes delivered copies of the line back from the customer.
#[component]
fn TakeBack(no: String, line: Uuid, copies: i64, reasons: Vec<ReasonRow>, draft: Draft) -> impl IntoView {
    let value = |name| draft.value(name);
    let (typed_copies, typed_reason) = (value("copies").unwrap_or_else(|| "1".to_owned()), value("reason"));
    let (wrong_copies, wrong_reason) = (draft.fault("copies"), draft.fault("reason"));
    let options = reason_options(&reasons);
    view! {
        <Panel title=t(w::TAKE_BACK)>
            <form method="post" action=TAKE_BACK>
                <Refused draft />
                <input type="hidden" name="line" value=line.to_string() />
                <input type="hidden" name="ticket" value=no />
                <Field
                    name="copies"
                    form="back"
                    kind="number"
                    label=fill(w::BACK_COPIES, &[("n", &copies)])
                    value=typed_copies
                    fault=wrong_copies
                    min="1"
                    max=copies.to_string()
                    required=true
                />
                <Choice name="reason" form="back" label=t(w::REASON) options value=typed_reason fault=wrong_reason required=true />
                <Button>{t(w::TAKE_BACK)}</Button>
            </form>
        </Panel>
    }
}
