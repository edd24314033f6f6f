//! The list of parcels: what waits for a customer's confirmation, what is coming, what is closed.

use kernel::Refusal;
use kernel::shapes::{ParcelRow, Parcels};
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::rows::Row;
use crate::scope::Scope;

/// Closed parcels on one page.
const PAGE: usize = 40;
/// Parcels to confirm are counted up to this number.
const MOST_COUNTED: i64 = 100;

/// The parcels that this person may see. `after` is the `next` of the page before and concerns the closed ones alone.
///
/// # Errors
/// `NotFound` for a cursor that is none.
pub async fn list(conn: &mut Conn, scope: &Scope, after: Option<&str>) -> Result<Parcels> {
    let (at, id) = after.map_or(Some((i64::MAX, Uuid::max())), read_cursor).ok_or(Refusal::NotFound)?;
    let mut closed = match scope.staff() {
        Ok(_) => closed_in_the_house(conn, at, id).await?,
        Err(_) => closed_in_a_tree(conn, scope, at, id).await?,
    };
    let more = closed.len() > PAGE;
    closed.truncate(PAGE);
    let last = closed.last().filter(|_| more);
    let next = last.and_then(|row| Some(format!("{}_{}", row.closed_at?, row.id.simple())));
    let shown = |rows: Vec<Row>| -> Vec<ParcelRow> { rows.into_iter().map(|row| row.shown(scope.lang)).collect() };
    Ok(Parcels {
        waiting: shown(waiting(conn, scope).await?),
        coming: shown(coming(conn, scope).await?),
        closed: shown(closed),
        next,
        many_orgs: scope.sees_many(),
    })
}

fn read_cursor(text: &str) -> Option<(i64, Uuid)> {
    let (at, id) = text.split_once('_')?;
    Some((at.parse().ok()?, Uuid::try_parse(id).ok()?))
}

// `cross join` has SQLite begin with the organisations that the reader sees, each with its open parcels, which are few.

async fn waiting(conn: &mut Conn, scope: &Scope) -> Result<Vec<Row>> {
    sql!(
        fetch_all as Row,
        conn,
        "select r.* from org_tree t cross join parcel_rows r
         where t.above_id = $1 and r.org_id = t.org_id and r.closed_at is null and r.delivered_at is not null
         order by r.delivered_at, r.no limit 100",
        scope.org_id
    )
}

async fn coming(conn: &mut Conn, scope: &Scope) -> Result<Vec<Row>> {
    sql!(
        fetch_all as Row,
        conn,
        "select r.* from org_tree t cross join parcel_rows r
         where t.above_id = $1 and r.org_id = t.org_id and r.closed_at is null and r.delivered_at is null
         order by r.packed_at desc, r.no desc limit 100",
        scope.org_id
    )
}

async fn closed_in_a_tree(conn: &mut Conn, scope: &Scope, at: i64, id: Uuid) -> Result<Vec<Row>> {
    sql!(
        fetch_all as Row,
        conn,
        "select r.* from org_tree t cross join parcel_rows r
         where t.above_id = $1 and r.org_id = t.org_id and r.closed_at is not null and (r.closed_at, r.id) < ($2, $3)
         order by r.closed_at desc, r.id desc limit 41",
        scope.org_id,
        at,
        id
    )
}

/// The house sees all organisations: the last ones come straight from the index on their instant.
async fn closed_in_the_house(conn: &mut Conn, at: i64, id: Uuid) -> Result<Vec<Row>> {
    sql!(
        fetch_all as Row,
        conn,
        "select r.* from parcel_rows r where r.closed_at is not null and (r.closed_at, r.id) < ($1, $2)
         order by r.closed_at desc, r.id desc limit 41",
        at,
        id
    )
}

/// How many parcels wait for this person's confirmation; stops counting at 100, and is 0 for who may not confirm.
pub async fn to_confirm(conn: &mut Conn, scope: &Scope) -> Result<i64> {
    if scope.buyer().is_err() {
        return Ok(0);
    }
    let (count,) = sql!(
        fetch_one as (i64,),
        conn,
        "select count(*) from (
           select 1 from org_tree t cross join parcels p
           where t.above_id = $1 and p.org_id = t.org_id and p.closed_at is null and p.delivered_at is not null
           limit $2) few",
        scope.org_id,
        MOST_COUNTED
    )?;
    Ok(count)
}
