//! Complaints as the house sees them: tickets at its desks, with internal notes. Everybody of the house reads every ticket;
//! a desk's people answer and hand over what their desk holds, supervisors everything.
//!
//! What a customer does is in [`crate::complaints`]; how acts change a complaint is in its `standing`.

mod overdue;

use kernel::shapes::{MessageKind, TicketPage, TicketRow, Tickets};
use kernel::{FaultCode, Refusal};
use serde_json::json;
use store::{Conn, Result, Tx, sql};

pub use overdue::escalate_overdue;

use crate::complaints::held::{Held, Step};
use crate::complaints::standing::Act;
use crate::complaints::{cursor, reads, texts};
use crate::stages::Stages;
use crate::{Scope, Staff, audit, events, journeys};

/// Where a ticket without a promise stands in the list.
const NEVER: i64 = i64::MAX;

/// The tickets of a desk, or of all, most pressing first, fifty at a time; without a `state`, all that are not closed. A
/// ticket that waits for the customer, or for nobody, comes after those with a promise to keep, newest first.
pub async fn list(
    conn: &mut Conn,
    staff: &Staff<'_>,
    desk: Option<&str>,
    state: Option<&str>,
    after: Option<&str>,
) -> Result<Tickets> {
    let (due_at, id) = cursor::read(after, i64::MIN);
    let mut rows = sql!(
        fetch_all as Row,
        conn,
        "select c.id, c.no, c.kind, c.subject, c.state, c.filed_at, o.no as order_no,
                g.name_zh as org_zh, g.name_en as org_en, d.name_zh as desk_zh, d.name_en as desk_en, c.level, c.due_at
         from complaints c
         join orders o on o.org_id = c.org_id and o.id = c.order_id
         join orgs g on g.id = c.org_id
         join desks d on d.code = c.desk
         where c.org_id in (select org_id from org_tree where above_id = $1)
           and (cast($2 as text) is null or c.desk = $2)
           and (c.state = $3 or (cast($3 as text) is null and c.state <> 'closed'))
           and (coalesce(c.due_at, $4) > $5 or (coalesce(c.due_at, $4) = $5 and c.id < $6))
         order by coalesce(c.due_at, $4), c.id desc limit $7",
        staff.org_id,
        desk,
        state,
        NEVER,
        due_at,
        id,
        cursor::LIMIT
    )?;
    let next = cursor::cut(&mut rows, |row| (row.due_at.unwrap_or(NEVER), row.row.id));
    Ok(Tickets { rows: rows.into_iter().map(|row| row.shape(staff)).collect(), next })
}

/// One ticket with its whole conversation.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn find(conn: &mut Conn, staff: &Staff<'_>, no: &str) -> Result<TicketPage> {
    let found = reads::head(conn, staff, no).await?;
    let messages = reads::whole_thread(conn, staff, &found).await?;
    let line = match found.line_id {
        Some(line_id) => {
            let stages = Stages::load(conn, staff.lang).await?;
            journeys::of_line(conn, staff, (found.org_id, line_id), &stages).await?
        }
        None => None,
    };
    let can = |act| staff.holds(&found.desk).is_ok() && found.standing.after(act, staff.now).is_some();
    let desks = if can(Act::HandOver) { other_desks(conn, staff, &found.desk).await? } else { Vec::new() };
    Ok(TicketPage { answerable: can(Act::Answer), head: found.shape, messages, line, desks })
}

/// Writes to the customer, whose turn it is then.
///
/// # Errors
/// `NotFound`, `NotAllowed` when another desk holds it, `Invalid` about `body`, `Stale` after a change or when it is closed.
pub async fn answer(tx: &mut Tx, staff: &Staff<'_>, no: &str, version: i64, body: &str) -> Result<()> {
    let mut held = ours(tx, staff, no, version).await?;
    let body = texts::letter(body)?;
    held.act(Act::Answer, staff.now)?;
    held.save(tx).await?;
    held.say(tx, staff, MessageKind::House, &body).await?;
    held.tell(tx, staff, "ticket.answer", json!({})).await
}

/// Writes a note that only the house sees; any desk may. It leaves no trace on the customer's side: the version that the
/// customer's page holds stays good, and audit and event are the house's own.
///
/// # Errors
/// `NotFound`, `Invalid` about `body`, `Stale` after a change.
pub async fn note(tx: &mut Tx, staff: &Staff<'_>, no: &str, version: i64, body: &str) -> Result<()> {
    let mut held = Held::find(tx, staff, no, version).await?;
    staff.person()?;
    let body = texts::letter(body)?;
    held.act(Act::Note, staff.now)?;
    held.say(tx, staff, MessageKind::Internal, &body).await?;
    let entry = audit::Entry { org_id: staff.org_id, verb: "ticket.note", subject: held.no.clone(), detail: json!({}) };
    audit::record(tx, staff, entry).await?;
    events::record(tx, staff.now, staff.org_id, "complaint.changed", held.id).await
}

/// Gives a ticket to another desk. The promise to the customer stays what it was.
///
/// # Errors
/// `NotFound`, `NotAllowed` when another desk holds it, `Invalid` about `desk` when there is none of that code or it is the
/// present one, `Stale` after a change or when it is closed.
pub async fn hand_over(tx: &mut Tx, staff: &Staff<'_>, no: &str, version: i64, desk: &str) -> Result<()> {
    let mut held = ours(tx, staff, no, version).await?;
    held.act(Act::HandOver, staff.now)?;
    if !other_desks(tx, staff, &held.desk).await?.iter().any(|(code, _)| code == desk) {
        return Err(Refusal::field("desk", FaultCode::UnknownChoice).into());
    }
    let from = std::mem::replace(&mut held.desk, desk.to_owned());
    held.save(tx).await?;
    held.step(tx, staff, Step::Moved).await?;
    held.tell(tx, staff, "ticket.hand_over", json!({ "from": from, "to": desk })).await
}

/// The ticket, in the hands of somebody whose desk holds it.
async fn ours(tx: &mut Tx, staff: &Staff<'_>, no: &str, version: i64) -> Result<Held> {
    let held = Held::find(tx, staff, no, version).await?;
    staff.holds(&held.desk)?;
    staff.person()?;
    Ok(held)
}

/// Code and name of every desk but one.
async fn other_desks(conn: &mut Conn, scope: &Scope, but: &str) -> Result<Vec<(String, String)>> {
    let rows = sql!(
        fetch_all as (String, String, String),
        conn,
        "select code, name_zh, name_en from desks where code <> $1 order by code",
        but
    )?;
    Ok(rows.into_iter().map(|(code, zh, en)| (code, scope.lang.pick(&zh, &en).to_owned())).collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    row: reads::Row,
    desk_zh: String,
    desk_en: String,
    level: i64,
    due_at: Option<i64>,
}

impl Row {
    fn shape(self, scope: &Scope) -> TicketRow {
        TicketRow {
            row: self.row.shape(scope.lang),
            desk: scope.lang.pick(&self.desk_zh, &self.desk_en).to_owned(),
            level: self.level,
            due_at: self.due_at,
        }
    }
}
