//! The rules of invoices: their numbers leave none out, they are the sums of their lines, they bill what was accepted and no
//! copy twice, and they count as paid exactly while a payment stands.

use store::{Conn, Result, sql};

use super::{MOST_PLACES, Violation, gather};

/// Checks all of them.
pub(super) async fn check(conn: &mut Conn, found: &mut Vec<Violation>) -> Result<()> {
    gather(found, "invoices-numbers", numbers(conn).await?);
    gather(found, "invoices-totals", totals(conn).await?);
    gather(found, "invoices-accepted", accepted(conn).await?);
    gather(found, "invoices-once", once(conn).await?);
    gather(found, "invoices-paid", paid(conn).await?);
    Ok(())
}

/// The invoices of a year are numbered from one to the last number that was given out.
async fn numbers(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select given.series from (
           select substr(no, 1, 3) as series, count(*) as invoices, max(cast(substr(no, 5) as bigint)) as last
           from invoices group by substr(no, 1, 3)) given
         left join counters c on c.name = given.series
         where given.invoices <> given.last or given.invoices <> coalesce(c.value, 0)
         union all
         select c.name from counters c
         where substr(c.name, 1, 1) = 'F' and c.value > 0
           and not exists (select 1 from invoices i where substr(i.no, 1, 3) = c.name)
         limit $1",
        MOST_PLACES
    )
}

/// An invoice's lines, copies and total are the sums of its lines.
async fn totals(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select i.no from invoices i
         left join (select org_id, invoice_id, count(*) as lines, sum(copies) as copies, sum(copies * price_fen) as total
                    from invoice_lines group by org_id, invoice_id) v on v.org_id = i.org_id and v.invoice_id = i.id
         where coalesce(v.lines, 0) <> i.lines or coalesce(v.copies, 0) <> i.copies or coalesce(v.total, -1) <> i.total_fen
         limit $1",
        MOST_PLACES
    )
}

/// What is billed of a parcel was in it and was not refused, the parcel is closed, and who pays is who ordered it.
async fn accepted(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select i.no || ' line ' || cast(l.position as text) || ' of ' || o.no
         from invoices i join invoice_lines v on v.org_id = i.org_id and v.invoice_id = i.id
         join order_lines l on l.org_id = v.org_id and l.id = v.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         left join parcels p on p.org_id = i.org_id and p.id = i.parcel_id
         left join parcel_items m on m.org_id = i.org_id and m.parcel_id = i.parcel_id and m.line_id = v.line_id
         where o.payer_id <> i.payer_id
            or (i.parcel_id is not null and (
              p.closed_at is null
              or v.copies > coalesce(m.copies, 0) - (
                select coalesce(sum(a.refused), 0) from acceptances a
                where a.org_id = i.org_id and a.parcel_id = i.parcel_id and a.line_id = v.line_id)))
         limit $1",
        MOST_PLACES
    )
}

/// No more copies of a line are billed than were ordered.
async fn once(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select o.no || ' line ' || cast(l.position as text) from (
           select org_id, line_id, sum(copies) as copies from invoice_lines group by org_id, line_id) billed
         join order_lines l on l.org_id = billed.org_id and l.id = billed.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         where billed.copies > l.copies limit $1",
        MOST_PLACES
    )
}

/// An invoice was paid on the day of the payment that stands, and on none when none does.
async fn paid(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select i.no from invoices i
         left join payments p on p.org_id = i.org_id and p.invoice_id = i.id and p.undone_at is null
         where coalesce(p.day, -1) <> coalesce(i.paid_day, -1) limit $1",
        MOST_PLACES
    )
}
