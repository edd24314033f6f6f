//! One parcel, and the parcels of an order or a number.

use kernel::Refusal;
use kernel::shapes::{AcceptanceRow, LineParcel, ParcelPage, ParcelRow, ParcelState};
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::rows::{Row, lines_of, reasons, state};
use super::{clock, number};
use crate::scope::Scope;

/// A parcel with its contents and what was said of them.
///
/// # Errors
/// `NotFound` outside of what the reader sees.
pub async fn find(conn: &mut Conn, scope: &Scope, no: &str) -> Result<ParcelPage> {
    let found = sql!(
        fetch_optional as Row,
        conn,
        "select r.* from parcel_rows r
         where r.no = $1 and r.org_id in (select org_id from org_tree where above_id = $2)",
        number(no),
        scope.org_id
    )?;
    let row = found.ok_or(Refusal::NotFound)?;
    let name = |reason: super::rows::Reason| {
        let name = scope.lang.pick(&reason.name_zh, &reason.name_en).to_owned();
        (reason.code, name)
    };
    Ok(ParcelPage {
        id: row.id,
        batch: row.batch.clone(),
        lines: lines_of(conn, row.org_id, row.id).await?,
        said: said(conn, scope, &row).await?,
        closing_note: row.closing_note.clone(),
        acceptable: scope.buyer().is_ok()
            && matches!(
                state(row.sent_at, row.delivered_at, row.closed_at),
                ParcelState::Sent | ParcelState::Delivered
            ),
        closes_after: clock::waits(conn).await?.close,
        reasons: reasons(conn).await?.into_iter().map(name).collect(),
        version: row.version,
        row: row.shown(scope.lang),
    })
}

/// What was said of a parcel, the newest first.
async fn said(conn: &mut Conn, scope: &Scope, parcel: &Row) -> Result<Vec<AcceptanceRow>> {
    #[derive(sqlx::FromRow)]
    struct Said {
        line_id: Uuid,
        title: String,
        at: i64,
        by_name: Option<String>,
        accepted: i64,
        refused: i64,
        reason_zh: Option<String>,
        reason_en: Option<String>,
        note: String,
        complaint_no: Option<String>,
    }
    let rows = sql!(
        fetch_all as Said,
        conn,
        "select a.line_id, t.title, a.at, u.name as by_name, a.accepted, a.refused, n.name_zh as reason_zh,
                n.name_en as reason_en, a.note, a.complaint_no
         from acceptances a join order_lines l on l.org_id = a.org_id and l.id = a.line_id
         join titles t on t.id = l.title_id left join acceptance_reasons n on n.code = a.reason
         left join users u on u.id = a.by_id
         where a.org_id = $1 and a.parcel_id = $2 order by a.at desc, a.id desc",
        parcel.org_id,
        parcel.id
    )?;
    let shown = |row: Said| AcceptanceRow {
        line_id: row.line_id,
        title: row.title,
        at: row.at,
        by: row.by_name.unwrap_or_default(),
        accepted: row.accepted,
        refused: row.refused,
        reason: row.reason_zh.zip(row.reason_en).map(|(zh, en)| scope.lang.pick(&zh, &en).to_owned()),
        note: row.note,
        complaint: row.complaint_no,
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// The parcels with this number, or with this number of a carrier, the newest first; at most 20, none for nothing.
pub async fn by_number(conn: &mut Conn, scope: &Scope, asked: &str) -> Result<Vec<ParcelRow>> {
    let asked = number(asked);
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sql!(
        fetch_all as Row,
        conn,
        "select r.* from parcel_rows r
         where (r.no = $1 or r.tracking = $1) and r.org_id in (select org_id from org_tree where above_id = $2)
         order by r.packed_at desc, r.no limit 20",
        asked,
        scope.org_id
    )?;
    Ok(rows.into_iter().map(|row| row.shown(scope.lang)).collect())
}

/// The parcels in which copies of an order's lines are or were, by line and time. The caller has found the order for its
/// reader.
pub(crate) async fn of_order(conn: &mut Conn, (org_id, order_id): (Uuid, Uuid)) -> Result<Vec<LineParcel>> {
    #[derive(sqlx::FromRow)]
    struct Packed {
        line_id: Uuid,
        no: String,
        carrier: String,
        tracking: String,
        sent_at: Option<i64>,
        delivered_at: Option<i64>,
        closed_at: Option<i64>,
        copies: i64,
    }
    let rows = sql!(
        fetch_all as Packed,
        conn,
        "select i.line_id, p.no, p.carrier, p.tracking, p.sent_at, p.delivered_at, p.closed_at, i.copies
         from order_lines l cross join parcel_items i cross join parcels p
         where l.org_id = $1 and l.order_id = $2 and i.org_id = l.org_id and i.line_id = l.id
           and p.org_id = i.org_id and p.id = i.parcel_id
         order by l.position, p.packed_at, p.no",
        org_id,
        order_id
    )?;
    let shown = |row: Packed| LineParcel {
        line_id: row.line_id,
        no: row.no,
        state: state(row.sent_at, row.delivered_at, row.closed_at),
        carrier: row.carrier,
        tracking: row.tracking,
        copies: row.copies,
    };
    Ok(rows.into_iter().map(shown).collect())
}
