//! One invoice, and the invoices of a parcel, an order or a number.

use kernel::Refusal;
use kernel::shapes::{InvoiceLine, InvoicePage, InvoiceRow, PaymentRow};
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::rows::Row;
use super::{DESK, depth, number};
use crate::scope::Scope;

/// An invoice with what it bills and how it was paid.
///
/// # Errors
/// `NotFound` for everybody but who pays and the house.
pub async fn find(conn: &mut Conn, scope: &Scope, no: &str) -> Result<InvoicePage> {
    let found = sql!(
        fetch_optional as Row,
        conn,
        "select r.* from invoice_rows r
         where r.no = $1 and exists (
             select 1 from org_tree t where t.above_id = $2 and t.org_id = r.payer_id and t.depth <= $3)",
        number(no),
        scope.org_id,
        depth(scope)
    )?;
    let row = found.ok_or(Refusal::NotFound)?;
    let (house, house_city) = letterhead(conn, scope).await?;
    Ok(InvoicePage {
        house,
        house_city,
        city: row.city(scope.lang),
        lines: lines(conn, &row).await?,
        payments: payments(conn, scope, &row).await?,
        mine: scope.staff().is_ok_and(|staff| staff.holds(DESK).is_ok()),
        version: row.version,
        row: row.shown(scope),
    })
}

/// Name and city of the house.
async fn letterhead(conn: &mut Conn, scope: &Scope) -> Result<(String, String)> {
    let (name_zh, name_en, city_zh, city_en) = sql!(
        fetch_one as (String, String, String, String),
        conn,
        "select name_zh, name_en, city_zh, city_en from orgs where kind = 'house' and parent_id is null"
    )?;
    Ok((scope.lang.pick(&name_zh, &name_en).to_owned(), scope.lang.pick(&city_zh, &city_en).to_owned()))
}

async fn lines(conn: &mut Conn, invoice: &Row) -> Result<Vec<InvoiceLine>> {
    #[derive(sqlx::FromRow)]
    struct Line {
        line_id: Uuid,
        order_no: String,
        own_ref: String,
        isbn: String,
        title: String,
        copies: i64,
        price_fen: i64,
    }
    let rows = sql!(
        fetch_all as Line,
        conn,
        "select v.line_id, o.no as order_no, o.own_ref, t.isbn, t.title, v.copies, v.price_fen
         from invoice_lines v cross join order_lines l cross join orders o cross join titles t
         where v.org_id = $1 and v.invoice_id = $2 and l.org_id = v.org_id and l.id = v.line_id
           and o.org_id = l.org_id and o.id = l.order_id and t.id = l.title_id
         order by o.no, l.position",
        invoice.org_id,
        invoice.id
    )?;
    let shown = |row: Line| InvoiceLine {
        line_id: row.line_id,
        order_no: row.order_no,
        own_ref: row.own_ref,
        isbn: row.isbn,
        title: row.title,
        copies: row.copies,
        price_fen: row.price_fen,
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// What was written down of its payment. Who pays learns of the one that stands, not of the house's mistakes and people.
async fn payments(conn: &mut Conn, scope: &Scope, invoice: &Row) -> Result<Vec<PaymentRow>> {
    #[derive(sqlx::FromRow)]
    struct Payment {
        day: i64,
        reference: String,
        at: i64,
        by_name: Option<String>,
        undone_at: Option<i64>,
        undone_name: Option<String>,
        undone_note: String,
    }
    let rows = sql!(
        fetch_all as Payment,
        conn,
        "select p.day, p.reference, p.at, u.name as by_name, p.undone_at, d.name as undone_name, p.undone_note
         from payments p left join users u on u.id = p.by_id left join users d on d.id = p.undone_by
         where p.org_id = $1 and p.invoice_id = $2 order by p.at desc, p.id desc",
        invoice.org_id,
        invoice.id
    )?;
    let staff = scope.staff().is_ok();
    let shown = |row: Payment| PaymentRow {
        day: row.day,
        reference: row.reference,
        at: row.at,
        by: row.by_name.filter(|_| staff).unwrap_or_default(),
        undone: row.undone_at.map(|at| (at, row.undone_name.unwrap_or_default(), row.undone_note)),
    };
    Ok(rows.into_iter().filter(|row| staff || row.undone_at.is_none()).map(shown).collect())
}

/// The invoices with this number, or with this number of the tax office, the newest first; at most 20, none for nothing.
pub async fn by_number(conn: &mut Conn, scope: &Scope, asked: &str) -> Result<Vec<InvoiceRow>> {
    let asked = number(asked);
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sql!(
        fetch_all as Row,
        conn,
        "select r.* from invoice_rows r
         where (r.no = $1 or (r.tax_no = $1 and r.tax_no <> ''))
           and exists (
             select 1 from org_tree t where t.above_id = $2 and t.org_id = r.payer_id and t.depth <= $3)
         order by r.issued_at desc, r.no limit 20",
        asked,
        scope.org_id,
        depth(scope)
    )?;
    Ok(rows.into_iter().map(|row| row.shown(scope)).collect())
}

/// What was billed of a parcel; nothing for who does not pay for it.
pub async fn of_parcel(conn: &mut Conn, scope: &Scope, parcel: &str) -> Result<Vec<InvoiceRow>> {
    let rows = sql!(
        fetch_all as Row,
        conn,
        "select r.* from parcels p cross join invoices i cross join invoice_rows r
         where p.no = $1 and i.org_id = p.org_id and i.parcel_id = p.id and r.org_id = i.org_id and r.id = i.id
           and exists (
             select 1 from org_tree t where t.above_id = $2 and t.org_id = i.payer_id and t.depth <= $3)
         order by r.no",
        number(parcel),
        scope.org_id,
        depth(scope)
    )?;
    Ok(rows.into_iter().map(|row| row.shown(scope)).collect())
}

/// The invoices on which lines of an order are; nothing for who does not pay for it.
pub async fn of_order(conn: &mut Conn, scope: &Scope, order: &str) -> Result<Vec<InvoiceRow>> {
    let rows = sql!(
        fetch_all as Row,
        conn,
        "select r.* from invoice_rows r
         where exists (
             select 1 from org_tree t where t.above_id = $2 and t.org_id = r.payer_id and t.depth <= $3)
           and (r.org_id, r.id) in (
             select v.org_id, v.invoice_id from orders o cross join order_lines l cross join invoice_lines v
             where o.no = $1 and l.org_id = o.org_id and l.order_id = o.id and v.org_id = l.org_id and v.line_id = l.id)
         order by r.no",
        order,
        scope.org_id,
        depth(scope)
    )?;
    Ok(rows.into_iter().map(|row| row.shown(scope)).collect())
}
