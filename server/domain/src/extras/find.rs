//! Copies too many, as the desks look at them.

use std::collections::HashMap;

use kernel::Refusal;
use kernel::shapes::{ExtraRow, ExtraState, Extras};
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::{is_undecided, wanted};
use crate::scope::Staff;
use crate::stages::Stages;

/// Rows of a page.
const PAGE: usize = 50;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    batch_no: String,
    stage: String,
    isbn: String,
    title_id: Option<Uuid>,
    title: Option<String>,
    publisher: Option<String>,
    copies: i64,
    damaged: bool,
    state: String,
    note: String,
    given_no: Option<String>,
    found_at: i64,
    by_name: Option<String>,
    version: i64,
}

/// Copies in one state, newest first; by default those about which nobody has decided. `after` is where the page begins.
///
/// # Errors
/// `NotFound` for a state or a beginning that is none.
pub async fn list(conn: &mut Conn, staff: &Staff<'_>, state: &str, after: Option<&str>) -> Result<Extras> {
    let state = if state.is_empty() { Some(ExtraState::Found) } else { ExtraState::from_code(state) };
    let state = state.ok_or(Refusal::NotFound)?;
    let (found_at, id) = match after {
        None => (i64::MAX, Uuid::max()),
        Some(cursor) => read(cursor).ok_or(Refusal::NotFound)?,
    };
    let mut rows = sql!(
        fetch_all as Row,
        conn,
        "select x.id, b.no as batch_no, x.stage, x.isbn, x.title_id, t.title, p.name as publisher, x.copies, x.damaged,
                x.state, x.note, g.no as given_no, x.found_at, u.name as by_name, x.version
         from extras x join batches b on b.id = x.batch_id left join titles t on t.id = x.title_id
         left join publishers p on p.id = t.publisher_id left join moves v on v.id = x.move_id
         left join batches g on g.id = v.to_batch left join users u on u.id = x.by_id
         where x.state = $1 and (x.found_at, x.id) < ($2, $3) order by x.found_at desc, x.id desc limit $4",
        state.code(),
        found_at,
        id,
        i64::try_from(PAGE + 1).unwrap_or(i64::MAX)
    )?;
    let next = (rows.len() > PAGE).then(|| {
        rows.truncate(PAGE);
        rows.last().map(|row| format!("{}_{}", row.found_at, row.id.simple()))
    });
    Ok(Extras { rows: shown(conn, staff, rows).await?, next: next.flatten() })
}

fn read(cursor: &str) -> Option<(i64, Uuid)> {
    let (at, id) = cursor.split_once('_')?;
    Some((at.parse().ok()?, Uuid::parse_str(id).ok()?))
}

/// What came too many with a batch, whatever became of it; newest first, at most 200.
///
/// # Errors
/// `NotFound` for a number that is none.
pub async fn of_batch(conn: &mut Conn, staff: &Staff<'_>, no: &str) -> Result<Vec<ExtraRow>> {
    let batch = sql!(fetch_optional as (Uuid,), conn, "select id from batches where no = $1", no)?;
    let (batch,) = batch.ok_or(Refusal::NotFound)?;
    let rows = sql!(
        fetch_all as Row,
        conn,
        "select x.id, b.no as batch_no, x.stage, x.isbn, x.title_id, t.title, p.name as publisher, x.copies, x.damaged,
                x.state, x.note, g.no as given_no, x.found_at, u.name as by_name, x.version
         from extras x join batches b on b.id = x.batch_id left join titles t on t.id = x.title_id
         left join publishers p on p.id = t.publisher_id left join moves v on v.id = x.move_id
         left join batches g on g.id = v.to_batch left join users u on u.id = x.by_id
         where x.batch_id = $1 and x.state <> 'recounted' order by x.found_at desc, x.id desc limit 200",
        batch
    )?;
    shown(conn, staff, rows).await
}

async fn shown(conn: &mut Conn, staff: &Staff<'_>, rows: Vec<Row>) -> Result<Vec<ExtraRow>> {
    let stages = Stages::load(conn, staff.lang).await?;
    let mut asked: HashMap<Uuid, i64> = HashMap::new();
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        let state = ExtraState::from_code(&row.state).unwrap_or(ExtraState::Recounted);
        let wanted = match row.title_id.filter(|_| is_undecided(state) && !row.damaged) {
            None => 0,
            Some(title) => match asked.get(&title) {
                Some(copies) => *copies,
                None => *asked.entry(title).or_insert(wanted(conn, title).await?),
            },
        };
        shown.push(ExtraRow {
            wanted,
            mine: stages.get(&row.stage).is_some_and(|stage| staff.holds(&stage.desk).is_ok()),
            id: row.id,
            batch_no: row.batch_no,
            isbn: row.isbn,
            title: row.title.unwrap_or_default(),
            publisher: row.publisher.unwrap_or_default(),
            copies: row.copies,
            damaged: row.damaged,
            state,
            note: row.note,
            given_no: row.given_no,
            found_at: row.found_at,
            by: row.by_name.unwrap_or_default(),
            version: row.version,
        });
    }
    Ok(shown)
}
