//! Placing an order: all of it or nothing, once, however often it is sent.

use jiff::civil::Date;
use kernel::shapes::Placed;
use kernel::{FaultCode, Faults, Refusal};
use sha2::{Digest, Sha256};
use store::{Result, Tx, insert_many, sql};
use uuid::Uuid;

use super::check::{self, Reading, Wanted};
use crate::credit::Debt;
use crate::moves::{self, Act};
use crate::prices::Surcharge;
use crate::scope::{Scope, new_id};
use crate::stages::Stages;
use crate::{audit, counters, credit, days, events};

/// An order as it was typed.
#[derive(Clone, Debug, Default)]
pub struct PlaceOrder {
    /// Made by the sender before the first send: a repeat finds the order that it made.
    pub id: Uuid,
    /// The customer, when a partner orders for one; the own organisation otherwise.
    pub for_org: Option<Uuid>,
    /// The pasted list.
    pub text: String,
    /// The customer's own reference number.
    pub own_ref: String,
    /// Deadline as `2027-09-01`, or empty.
    pub needed_by: String,
    /// Skips batching.
    pub urgent: bool,
    /// For which course or term; empty when for none.
    pub course: String,
    /// Note to the house.
    pub note: String,
    /// Order what is understood, although some lines are not.
    pub rest: bool,
}

/// The fields of a form after all checks.
struct Checked {
    org_id: Uuid,
    own_ref: String,
    course: String,
    note: String,
    needed_by: Option<i64>,
    total_fen: i64,
}

/// Places an order and takes its credit.
///
/// # Errors
/// `Invalid` with every fault; `Credit`; `AlteredRepeat` when the id was sent before with another content; `NotFound` for
/// a foreign customer.
pub async fn place(tx: &mut Tx, scope: &Scope, form: &PlaceOrder) -> Result<Placed> {
    scope.buyer()?;
    let org_id = form.for_org.unwrap_or(scope.org_id);
    crate::orgs::may_order_for(tx, scope, org_id).await?;
    let hash = content_hash(form);
    if let Some(placed) = placed_before(tx, org_id, form.id, &hash).await? {
        return Ok(placed);
    }
    let mut reading = check::read(tx, scope, org_id, &form.text).await?;
    let surcharge = if form.urgent { reading.raise() } else { Surcharge::default() };
    let checked = check_form(scope, form, org_id, &reading)?;
    let no = counters::next(tx, "S", scope.now).await?;
    // The counter's row makes senders of the same moment wait for each other: the loser finds the winner's order here.
    if let Some(placed) = placed_before(tx, org_id, form.id, &hash).await? {
        return Ok(placed);
    }
    write_order(tx, scope, (form, &checked), &reading.wanted, (&no, &hash)).await?;
    let lines = write_lines(tx, (org_id, form.id), &reading, (surcharge, form.urgent.then_some(scope.now))).await?;
    let stages = Stages::load(tx, scope.lang).await?;
    let first = stages.first().ok_or(Refusal::Busy)?;
    let act = Act { kind: "place", note: "", by: scope.user_id, at: scope.now, ..Act::default() };
    moves::start(tx, org_id, &lines, &first.code, &act).await?;
    let debt = Debt { payer: scope.org_id, org_id, order_id: form.id };
    credit::change(tx, debt, checked.total_fen, "placed", scope.now).await?;
    let detail = serde_json::json!({ "lines": lines.len(), "total_fen": checked.total_fen, "payer": scope.org_id });
    audit::record(tx, scope, audit::Entry { org_id, verb: "order.place", subject: no.clone(), detail }).await?;
    events::record(tx, scope.now, org_id, "order.placed", form.id).await?;
    Ok(Placed { no, again: false })
}

async fn placed_before(tx: &mut Tx, org_id: Uuid, id: Uuid, hash: &str) -> Result<Option<Placed>> {
    let found: Option<(String, String)> = sql!(
        fetch_optional as (String, String),
        tx,
        "select no, content_hash from orders where org_id = $1 and id = $2",
        org_id,
        id
    )?;
    match found {
        Some((no, content)) if content == hash => Ok(Some(Placed { no, again: true })),
        Some(_) => Err(Refusal::AlteredRepeat.into()),
        None => Ok(None),
    }
}

