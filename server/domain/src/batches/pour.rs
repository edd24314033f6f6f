//! What every act on batches is made of: claiming a batch, choosing copies of it, opening another, and pouring the copies
//! over. It knows no rule about which batch may go where.

use kernel::{FaultCode, Refusal};
use store::{Result, Tx, sql};
use uuid::Uuid;

use crate::cutoffs::closing;
use crate::moves::{self, Act, Passage, Place};
use crate::scope::{Staff, new_id};
use crate::stages::Stages;
use crate::{audit, counters, days, parcels};

/// Some copies of a batch, chosen on a page.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Number of the batch.
    pub no: String,
    /// What the page was made from.
    pub version: i64,
    /// The slices and how many copies of each; everything when empty.
    pub slices: Vec<(Uuid, i64)>,
}

/// A batch that this act has claimed.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) id: Uuid,
    pub(crate) no: String,
    pub(crate) stage: String,
    pub(crate) publisher: Option<Uuid>,
    /// Code of the reason for which it holds its copies back.
    pub(crate) reason: Option<String>,
}

/// Copies of one line in a batch, with what credit and events need.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct HeldSlice {
    pub(crate) org_id: Uuid,
    pub(crate) slice_id: Uuid,
    pub(crate) line_id: Uuid,
    pub(crate) order_id: Uuid,
    pub(crate) payer_id: Uuid,
    pub(crate) copies: i64,
}

/// The copies that an act takes from a claimed batch.
pub(crate) struct Taken {
    pub(crate) held: Held,
    pub(crate) chosen: Vec<(HeldSlice, i64)>,
    /// Whether nothing stays behind.
    pub(crate) whole: bool,
}

/// A batch that is to be opened.
pub(crate) struct NewBatch<'a> {
    pub(crate) stage: &'a str,
    pub(crate) publisher: Option<Uuid>,
    /// Code of the reason for which it will hold its copies back.
    pub(crate) held: Option<&'a str>,
}

/// How copies are poured over, as the ledger and the audit write it down.
pub(crate) struct Poured<'a> {
    /// Kind of the move; the audit's verb is `batch.` and this.
    pub(crate) kind: &'a str,
    /// Code of the reason.
    pub(crate) reason: Option<&'a str>,
    /// Free note.
    pub(crate) note: &'a str,
}

/// The batch, for a person whose desk holds it, if nobody changed it since the page was made. Counts the version up, so
/// that of two people only the first one acts.
pub(crate) async fn claim(tx: &mut Tx, staff: &Staff<'_>, no: &str, version: i64) -> Result<Held> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: Uuid,
        stage: String,
        publisher: Option<Uuid>,
        reason: Option<String>,
        desk: String,
    }
    let found = sql!(
        fetch_optional as Row,
        tx,
        "select b.id, b.stage, b.publisher_id as publisher, b.held_reason as reason, s.desk
         from batches b join stages s on s.code = b.stage where b.no = $1",
        no
    )?;
    let row = found.ok_or(Refusal::NotFound)?;
    staff.holds(&row.desk)?;
    let held =
        sql!(execute, tx, "update batches set version = version + 1 where id = $1 and version = $2", row.id, version)?;
    if held == 0 {
        return Err(Refusal::Stale.into());
    }
    Ok(Held { id: row.id, no: no.to_owned(), stage: row.stage, publisher: row.publisher, reason: row.reason })
}

/// What is in a batch, in the order of keys, so that two desks that touch the same lines do not wait for each other in a
/// circle.
pub(crate) async fn slices_in(tx: &mut Tx, batch: &Held) -> Result<Vec<HeldSlice>> {
    sql!(
        fetch_all as HeldSlice,
        tx,
        "select s.org_id, s.id as slice_id, s.line_id, l.order_id, o.payer_id, s.copies
         from slices s join order_lines l on l.org_id = s.org_id and l.id = s.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         where s.batch_id = $1 and s.stage = $2 order by s.org_id, s.id",
        batch.id,
        &batch.stage
    )
}

/// Claims the batch of a part and takes the chosen copies.
///
/// # Errors
/// As [`claim`]; `slices: NothingChosen` for an empty batch; `copies: CopiesGone` when a part is no longer there.
pub(crate) async fn take(tx: &mut Tx, staff: &Staff<'_>, part: &Part) -> Result<Taken> {
    let held = claim(tx, staff, &part.no, part.version).await?;
    let slices = slices_in(tx, &held).await?;
    let all: i64 = slices.iter().map(|slice| slice.copies).sum();
    let chosen = choose(slices, &part.slices)?;
    let whole = chosen.iter().map(|(_, copies)| copies).sum::<i64>() == all;
    Ok(Taken { held, chosen, whole })
}

fn choose(slices: Vec<HeldSlice>, part: &[(Uuid, i64)]) -> Result<Vec<(HeldSlice, i64)>> {
    if slices.is_empty() {
        return Err(Refusal::field("slices", FaultCode::NothingChosen).into());
    }
    if part.is_empty() {
        return Ok(slices.into_iter().map(|slice| (slice.clone(), slice.copies)).collect());
    }
    let mut chosen = Vec::with_capacity(part.len());
    for (id, copies) in part {
        let slice = slices.iter().find(|slice| slice.slice_id == *id);
        match slice {
            Some(slice) if (1..=slice.copies).contains(copies) => chosen.push((slice.clone(), *copies)),
            _ => return Err(Refusal::field("copies", FaultCode::CopiesGone).into()),
        }
    }
    chosen.sort_by_key(|(slice, _)| (slice.org_id, slice.slice_id));
    chosen.dedup_by_key(|(slice, _)| slice.slice_id);
    Ok(chosen)
}

