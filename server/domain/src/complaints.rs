//! Complaints, as the customer files and follows them. A complaint is a ticket at a desk of the house; what the house does
//! with it is in [`crate::tickets`]. Whoever sees an order sees its complaints, and every buyer among them may speak.
//!
//! It never reads an internal note: the statements leave them out.

mod clock;
pub(crate) mod cursor;
pub(crate) mod held;
pub(crate) mod reads;
mod routing;
pub(crate) mod standing;
pub(crate) mod texts;

use kernel::shapes::{COMPLAINT_KINDS, MessageKind};
use kernel::{FaultCode, Faults, Refusal};
use serde_json::json;
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

pub use reads::{find, list, news};

use crate::{Scope, audit, counters, events};
use held::{Held, Step};
use standing::{Act, Standing};

/// The same complaint from the same person is one complaint when it comes twice within so long: a button pressed twice, a
/// page that was sent again.
const REPEAT_MS: i64 = 10 * 60_000;

/// What a customer reports.
#[derive(Clone, Debug)]
pub struct FileComplaint {
    /// Number of the order.
    pub order_no: String,
    /// The line it is about; `None` for the whole order.
    pub line: Option<Uuid>,
    /// One of [`COMPLAINT_KINDS`].
    pub kind: String,
    /// One line of 3 to 120 characters.
    pub subject: String,
    /// 3 to 4,000 characters.
    pub body: String,
}

/// An order that the reader sees.
#[derive(sqlx::FromRow)]
struct Order {
    org_id: Uuid,
    id: Uuid,
}

/// Files a complaint with the desk that holds the copies it is about, and starts the clock: the house answers within two
/// working days. Answers with the complaint's number; a repeat within ten minutes answers with the first one's.
///
/// # Errors
/// `NotFound` for an order outside of what the reader sees, `NotAllowed` for who may not complain, `Invalid` with every
/// fault of the form.
pub async fn file(tx: &mut Tx, scope: &Scope, form: &FileComplaint) -> Result<String> {
    let order = order(tx, scope, &form.order_no).await?;
    scope.buyer()?;
    let filed_by = scope.person()?;
    let form = checked(tx, &order, form).await?;
    if let Some(no) = sent_before(tx, scope, &order, &form).await? {
        return Ok(no);
    }
    let held = Held {
        org_id: order.org_id,
        id: crate::scope::new_id(),
        no: counters::next(tx, "T", scope.now).await?,
        desk: routing::desk(tx, order.org_id, order.id, form.line, &form.kind).await?,
        version: 1,
        standing: Standing::filed(scope.now),
    };
    insert(tx, (order.id, filed_by, scope.now), &held, &form).await?;
    held.say(tx, scope, MessageKind::Customer, &form.body).await?;
    let detail = json!({ "order": form.order_no, "line": form.line, "kind": form.kind, "desk": held.desk });
    let entry = audit::Entry { org_id: held.org_id, verb: "complaint.file", subject: held.no.clone(), detail };
    audit::record(tx, scope, entry).await?;
    events::record(tx, scope.now, held.org_id, "complaint.filed", held.id).await?;
    Ok(held.no)
}

/// Writes the row of a new complaint.
async fn insert(
    tx: &mut Tx,
    (order_id, filed_by, filed_at): (Uuid, Uuid, i64),
    held: &Held,
    form: &FileComplaint,
) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into complaints (org_id, id, no, order_id, line_id, kind, subject, state, filed_by, filed_at, desk, level,
                                 due_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        held.org_id,
        held.id,
        &held.no,
        order_id,
        form.line,
        &form.kind,
        &form.subject,
        held.standing.state.code(),
        filed_by,
        filed_at,
        &held.desk,
        held.standing.level,
        held.standing.due_at,
        held.version
    )?;
    Ok(())
}

/// Writes to the house again. It is the house's turn then; a promise that runs already is kept.
///
/// # Errors
/// `NotFound`, `NotAllowed` for viewers, `Invalid` about `body`, `Stale` after a change or when it is closed.
pub async fn reply(tx: &mut Tx, scope: &Scope, no: &str, version: i64, body: &str) -> Result<()> {
    let mut held = mine(tx, scope, no, version).await?;
    let body = texts::letter(body)?;
    held.act(Act::Reply, scope.now)?;
    held.save(tx).await?;
    held.say(tx, scope, MessageKind::Customer, &body).await?;
    held.tell(tx, scope, "complaint.reply", json!({})).await
}

/// Closes a complaint: the customer is content.
///
/// # Errors
/// `NotFound`, `NotAllowed` for viewers, `Stale` after a change or when it is closed.
pub async fn close(tx: &mut Tx, scope: &Scope, no: &str, version: i64) -> Result<()> {
    let mut held = mine(tx, scope, no, version).await?;
    held.act(Act::Close, scope.now)?;
    held.save(tx).await?;
    held.step(tx, scope, Step::Closed).await?;
    held.tell(tx, scope, "complaint.close", json!({})).await
}

