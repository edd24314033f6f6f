//! Parcels as the desks look at them: of one batch, to be printed, and those that nobody confirms.

use std::collections::HashMap;

use kernel::Refusal;
use kernel::shapes::{LooseCustomer, LooseLine, PackedBatch, ParcelLine, Slip, UnconfirmedParcels};
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::contents::Packed;
use super::pack::is_last;
use super::rows::{Line, Row};
use crate::batches;
use crate::scope::Staff;
use crate::stages::Stages;

/// Parcels that nobody confirms are counted up to this number.
const MOST_COUNTED: i64 = 1_000;

/// The parcels of a batch, and what of it is in none.
///
/// # Errors
/// `NotFound` for a number that is none.
pub async fn of_batch(conn: &mut Conn, staff: &Staff<'_>, batch_no: &str) -> Result<PackedBatch> {
    let stages = Stages::load(conn, staff.lang).await?;
    let (id, head) = batches::head(conn, &stages, batch_no).await?;
    let stage = stages.get(&head.stage).ok_or(Refusal::NotFound)?;
    let packs = is_last(&stages, &stage.code);
    let parcels = rows_of(conn, id).await?.into_iter().map(|row| {
        let version = row.version;
        (row.shown(staff.lang), version)
    });
    Ok(PackedBatch {
        parcels: parcels.collect(),
        loose: if packs { loose(conn, staff, id).await? } else { Vec::new() },
        version: head.version,
        stage: stage.name.clone(),
        held: head.held.is_some(),
        mine: staff.holds(&stage.desk).is_ok(),
        no: head.no,
        packs,
    })
}

async fn rows_of(conn: &mut Conn, batch: Uuid) -> Result<Vec<Row>> {
    sql!(fetch_all as Row, conn, "select r.* from parcel_rows r where r.batch_id = $1 order by r.no", batch)
}

/// What stands in a batch and is in no parcel, by customer and order.
async fn loose(conn: &mut Conn, staff: &Staff<'_>, batch: Uuid) -> Result<Vec<LooseCustomer>> {
    #[derive(sqlx::FromRow)]
    struct Standing {
        org_id: Uuid,
        org_zh: String,
        org_en: String,
        slice_id: Uuid,
        line_id: Uuid,
        order_no: String,
        isbn: String,
        title: String,
        copies: i64,
    }
    let rows = sql!(
        fetch_all as Standing,
        conn,
        "select s.org_id, r.name_zh as org_zh, r.name_en as org_en, s.id as slice_id, s.line_id, o.no as order_no, t.isbn,
                t.title, s.copies
         from slices s join order_lines l on l.org_id = s.org_id and l.id = s.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id join orgs r on r.id = s.org_id
         join titles t on t.id = l.title_id
         where s.batch_id = $1 order by r.name_en, s.org_id, o.no, l.position",
        batch
    )?;
    let packed = Packed::of(conn, batch).await?;
    let mut customers: Vec<LooseCustomer> = Vec::new();
    for row in rows {
        let copies = packed.loose(row.org_id, row.line_id, row.copies);
        if copies <= 0 {
            continue;
        }
        if customers.last().is_none_or(|last| last.org_id != row.org_id) {
            let org = staff.lang.pick(&row.org_zh, &row.org_en).to_owned();
            customers.push(LooseCustomer { org_id: row.org_id, org, lines: Vec::new() });
        }
        if let Some(customer) = customers.last_mut() {
            customer.lines.push(LooseLine {
                slice_id: row.slice_id,
                order_no: row.order_no,
                isbn: row.isbn,
                title: row.title,
                copies,
            });
        }
    }
    Ok(customers)
}

/// A packing slip for each parcel of a batch that was not delivered, by number.
///
/// # Errors
/// `NotFound` for a number that is none.
pub async fn slips(conn: &mut Conn, staff: &Staff<'_>, batch_no: &str) -> Result<Vec<Slip>> {
    let stages = Stages::load(conn, staff.lang).await?;
    let (id, _) = batches::head(conn, &stages, batch_no).await?;
    let lines = sql!(
        fetch_all as Line,
        conn,
        "select i.parcel_id, i.line_id, o.no as order_no, o.own_ref, t.isbn, t.title, i.copies, cast(0 as bigint) as accepted,
                cast(0 as bigint) as refused
         from parcels p join parcel_items i on i.org_id = p.org_id and i.parcel_id = p.id
         join order_lines l on l.org_id = i.org_id and l.id = i.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id join titles t on t.id = l.title_id
         where p.batch_id = $1 and p.delivered_at is null order by o.no, l.position",
        id
    )?;
    let mut contents: HashMap<Uuid, Vec<ParcelLine>> = HashMap::new();
    for line in lines {
        contents.entry(line.parcel_id).or_default().push(line.shown());
    }
    let open = rows_of(conn, id).await?.into_iter().filter(|row| row.delivered_at.is_none());
    Ok(open
        .map(|row| {
            let lines = contents.remove(&row.id).unwrap_or_default();
            row.slip(staff.lang, lines)
        })
        .collect())
}

/// Parcels whose customers were asked and have not confirmed, those asked first before the others; none for people of a desk
/// that sends no parcels.
pub async fn waiting(conn: &mut Conn, staff: &Staff<'_>) -> Result<UnconfirmedParcels> {
    let stages = Stages::load(conn, staff.lang).await?;
    let sends = stages.iter().any(|stage| is_last(&stages, &stage.code) && staff.holds(&stage.desk).is_ok());
    if !sends {
        return Ok(UnconfirmedParcels::default());
    }
    let (count,) = sql!(
        fetch_one as (i64,),
        conn,
        "select count(*) from (
           select 1 from parcels where asked_at is not null and closed_at is null limit $1) few",
        MOST_COUNTED
    )?;
    let rows = sql!(
        fetch_all as Row,
        conn,
        "select r.* from parcel_rows r where r.asked_at is not null and r.closed_at is null
         order by r.asked_at, r.no limit 50"
    )?;
    Ok(UnconfirmedParcels { count, rows: rows.into_iter().map(|row| row.shown(staff.lang)).collect() })
}
