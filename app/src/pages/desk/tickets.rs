//! `/desk/tickets?desk=&state=&after=`: tickets, the most pressing first; of the own desk until another choice is made.

use kernel::shapes::{Me, TicketRow, Tickets};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::clock::due;
use super::{given, order_link, who};
use crate::calls::tickets;
use crate::pages::{frame, reader};
use crate::parts::{Badge, Day, Empty, LinkButton, NavItem, Page, Pager, Panel, Table, Tabs, Td, Th, Tone};
use crate::words::{complaints, desk as w, fill, t};

/// What `desk` says in the address for every desk; a desk's own code otherwise.
const EVERY_DESK: &str = "all";
/// The states that the filter offers, besides all that are not closed.
const STATES: [&str; 3] = ["open", "answered", "closed"];

/// What the address asks for.
#[derive(Clone, Debug, Default)]
struct Wish {
    desk: Option<String>,
    state: Option<String>,
}

impl Wish {
    /// The address of this wish, from a row on.
    fn href(&self, after: Option<&str>) -> String {
        let parts = [("desk", self.desk.as_deref()), ("state", self.state.as_deref()), ("after", after)];
        let query: Vec<String> =
            parts.iter().filter_map(|(name, value)| Some(format!("{name}={}", (*value)?))).collect();
        match query.is_empty() {
            true => "/desk/tickets".to_owned(),
            false => format!("/desk/tickets?{}", query.join("&")),
        }
    }

    fn at_desk(&self, desk: Option<&str>) -> Self {
        Self { desk: desk.map(str::to_owned), ..self.clone() }
    }

    fn in_state(&self, state: Option<&str>) -> Self {
        Self { state: state.map(str::to_owned), ..self.clone() }
    }
}

/// The page.
#[component]
pub fn TicketList() -> impl IntoView {
    let query = use_query_map().get_untracked();
    // Both go back into addresses of this page: a code that could not be one is none.
    let code =
        |name| given(&query, name).filter(|code| code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'));
    let wish = Wish { desk: code("desk"), state: code("state").filter(|state| STATES.contains(&state.as_str())) };
    let desk = match wish.desk.as_deref() {
        None => own_desk(),
        Some(EVERY_DESK) => None,
        Some(code) => Some(code.to_owned()),
    };
    let (state, after) = (wish.state.clone(), given(&query, "after"));
    let call = async move { Ok((tickets::list(desk, state, after).await?, who().await?)) };
    frame::page(w::TICKETS, call, move |(tickets, me)| draw(tickets, &me, &wish))
}

/// Code of the reader's desk.
fn own_desk() -> Option<String> {
    crate::door::scope().ok().and_then(|scope| scope.desk)
}

fn draw(tickets: Tickets, me: &Me, wish: &Wish) -> impl IntoView + use<> {
    let now = reader::now();
    let next = tickets.next.as_deref().map(|after| wish.href(Some(after)));
    let (lead, other_desks, states) = (lead(me, wish, &tickets.rows), other_desks(me, wish), state_tabs(wish));
    let list = match tickets.rows.is_empty() {
        true => view! { <Empty title=t(w::NO_TICKET) hint=t(w::NO_TICKET_HINT) /> }.into_any(),
        false => table(tickets.rows, now).into_any(),
    };
    view! {
        <Page title=t(w::TICKETS) lead=lead nostrip:actions=other_desks>
            <Tabs label=t(w::BY_STATE) items=states />
            <Panel title=t(w::PRESSING_FIRST) flush=true>{list}</Panel>
            <Pager next />
        </Page>
    }
}

/// Whose tickets they are.
fn lead(me: &Me, wish: &Wish, rows: &[TicketRow]) -> String {
    match wish.desk.as_deref() {
        None => me.desk.clone(),
        Some(EVERY_DESK) => None,
        Some(_) => rows.first().map(|row| row.desk.clone()),
    }
    .unwrap_or_else(|| t(w::ALL_DESKS).to_owned())
}

/// From the own desk's tickets to all, and back; who has no desk sees all anyway.
fn other_desks(me: &Me, wish: &Wish) -> Option<AnyView> {
    let own = me.desk.clone()?;
    let (desk, label) = match wish.desk {
        None => (Some(EVERY_DESK), t(w::ALL_DESKS).to_owned()),
        Some(_) => (None, own),
    };
    Some(view! { <LinkButton href=wish.at_desk(desk).href(None)>{label}</LinkButton> }.into_any())
}

fn state_tabs(wish: &Wish) -> Vec<NavItem> {
    let tab = |state: Option<&str>| NavItem {
        href: wish.in_state(state).href(None),
        label: state.map_or_else(|| t(w::NOT_CLOSED), w::ticket_state).to_owned(),
        current: wish.state.as_deref() == state,
        count: None,
    };
    std::iter::once(None).chain(STATES.map(Some)).map(tab).collect()
}

fn table(rows: Vec<TicketRow>, now: i64) -> impl IntoView {
    view! {
        <Table close=true caption=t(w::TICKETS)>
            <thead>
                <tr>
                    <Th>{t(w::SUBJECT)}</Th>
                    <Th>{t(w::DUE)}</Th>
                    <Th>{t(w::KIND)}</Th>
                    <Th>{t(w::CUSTOMER)}</Th>
                    <Th>{t(w::ORDER)}</Th>
                    <Th>{t(w::DESK)}</Th>
                    <Th>{t(w::FILED)}</Th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|ticket| row(ticket, now)).collect_view()}</tbody>
        </Table>
    }
}

fn row(ticket: TicketRow, now: i64) -> impl IntoView {
    let TicketRow { row, desk, level, due_at } = ticket;
    let pressing = match due_at {
        Some(at) => {
            let (words, tone) = due(at, now);
            view! { <Badge tone=tone>{words}</Badge> }
        }
        None => view! { <Badge>{w::ticket_state(&row.state)}</Badge> },
    };
    let level =
        (level > 0).then(|| view! { " " <Badge tone=Tone::Warn>{fill(w::ESCALATED_TIMES, &[("n", &level)])}</Badge> });
    view! {
        <tr>
            <Td key=true>
                <a href=format!("/desk/tickets/{}", row.no)>{row.subject}</a>
                " "
                <span class="beside number">{row.no}</span>
            </Td>
            <Td label=t(w::DUE)><span class="time">{pressing} {level}</span></Td>
            <Td label=t(w::KIND)>{complaints::kind(&row.kind)}</Td>
            <Td label=t(w::CUSTOMER)>{row.org}</Td>
            <Td label=t(w::ORDER)>{order_link(row.order_no)}</Td>
            <Td label=t(w::DESK)><span class="time">{desk}</span></Td>
            <Td label=t(w::FILED)><Day at=row.filed_at /></Td>
        </tr>
    }
}