/// Opens a closed complaint again, within thirty days, and says why.
///
/// # Errors
/// `NotFound`, `NotAllowed` for viewers, `Invalid` about `body`, `Stale` after a change, when it is not closed, or when it
/// was closed too long ago.
pub async fn reopen(tx: &mut Tx, scope: &Scope, no: &str, version: i64, body: &str) -> Result<()> {
    let mut held = mine(tx, scope, no, version).await?;
    let body = texts::letter(body)?;
    held.act(Act::Reopen, scope.now)?;
    held.save(tx).await?;
    held.step(tx, scope, Step::Reopened).await?;
    held.say(tx, scope, MessageKind::Customer, &body).await?;
    held.tell(tx, scope, "complaint.reopen", json!({})).await
}

/// Asks for somebody above the desk, at most once a day. The desk keeps the ticket and one working day to act; supervisors
/// see that it was escalated.
///
/// # Errors
/// `NotFound`, `NotAllowed` for viewers, `TooMany` for the second time in a day, `Stale` after a change or when it is closed.
pub async fn escalate(tx: &mut Tx, scope: &Scope, no: &str, version: i64) -> Result<()> {
    let mut held = mine(tx, scope, no, version).await?;
    held.act(Act::Escalate, scope.now)?;
    let asked = last_asked(tx, &held).await?;
    if let Some(seconds) = standing::wait_to_escalate(asked, scope.now) {
        return Err(Refusal::TooMany { seconds }.into());
    }
    held.save(tx).await?;
    held.step(tx, scope, Step::Escalated).await?;
    held.tell(tx, scope, "complaint.escalate", json!({ "level": held.standing.level })).await
}

/// The complaint, in the hands of somebody who may speak for the customer.
async fn mine(tx: &mut Tx, scope: &Scope, no: &str, version: i64) -> Result<Held> {
    let held = Held::find(tx, scope, no, version).await?;
    scope.buyer()?;
    scope.person()?;
    Ok(held)
}

/// The order with this number, if the reader sees it.
async fn order(conn: &mut Conn, scope: &Scope, no: &str) -> Result<Order> {
    let found = sql!(
        fetch_optional as Order,
        conn,
        "select org_id, id from orders where no = $1 and org_id in (select org_id from org_tree where above_id = $2)",
        no,
        scope.org_id
    )?;
    found.ok_or_else(|| Refusal::NotFound.into())
}

/// The form as it will be stored, if nothing is wrong with it.
async fn checked(conn: &mut Conn, order: &Order, form: &FileComplaint) -> Result<FileComplaint> {
    let mut faults = Faults::new();
    if !COMPLAINT_KINDS.contains(&form.kind.as_str()) {
        faults.add("kind", FaultCode::UnknownChoice);
    }
    // A line of somebody else's order is as unknown as one that does not exist.
    if let Some(line) = form.line
        && !has_line(conn, order, line).await?
    {
        faults.add("line", FaultCode::UnknownChoice);
    }
    let subject = texts::subject(&mut faults, &form.subject);
    let body = texts::report(&mut faults, &form.body);
    faults.check()?;
    Ok(FileComplaint { subject, body, ..form.clone() })
}

async fn has_line(conn: &mut Conn, order: &Order, line: Uuid) -> Result<bool> {
    let found = sql!(
        fetch_optional as (i64,),
        conn,
        "select position from order_lines where org_id = $1 and order_id = $2 and id = $3",
        order.org_id,
        order.id,
        line
    )?;
    Ok(found.is_some())
}

/// The number of the very same complaint, if this person sent it a moment ago.
async fn sent_before(conn: &mut Conn, scope: &Scope, order: &Order, form: &FileComplaint) -> Result<Option<String>> {
    let sent = sql!(
        fetch_all as (String, Option<Uuid>),
        conn,
        "select c.no, c.line_id from complaints c
         join messages m on m.org_id = c.org_id and m.complaint_id = c.id and m.at = c.filed_at and m.kind = 'customer'
         where c.org_id = $1 and c.order_id = $2 and c.filed_by = $3 and c.filed_at >= $4
           and c.kind = $5 and c.subject = $6 and m.body = $7
         order by c.filed_at",
        order.org_id,
        order.id,
        scope.user_id,
        scope.now - REPEAT_MS,
        &form.kind,
        &form.subject,
        &form.body
    )?;
    Ok(sent.into_iter().find(|(_, line)| *line == form.line).map(|(no, _)| no))
}

/// When a customer last asked for escalation; what time escalated does not count.
async fn last_asked(conn: &mut Conn, held: &Held) -> Result<Option<i64>> {
    let (at,) = sql!(
        fetch_one as (Option<i64>,),
        conn,
        "select max(at) from messages
         where org_id = $1 and complaint_id = $2 and kind = 'step' and body = $3 and author_id is not null",
        held.org_id,
        held.id,
        Step::Escalated.code()
    )?;
    Ok(at)
}
