//! One cause, told once. What holds a whole batch (customs, a reprint, a review of contents) is posted on the batch by its
//! desk, in both languages; every line that stands in the batch shows it while it is open, every customer is told once when
//! it begins and once when it ends, and who asks about such a line reads it before the question is sent.
//!
//! Which lines show it follows from where their copies stand; `cause_lines` keeps who was touched, for telling.

mod notes;

use kernel::shapes::{CAUSE_KINDS, CauseNote, CauseRow};
use kernel::{FaultCode, Faults, Refusal};
use serde_json::json;
use store::{Conn, Result, Tx, insert_many, sql};
use uuid::Uuid;

use crate::audit::{self, Entry};
use crate::events;
use crate::outbox::{self, Kind};
use crate::scope::{Staff, new_id};

pub(crate) use notes::{OpenCause, of_complaint};

/// What a desk posts on a batch.
#[derive(Clone, Debug, Default)]
pub struct PostCause {
    /// Number of the batch.
    pub batch_no: String,
    /// One of [`CAUSE_KINDS`].
    pub kind: String,
    /// What Chinese readers are told; 3 to 500 characters.
    pub text_zh: String,
    /// What English readers are told; 3 to 500 characters.
    pub text_en: String,
    /// Days that it is expected to cost, 0 to 365; 0 when nobody can say.
    pub extra_days: i64,
}

/// Posts a cause on a batch and gives its id. A batch has one open cause at a time.
///
/// # Errors
/// `NotFound`, `NotAllowed` for another desk, `Invalid` with every fault; `batch_no: NothingChosen` for a batch without
/// copies, `batch_no: Taken` when it has an open cause already.
pub async fn post(tx: &mut Tx, staff: &Staff<'_>, form: &PostCause) -> Result<Uuid> {
    let batch = batch(tx, &form.batch_no).await?;
    staff.holds(&batch.desk)?;
    let form = checked(form)?;
    let id = new_id();
    let posted = sql!(
        execute,
        tx,
        "insert into causes (id, batch_id, kind, text_zh, text_en, extra_days, posted_by, posted_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 1) on conflict do nothing",
        id,
        batch.id,
        &form.kind,
        &form.text_zh,
        &form.text_en,
        form.extra_days,
        staff.user_id,
        staff.now
    )?;
    if posted == 0 {
        return Err(Refusal::field("batch_no", FaultCode::Taken).into());
    }
    let linked = link(tx, id, staff.now).await?;
    if linked == 0 {
        return Err(Refusal::field("batch_no", FaultCode::NothingChosen).into());
    }
    outbox::post(tx, staff.now, Kind::Cause, id).await?;
    let detail = json!({ "cause": id, "kind": form.kind, "lines": linked, "extra_days": form.extra_days });
    note(tx, staff, &batch, ("cause.post", detail)).await?;
    tell(tx, staff, id, batch.id).await?;
    Ok(id)
}

/// Closes a cause: whatever held the batch is over. Everybody whom it touched is told.
///
/// # Errors
/// `NotFound`, `NotAllowed` for another desk, `Stale` when it was closed or changed since.
pub async fn close(tx: &mut Tx, staff: &Staff<'_>, id: Uuid, version: i64) -> Result<()> {
    let found = sql!(
        fetch_optional as Batch,
        tx,
        "select b.id, b.no, s.desk from causes c join batches b on b.id = c.batch_id join stages s on s.code = b.stage
         where c.id = $1",
        id
    )?;
    let batch = found.ok_or(Refusal::NotFound)?;
    staff.holds(&batch.desk)?;
    let closed = sql!(
        execute,
        tx,
        "update causes set closed_at = $3, closed_by = $4, version = version + 1
         where id = $1 and version = $2 and closed_at is null",
        id,
        version,
        staff.now,
        staff.user_id
    )?;
    if closed == 0 {
        return Err(Refusal::Stale.into());
    }
    outbox::post(tx, staff.now, Kind::CauseOver, id).await?;
    note(tx, staff, &batch, ("cause.close", json!({ "cause": id }))).await?;
    tell(tx, staff, id, batch.id).await
}