/// A new, empty batch at a stage; it should leave it at the closing of the last usual day.
pub(crate) async fn open(tx: &mut Tx, staff: &Staff<'_>, stages: &Stages, new: NewBatch<'_>) -> Result<(Uuid, String)> {
    let stage = stages.get(new.stage).ok_or(Refusal::NotFound)?;
    let no = counters::next(tx, &stage.letter, staff.now).await?;
    let id = new_id();
    sql!(
        execute,
        tx,
        "insert into batches (id, no, stage, publisher_id, created_by, created_at, moved_at, version, expected_at, held_reason)
         values ($1, $2, $3, $4, $5, $6, null, 1, $7, $8)",
        id,
        &no,
        new.stage,
        new.publisher,
        staff.user_id,
        staff.now,
        closing(days::today(staff.now) + stage.usual_days),
        new.held
    )?;
    Ok((id, no))
}

/// Pours the taken copies into a place: one act, which can be taken back by itself. A batch of one publisher that gets
/// copies of another becomes one of several.
///
/// # Errors
/// `copies: CopiesGone`; `slices: InParcel` for copies that have to be unpacked first.
pub(crate) async fn pour(tx: &mut Tx, staff: &Staff<'_>, taken: &Taken, to: &Place, how: &Poured<'_>) -> Result<Uuid> {
    let held = &taken.held;
    let act = Act {
        kind: how.kind,
        from_batch: Some(held.id),
        to_batch: to.batch,
        reason: how.reason,
        note: how.note,
        by: staff.user_id,
        at: staff.now,
        ..Act::default()
    };
    let move_id = moves::open(tx, &act).await?;
    let free = is_empty(tx, to).await?;
    // Whole slices that can meet nobody go together, the others one by one.
    let (together, single): (Vec<_>, Vec<_>) =
        taken.chosen.iter().partition(|(slice, copies)| free && slice.copies == *copies);
    let passages: Vec<Passage> = together.iter().map(|(slice, copies)| passage(held, slice, to, *copies)).collect();
    moves::pass_all(tx, move_id, staff.now, &passages).await?;
    for (slice, copies) in single {
        moves::pass(tx, move_id, staff.now, &passage(held, slice, to, *copies)).await?;
    }
    parcels::untouched(tx, held.id).await?;
    super::recount(tx, held.id, staff.now).await?;
    if let Some(batch) = to.batch {
        super::recount(tx, batch, staff.now).await?;
        sql!(
            execute,
            tx,
            "update batches set version = version + 1,
                    publisher_id = case when publisher_id = $2 then publisher_id else null end where id = $1",
            batch,
            held.publisher
        )?;
    }
    let copies: i64 = taken.chosen.iter().map(|(_, copies)| copies).sum();
    let detail = serde_json::json!({
        "to": to.stage, "batch": to.batch, "lines": taken.chosen.len(), "copies": copies, "reason": how.reason,
        "note": how.note,
    });
    let verb = format!("batch.{}", how.kind);
    audit::record(tx, staff, audit::Entry { org_id: staff.org_id, verb: &verb, subject: held.no.clone(), detail })
        .await?;
    let orders = taken.chosen.iter().map(|(slice, _)| (slice.org_id, slice.order_id)).collect();
    super::tell(tx, staff, orders, held.id).await?;
    Ok(move_id)
}

/// Whether the place is a batch in which nothing stands: then no copies can meet others of their line there.
async fn is_empty(tx: &mut Tx, place: &Place) -> Result<bool> {
    let Some(batch) = place.batch else { return Ok(false) };
    let found = sql!(fetch_optional as (Uuid,), tx, "select id from slices where batch_id = $1 limit 1", batch)?;
    Ok(found.is_none())
}

/// Copies of a slice of a claimed batch that go somewhere.
pub(crate) fn passage(held: &Held, slice: &HeldSlice, to: &Place, copies: i64) -> Passage {
    Passage {
        org_id: slice.org_id,
        line_id: slice.line_id,
        slice_id: slice.slice_id,
        from: Place { stage: held.stage.clone(), batch: Some(held.id) },
        to: to.clone(),
        copies,
    }
}

/// A batch that copies can join: it is at that stage, still has copies, and holds none back.
///
/// # Errors
/// `into: UnknownChoice` otherwise.
pub(crate) async fn joinable(tx: &mut Tx, no: &str, stage: &str) -> Result<(Uuid, String)> {
    let found = sql!(
        fetch_optional as (Uuid, String),
        tx,
        "select id, no from batches where no = $1 and stage = $2 and moved_at is null and held_reason is null",
        no.trim(),
        stage
    )?;
    found.ok_or_else(|| Refusal::field("into", FaultCode::UnknownChoice).into())
}

/// A batch that holds its copies back lets none go on.
///
/// # Errors
/// `slices: OnHold`.
pub(crate) fn not_held(taken: &Taken) -> Result<(), Refusal> {
    match taken.held.reason {
        Some(_) => Err(Refusal::field("slices", FaultCode::OnHold)),
        None => Ok(()),
    }
}
