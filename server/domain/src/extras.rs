//! Copies that came beyond what was ordered: a finished count finds them, and the desk where they lie decides. They belong to
//! no line and stand in no ledger, until they are given to lines that wait for the same title: those need not be bought any
//! more. Giving is an act of the ledger like any other and can be taken back; then the copies lie there again.
//!
//! `find` shows them, `give` shares them out, `decide` writes down what else becomes of them.

mod decide;
mod find;
mod give;

pub use decide::{Decide, decide};
pub use find::{list, of_batch};
pub use give::{Give, give};

use kernel::Refusal;
use kernel::shapes::ExtraState;
use store::{Conn, Result, Tx, Value, insert_many, sql};
use uuid::Uuid;

use crate::scope::{Staff, new_id};
use crate::stages::Stages;

/// Copies of one title that a count found too many.
#[derive(Clone, Debug)]
pub(crate) struct Surplus {
    /// ISBN-13.
    pub(crate) isbn: String,
    /// How many; at least 1.
    pub(crate) copies: i64,
    /// Whether they are damaged.
    pub(crate) damaged: bool,
}

/// Copies too many, as an act needs them.
#[derive(Clone, Debug, sqlx::FromRow)]
struct Extra {
    id: Uuid,
    batch_id: Uuid,
    batch_no: String,
    stage: String,
    isbn: String,
    title_id: Option<Uuid>,
    publisher_id: Option<Uuid>,
    copies: i64,
    damaged: bool,
    state: String,
    found_at: i64,
}

/// Writes down what a finished count found too many. What an earlier count of the same batch found and nobody has decided is
/// part of the new one.
pub(crate) async fn found(
    tx: &mut Tx,
    staff: &Staff<'_>,
    (batch, stage): (Uuid, &str),
    surplus: &[Surplus],
) -> Result<()> {
    sql!(
        execute,
        tx,
        "update extras set state = 'recounted', version = version + 1, by_id = $2, changed_at = $3
         where batch_id = $1 and state = 'found'",
        batch,
        staff.user_id,
        staff.now
    )?;
    let mut rows = Vec::with_capacity(surplus.len());
    for one in surplus {
        let title = sql!(fetch_optional as (Uuid,), tx, "select id from titles where isbn = $1", &one.isbn)?;
        let title = title.map(|(id,)| id);
        rows.push(row(staff, (batch, stage, &one.isbn, title), (one.copies, one.damaged, staff.now)));
    }
    insert_many(tx, "extras", &COLUMNS, rows).await
}

const COLUMNS: [&str; 14] = [
    "id",
    "batch_id",
    "stage",
    "isbn",
    "title_id",
    "copies",
    "damaged",
    "state",
    "note",
    "move_id",
    "found_at",
    "by_id",
    "changed_at",
    "version",
];

/// A row of copies about which nobody has decided.
fn row(
    staff: &Staff<'_>,
    (batch, stage, isbn, title): (Uuid, &str, &str, Option<Uuid>),
    (copies, damaged, found_at): (i64, bool, i64),
) -> Vec<Value> {
    vec![
        new_id().into(),
        batch.into(),
        stage.into(),
        isbn.into(),
        title.into(),
        copies.into(),
        damaged.into(),
        ExtraState::Found.code().into(),
        "".into(),
        Value::Null,
        found_at.into(),
        staff.user_id.into(),
        staff.now.into(),
        1_i64.into(),
    ]
}

/// When the act by which they were given is taken back, they lie there again.
pub(crate) async fn take_back(tx: &mut Tx, staff: &Staff<'_>, move_id: Uuid) -> Result<()> {
    sql!(
        execute,
        tx,
        "update extras set state = 'found', move_id = null, version = version + 1, by_id = $2, changed_at = $3
         where move_id = $1",
        move_id,
        staff.user_id,
        staff.now
    )?;
    Ok(())
}

/// The copies of a row, for a person whose desk holds the stage where they lie, if nobody changed it since the page was made.
async fn claim(tx: &mut Tx, staff: &Staff<'_>, (id, version): (Uuid, i64)) -> Result<Extra> {
    let found = sql!(
        fetch_optional as Extra,
        tx,
        "select x.id, x.batch_id, b.no as batch_no, x.stage, x.isbn, x.title_id, t.publisher_id, x.copies, x.damaged,
                x.state, x.found_at
         from extras x join batches b on b.id = x.batch_id left join titles t on t.id = x.title_id where x.id = $1",
        id
    )?;
    let extra = found.ok_or(Refusal::NotFound)?;
    let stages = Stages::load(tx, staff.lang).await?;
    let desk = stages.get(&extra.stage).map(|stage| stage.desk.clone()).ok_or(Refusal::NotFound)?;
    staff.holds(&desk)?;
    let held =
        sql!(execute, tx, "update extras set version = version + 1 where id = $1 and version = $2", id, version)?;
    if held == 0 { Err(Refusal::Stale.into()) } else { Ok(extra) }
}

/// Whether somebody of the desk may still decide about copies in this state.
const fn is_undecided(state: ExtraState) -> bool {
    matches!(state, ExtraState::Found | ExtraState::Kept)
}

/// Copies of a title that wait to be bought, over all customers.
async fn wanted(conn: &mut Conn, title: Uuid) -> Result<i64> {
    let (copies,) = sql!(
        fetch_one as (i64,),
        conn,
        "select coalesce(cast(sum(s.copies) as bigint), 0) from stages g cross join order_lines l cross join slices s
         where g.kind = 'open' and l.title_id = $1 and s.org_id = l.org_id and s.line_id = l.id and s.stage = g.code",
        title
    )?;
    Ok(copies)
}
