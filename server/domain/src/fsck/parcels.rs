//! The rules of parcels: what is packed stands where it was packed until it is delivered, a delivery moved exactly what was
//! in its parcels, nothing is said of more copies than there are, and a parcel is closed when and only when it should be.

use store::{Conn, Result, sql};

use super::{MOST_PLACES, Violation, gather};

/// Checks all of them.
pub(super) async fn check(conn: &mut Conn, found: &mut Vec<Violation>) -> Result<()> {
    gather(found, "parcels-standing", standing(conn).await?);
    gather(found, "parcels-delivered", delivered(conn).await?);
    gather(found, "parcels-moved", moved(conn).await?);
    gather(found, "parcels-said", said(conn).await?);
    gather(found, "parcels-closed", closed(conn).await?);
    Ok(())
}

/// What is in parcels that were not delivered stands in their batch, at its stage; no parcel is empty.
async fn standing(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select b.no || ' line ' || cast(l.position as text) || ' of ' || o.no from (
           select p.batch_id, i.org_id, i.line_id, sum(i.copies) as copies
           from parcels p join parcel_items i on i.org_id = p.org_id and i.parcel_id = p.id
           where p.delivered_at is null group by p.batch_id, i.org_id, i.line_id) packed
         join batches b on b.id = packed.batch_id
         join order_lines l on l.org_id = packed.org_id and l.id = packed.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         where packed.copies > coalesce((
           select sum(s.copies) from slices s
           where s.org_id = packed.org_id and s.line_id = packed.line_id and s.batch_id = packed.batch_id
             and s.stage = b.stage), 0)
         union all
         select p.no from parcels p
         where not exists (select 1 from parcel_items i where i.org_id = p.org_id and i.parcel_id = p.id)
         limit $1",
        MOST_PLACES
    )
}

/// The act that delivered parcels moved what is in them.
async fn delivered(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select 'delivery of ' || cast(v.at as text) || ' line ' || cast(l.position as text) || ' of ' || o.no from (
           select p.delivery_id, i.org_id, i.line_id, sum(i.copies) as copies
           from parcels p join parcel_items i on i.org_id = p.org_id and i.parcel_id = p.id
           where p.delivery_id is not null group by p.delivery_id, i.org_id, i.line_id) packed
         join moves v on v.id = packed.delivery_id
         join order_lines l on l.org_id = packed.org_id and l.id = packed.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         where packed.copies <> coalesce((
           select sum(m.copies) from movements m
           where m.move_id = packed.delivery_id and m.org_id = packed.org_id and m.line_id = packed.line_id), 0)
         limit $1",
        MOST_PLACES
    )
}

/// A delivery that was not taken back moved nothing that was in no parcel.
async fn moved(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select 'delivery of ' || cast(v.at as text) from moves v join movements m on m.move_id = v.id
         where v.kind = 'deliver' and not exists (select 1 from moves u where u.undoes = v.id)
           and not exists (
             select 1 from parcels p join parcel_items i on i.org_id = p.org_id and i.parcel_id = p.id
             where p.delivery_id = v.id and i.org_id = m.org_id and i.line_id = m.line_id)
         limit $1",
        MOST_PLACES
    )
}

/// Something is said of the copies of parcels that were delivered, and of none twice.
async fn said(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select p.no || ' line ' || cast(l.position as text) from (
           select org_id, parcel_id, line_id, sum(accepted + refused) as copies from acceptances
           group by org_id, parcel_id, line_id) told
         join parcels p on p.org_id = told.org_id and p.id = told.parcel_id
         join parcel_items i on i.org_id = told.org_id and i.parcel_id = told.parcel_id and i.line_id = told.line_id
         join order_lines l on l.org_id = told.org_id and l.id = told.line_id
         where told.copies > i.copies or p.delivered_at is null limit $1",
        MOST_PLACES
    )
}

/// A parcel is closed by its customer exactly when something was said of every copy; otherwise the house or time closed it.
async fn closed(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select r.no from parcel_rows r
         where r.copies > 0 and (coalesce(r.closed_by, '') = 'customer') <> (r.copies = r.accepted + r.refused) limit $1",
        MOST_PLACES
    )
}