/// What makes two sends the same order.
fn content_hash(form: &PlaceOrder) -> String {
    let mut hasher = Sha256::new();
    let urgent = if form.urgent { "urgent" } else { "" };
    for part in [&form.text, &form.own_ref, &form.needed_by, &form.course, &form.note, urgent] {
        hasher.update(part.trim().as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn check_form(scope: &Scope, form: &PlaceOrder, org_id: Uuid, reading: &Reading) -> Result<Checked> {
    let mut faults = Faults::new();
    let own_ref = faults.text("own_ref", &form.own_ref, 0, 60);
    let course = faults.line("course", &form.course, 0, 80);
    let note = faults.text("note", &form.note, 0, 1_000);
    let needed_by = needed_by(&mut faults, form.needed_by.trim(), scope.now);
    if reading.rows.is_empty() || (reading.wanted.is_empty() && form.rest) {
        faults.add("text", FaultCode::Required);
    } else if reading.questions() > 0 && !form.rest {
        faults.add("text", FaultCode::LinesInQuestion { count: reading.questions() });
    }
    let total = check::total(&reading.wanted);
    if total.is_none() {
        faults.add("text", FaultCode::OutOfRange { min: 1, max: kernel::paste::MAX_COPIES });
    }
    faults.check()?;
    Ok(Checked { org_id, own_ref, course, note, needed_by, total_fen: total.unwrap_or(0) })
}

/// A deadline is a day from today to five years ahead.
fn needed_by(faults: &mut Faults, text: &str, now: i64) -> Option<i64> {
    if text.is_empty() {
        return None;
    }
    let Ok(date) = text.parse::<Date>() else {
        faults.add("needed_by", FaultCode::NotADate);
        return None;
    };
    let (day, today) = (days::number(date), days::today(now));
    if day < today {
        faults.add("needed_by", FaultCode::DatePassed);
    } else if day > today + 5 * 366 {
        faults.add("needed_by", FaultCode::NotADate);
    }
    Some(day)
}

async fn write_order(
    tx: &mut Tx,
    scope: &Scope,
    (form, checked): (&PlaceOrder, &Checked),
    wanted: &[Wanted],
    (no, hash): (&str, &str),
) -> Result<()> {
    let copies: i64 = wanted.iter().map(|line| line.copies).sum();
    sql!(
        execute,
        tx,
        "insert into orders (org_id, id, no, payer_id, placed_by, own_ref, course, note, needed_by, urgent, lines, copies,
                             total_fen, content_hash, placed_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1)",
        checked.org_id,
        form.id,
        no,
        scope.org_id,
        scope.person()?,
        &checked.own_ref,
        &checked.course,
        &checked.note,
        checked.needed_by,
        form.urgent,
        i64::try_from(wanted.len()).unwrap_or(i64::MAX),
        copies,
        checked.total_fen,
        hash,
        scope.now
    )?;
    Ok(())
}

async fn write_lines(
    tx: &mut Tx,
    (org_id, order_id): (Uuid, Uuid),
    reading: &Reading,
    (surcharge, urgent_at): (Surcharge, Option<i64>),
) -> Result<Vec<(Uuid, i64)>> {
    let mut lines = Vec::with_capacity(reading.wanted.len());
    let mut rows = Vec::with_capacity(reading.wanted.len());
    for (position, wanted) in (1_i64..).zip(&reading.wanted) {
        let id = new_id();
        lines.push((id, wanted.copies));
        rows.push(vec![
            org_id.into(),
            id.into(),
            order_id.into(),
            position.into(),
            wanted.title.id.into(),
            wanted.title.publisher_id.into(),
            wanted.copies.into(),
            wanted.price_fen.into(),
            wanted.title.list_minor.into(),
            wanted.title.currency.as_str().into(),
            wanted.rate_micro.into(),
            reading.factor_bp.into(),
            surcharge.basis_points.into(),
            urgent_at.into(),
            1_i64.into(),
        ]);
    }
    insert_many(tx, "order_lines", &LINE_COLUMNS, rows).await?;
    Ok(lines)
}

const LINE_COLUMNS: [&str; 15] = [
    "org_id",
    "id",
    "order_id",
    "position",
    "title_id",
    "publisher_id",
    "copies",
    "price_fen",
    "list_minor",
    "currency",
    "rate_micro",
    "factor_bp",
    "surcharge_bp",
    "urgent_at",
    "version",
];