/// The causes of a batch, the newest first. For the house only.
///
/// # Errors
/// `NotFound` for a batch that does not exist.
pub async fn of_batch(conn: &mut Conn, staff: &Staff<'_>, batch_no: &str) -> Result<Vec<CauseRow>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: Uuid,
        kind: String,
        text_zh: String,
        text_en: String,
        extra_days: i64,
        posted_at: i64,
        closed_at: Option<i64>,
        lines: i64,
        customers: i64,
        posted_by: Option<String>,
        version: i64,
    }
    let batch = batch(conn, batch_no).await?;
    let rows = sql!(
        fetch_all as Row,
        conn,
        "select c.id, c.kind, c.text_zh, c.text_en, c.extra_days, c.posted_at, c.closed_at, c.version, u.name as posted_by,
                (select count(*) from cause_lines h where h.cause_id = c.id) as lines,
                (select count(distinct h.org_id) from cause_lines h where h.cause_id = c.id) as customers
         from causes c left join users u on u.id = c.posted_by
         where c.batch_id = $1 order by c.posted_at desc, c.id desc",
        batch.id
    )?;
    let row = |row: Row| CauseRow {
        id: row.id,
        note: CauseNote {
            kind: row.kind,
            text: staff.lang.pick(&row.text_zh, &row.text_en).to_owned(),
            extra_days: row.extra_days,
            since: row.posted_at,
            over: row.closed_at,
        },
        lines: row.lines,
        customers: row.customers,
        posted_by: row.posted_by.unwrap_or_default(),
        version: row.version,
    };
    Ok(rows.into_iter().map(row).collect())
}

#[derive(sqlx::FromRow)]
struct Batch {
    id: Uuid,
    no: String,
    desk: String,
}

async fn batch(conn: &mut Conn, no: &str) -> Result<Batch> {
    let found = sql!(
        fetch_optional as Batch,
        conn,
        "select b.id, b.no, s.desk from batches b join stages s on s.code = b.stage where b.no = $1",
        no
    )?;
    found.ok_or_else(|| Refusal::NotFound.into())
}

fn checked(form: &PostCause) -> Result<PostCause, Refusal> {
    let mut faults = Faults::new();
    if !CAUSE_KINDS.contains(&form.kind.as_str()) {
        faults.add("kind", FaultCode::UnknownChoice);
    }
    let text_zh = faults.text("text_zh", &form.text_zh, 3, 500);
    let text_en = faults.text("text_en", &form.text_en, 3, 500);
    if !(0..=365).contains(&form.extra_days) {
        faults.add("extra_days", FaultCode::OutOfRange { min: 0, max: 365 });
    }
    faults.check()?;
    Ok(PostCause { text_zh, text_en, ..form.clone() })
}

/// Links the lines that stand in the batch now.
async fn link(tx: &mut Tx, id: Uuid, now: i64) -> Result<u64> {
    sql!(
        execute,
        tx,
        "insert into cause_lines (org_id, line_id, cause_id, at)
         select h.org_id, h.line_id, h.id, $2 from (
           select distinct s.org_id, s.line_id, c.id from causes c join slices s on s.batch_id = c.batch_id
           where c.id = $1) h",
        id,
        now
    )
}

async fn note(tx: &mut Tx, staff: &Staff<'_>, batch: &Batch, (verb, detail): (&str, serde_json::Value)) -> Result<()> {
    let entry = Entry { org_id: staff.org_id, verb, subject: batch.no.clone(), detail };
    audit::record(tx, staff, entry).await
}

/// Tells the open pages of every order that it touches, in a few statements, and the batch's own.
async fn tell(tx: &mut Tx, staff: &Staff<'_>, cause: Uuid, batch: Uuid) -> Result<()> {
    let orders = sql!(
        fetch_all as (Uuid, Uuid),
        tx,
        "select distinct l.org_id, l.order_id from cause_lines h
         join order_lines l on l.org_id = h.org_id and l.id = h.line_id where h.cause_id = $1",
        cause
    )?;
    let row = |(org_id, order_id): (Uuid, Uuid)| {
        vec![new_id().into(), staff.now.into(), org_id.into(), "order.moved".into(), order_id.into()]
    };
    let rows = orders.into_iter().map(row).collect();
    insert_many(tx, "events", &["id", "at", "org_id", "kind", "subject_id"], rows).await?;
    events::record(tx, staff.now, staff.org_id, "batch.changed", batch).await
}
