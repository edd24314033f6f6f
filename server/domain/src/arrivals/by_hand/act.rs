//! What an act of a person writes about the lines that it is about: a few statements, however many lines they are. Its rows in
//! the ledger of promises say which.

use store::{Result, Tx, insert_many, sql};
use uuid::Uuid;

use super::{Range, Target};
use crate::scope::{Staff, new_id};

/// A person gives no chance: they stand for it.
const SURE: i64 = 1_000;

/// Writes down what holds from now on.
pub(super) async fn hold(
    tx: &mut Tx,
    staff: &Staff<'_>,
    (act, desk): (Uuid, &str),
    range: &Range,
    lines: &[Target],
) -> Result<()> {
    let by = staff.person()?;
    let row = |target: &Target| {
        vec![
            target.org_id.into(),
            target.line_id.into(),
            act.into(),
            range.low.into(),
            range.high.into(),
            range.note.as_str().into(),
            range.stage.as_str().into(),
            range.holds.into(),
            desk.into(),
            by.into(),
            staff.now.into(),
            target.model().0.into(),
            target.model().1.into(),
            target.model().2.into(),
        ]
    };
    insert_many(tx, "hand_promises", HAND_COLUMNS, lines.iter().map(row).collect()).await
}

const HAND_COLUMNS: &[&str] = &[
    "org_id",
    "line_id",
    "act_id",
    "low",
    "high",
    "note",
    "stage",
    "until_day",
    "desk",
    "given_by",
    "given_at",
    "model_low",
    "model_mid",
    "model_high",
];

/// Throws away what persons had promised for the lines of an act: it is over, or another promise takes its place.
pub(super) async fn drop_hands(tx: &mut Tx, act: Uuid) -> Result<()> {
    sql!(
        execute,
        tx,
        "delete from hand_promises
         where (org_id, line_id) in (select p.org_id, p.line_id from promises p where p.act_id = $1)",
        act
    )?;
    Ok(())
}

/// Writes the ranges of an act into the ledger of promises.
pub(super) async fn keep(
    tx: &mut Tx,
    staff: &Staff<'_>,
    (act, note): (Uuid, &str),
    ranges: &[(&Target, (i64, i64))],
) -> Result<()> {
    let row = |(target, (low, high)): &(&Target, (i64, i64))| {
        vec![
            target.org_id.into(),
            new_id().into(),
            target.line_id.into(),
            (*low).into(),
            (*high).into(),
            SURE.into(),
            "house".into(),
            note.into(),
            staff.user_id.into(),
            staff.now.into(),
            act.into(),
        ]
    };
    insert_many(tx, "promises", LEDGER_COLUMNS, ranges.iter().map(row).collect()).await
}

const LEDGER_COLUMNS: &[&str] =
    &["org_id", "id", "line_id", "low", "high", "sure", "reason", "note", "author_id", "at", "act_id"];

/// Shows the range of an act. The chance of being late is that of [`crate::arrivals::saying::late_by_hand`].
pub(super) async fn show(tx: &mut Tx, act: Uuid, range: &Range) -> Result<()> {
    sql!(
        execute,
        tx,
        "update arrivals set low = $2, high = $3,
           mid = (cast($2 as bigint) + cast($3 as bigint)) / 2, told_low = $2, told_high = $3,
           late = (select case when o.needed_by >= $3 then 0 when o.needed_by < $2 then 1000
                               when o.needed_by is not null then 1000 * ($3 - o.needed_by) / ($3 - $2 + 1) end
                   from order_lines l join orders o on o.org_id = l.org_id and o.id = l.order_id
                   where l.org_id = arrivals.org_id and l.id = arrivals.line_id)
         where (org_id, line_id) in (select h.org_id, h.line_id from hand_promises h where h.act_id = $1)",
        act,
        range.low,
        range.high
    )?;
    Ok(())
}

/// Shows for the lines of an act what was worked out. The job that looks at them next says how likely they are to be late.
pub(super) async fn show_model(tx: &mut Tx, act: Uuid) -> Result<()> {
    sql!(
        execute,
        tx,
        "update arrivals set low = h.model_low, mid = h.model_mid, high = h.model_high, told_low = h.model_low,
                told_high = h.model_high
         from promises p cross join hand_promises h
         where p.act_id = $1 and h.org_id = p.org_id and h.line_id = p.line_id
           and arrivals.org_id = p.org_id and arrivals.line_id = p.line_id",
        act
    )?;
    Ok(())
}
