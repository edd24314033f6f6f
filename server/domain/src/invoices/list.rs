//! The list of invoices: what is to be paid, the first that is due first, and what was paid; and what an organisation owes.

use kernel::Refusal;
use kernel::shapes::{InvoiceState, Invoices, Owed};
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::rows::Row;
use crate::days;
use crate::scope::Scope;

/// Invoices on one page.
const PAGE: usize = 40;

/// Which page of which invoices.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// In which state; those that are overdue are open too.
    pub state: InvoiceState,
    /// The `next` of the page before.
    pub after: Option<&'a str>,
}

/// A page of the invoices that this person may see: one's own, or those of everybody for the house.
///
/// # Errors
/// `NotFound` for a cursor that is none.
pub async fn list(conn: &mut Conn, scope: &Scope, wanted: Wanted<'_>) -> Result<Invoices> {
    let paid = wanted.state == InvoiceState::Paid;
    let begin = if paid { (i64::MAX, Uuid::max()) } else { (i64::MIN, Uuid::nil()) };
    let after = wanted.after.map_or(Some(begin), read_cursor).ok_or(Refusal::NotFound)?;
    let due_before = if wanted.state == InvoiceState::Overdue { days::today(scope.now) } else { i64::MAX };
    let mut rows = match (scope.staff().is_ok(), paid) {
        (true, false) => unpaid_in_the_house(conn, after, due_before).await?,
        (true, true) => paid_in_the_house(conn, after).await?,
        (false, false) => unpaid_by(conn, scope.org_id, after, due_before).await?,
        (false, true) => paid_by(conn, scope.org_id, after).await?,
    };
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let last = rows.last().filter(|_| more);
    let next = last.map(|row| format!("{}_{}", row.paid_day.unwrap_or(row.due_day), row.id.simple()));
    let owed = if scope.staff().is_ok() { None } else { Some(owed(conn, scope).await?) };
    Ok(Invoices { rows: rows.into_iter().map(|row| row.shown(scope)).collect(), next, owed })
}

fn read_cursor(text: &str) -> Option<(i64, Uuid)> {
    let (day, id) = text.split_once('_')?;
    Some((day.parse().ok()?, Uuid::try_parse(id).ok()?))
}

async fn unpaid_in_the_house(conn: &mut Conn, (day, id): (i64, Uuid), due_before: i64) -> Result<Vec<Row>> {
    sql!(
        fetch_all as Row,
        conn,
        "select r.* from invoice_rows r where r.paid_day is null and (r.due_day, r.id) > ($1, $2) and r.due_day < $3
         order by r.due_day, r.id limit 41",
        day,
        id,
        due_before
    )
}

async fn paid_in_the_house(conn: &mut Conn, (day, id): (i64, Uuid)) -> Result<Vec<Row>> {
    sql!(
        fetch_all as Row,
        conn,
        "select r.* from invoice_rows r where r.paid_day is not null and (r.paid_day, r.id) < ($1, $2)
         order by r.paid_day desc, r.id desc limit 41",
        day,
        id
    )
}

async fn unpaid_by(conn: &mut Conn, payer: Uuid, (day, id): (i64, Uuid), due_before: i64) -> Result<Vec<Row>> {
    sql!(
        fetch_all as Row,
        conn,
        "select r.* from invoice_rows r
         where r.payer_id = $1 and r.paid_day is null and (r.due_day, r.id) > ($2, $3) and r.due_day < $4
         order by r.due_day, r.id limit 41",
        payer,
        day,
        id,
        due_before
    )
}

async fn paid_by(conn: &mut Conn, payer: Uuid, (day, id): (i64, Uuid)) -> Result<Vec<Row>> {
    sql!(
        fetch_all as Row,
        conn,
        "select r.* from invoice_rows r
         where r.payer_id = $1 and r.paid_day is not null and (r.paid_day, r.id) < ($2, $3)
         order by r.paid_day desc, r.id desc limit 41",
        payer,
        day,
        id
    )
}

/// What the reader's organisation owes the house.
pub async fn owed(conn: &mut Conn, scope: &Scope) -> Result<Owed> {
    #[derive(sqlx::FromRow)]
    struct OwedRow {
        limit_fen: i64,
        used_fen: i64,
        unpaid: i64,
        unpaid_fen: i64,
        overdue: i64,
        overdue_fen: i64,
    }
    let row = sql!(
        fetch_one as OwedRow,
        conn,
        "select o.credit_limit_fen as limit_fen, o.credit_used_fen as used_fen, count(i.id) as unpaid,
                coalesce(cast(sum(i.total_fen) as bigint), 0) as unpaid_fen,
                count(case when i.due_day < $2 then 1 end) as overdue,
                coalesce(cast(sum(case when i.due_day < $2 then i.total_fen end) as bigint), 0) as overdue_fen
         from orgs o left join invoices i on i.payer_id = o.id and i.paid_day is null
         where o.id = $1 group by o.credit_limit_fen, o.credit_used_fen",
        scope.org_id,
        days::today(scope.now)
    )?;
    Ok(Owed {
        limit_fen: row.limit_fen,
        used_fen: row.used_fen,
        unpaid: row.unpaid,
        unpaid_fen: row.unpaid_fen,
        overdue: row.overdue,
        overdue_fen: row.overdue_fen,
    })
}
