//! Rows of parcels as the reads share them.

use kernel::Lang;
use kernel::shapes::{ClosedBy, ParcelLine, ParcelRow, ParcelState, Slip};
use store::{Conn, Result, sql};
use uuid::Uuid;

/// A row of the view `parcel_rows`.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Row {
    pub(super) org_id: Uuid,
    pub(super) id: Uuid,
    no: String,
    carrier: String,
    tracking: String,
    packed_at: i64,
    pub(super) sent_at: Option<i64>,
    pub(super) delivered_at: Option<i64>,
    asked_at: Option<i64>,
    pub(super) closed_at: Option<i64>,
    closed_by: Option<String>,
    pub(super) closing_note: String,
    pub(super) version: i64,
    pub(super) batch: String,
    org_zh: String,
    org_en: String,
    city_zh: String,
    city_en: String,
    lines: i64,
    copies: i64,
    accepted: i64,
    refused: i64,
}

impl Row {
    /// As a list shows it.
    pub(super) fn shown(self, lang: Lang) -> ParcelRow {
        ParcelRow {
            org: lang.pick(&self.org_zh, &self.org_en).to_owned(),
            state: state(self.sent_at, self.delivered_at, self.closed_at),
            closed: self.closed_at.zip(self.closed_by.as_deref().and_then(ClosedBy::from_code)),
            no: self.no,
            carrier: self.carrier,
            tracking: self.tracking,
            packed_at: self.packed_at,
            sent_at: self.sent_at,
            delivered_at: self.delivered_at,
            asked_at: self.asked_at,
            lines: self.lines,
            copies: self.copies,
            accepted: self.accepted,
            refused: self.refused,
        }
    }

    /// As a packing slip.
    pub(super) fn slip(self, lang: Lang, lines: Vec<ParcelLine>) -> Slip {
        Slip { city: lang.pick(&self.city_zh, &self.city_en).to_owned(), row: self.shown(lang), lines }
    }
}

/// How far a parcel is.
pub(super) const fn state(sent: Option<i64>, delivered: Option<i64>, closed: Option<i64>) -> ParcelState {
    match (sent, delivered, closed) {
        (_, _, Some(_)) => ParcelState::Closed,
        (_, Some(_), None) => ParcelState::Delivered,
        (Some(_), None, None) => ParcelState::Sent,
        (None, None, None) => ParcelState::Packed,
    }
}

/// Contents of a parcel as read, with what was said of them.
#[derive(sqlx::FromRow)]
pub(super) struct Line {
    pub(super) parcel_id: Uuid,
    line_id: Uuid,
    order_no: String,
    own_ref: String,
    isbn: String,
    title: String,
    copies: i64,
    accepted: i64,
    refused: i64,
}

impl Line {
    pub(super) fn shown(self) -> ParcelLine {
        ParcelLine {
            line_id: self.line_id,
            order_no: self.order_no,
            own_ref: self.own_ref,
            isbn: self.isbn,
            title: self.title,
            copies: self.copies,
            accepted: self.accepted,
            refused: self.refused,
        }
    }
}

/// The contents of a parcel, by order and place in it.
pub(super) async fn lines_of(conn: &mut Conn, org_id: Uuid, parcel: Uuid) -> Result<Vec<ParcelLine>> {
    let rows = sql!(
        fetch_all as Line,
        conn,
        "select i.parcel_id, i.line_id, o.no as order_no, o.own_ref, t.isbn, t.title, i.copies,
                coalesce(a.accepted, 0) as accepted, coalesce(a.refused, 0) as refused
         from parcel_items i join order_lines l on l.org_id = i.org_id and l.id = i.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id join titles t on t.id = l.title_id
         left join (
           select line_id, cast(sum(accepted) as bigint) as accepted, cast(sum(refused) as bigint) as refused
           from acceptances where org_id = $1 and parcel_id = $2 group by line_id) a on a.line_id = i.line_id
         where i.org_id = $1 and i.parcel_id = $2 order by o.no, l.position",
        org_id,
        parcel
    )?;
    Ok(rows.into_iter().map(Line::shown).collect())
}

/// Why a customer does not take a copy: a row of the database.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Reason {
    pub(super) code: String,
    /// The kind of the complaint that follows.
    pub(super) complaint: String,
    pub(super) name_zh: String,
    pub(super) name_en: String,
}

/// The reasons for refusing a copy, in the order in which a form offers them.
pub(super) async fn reasons(conn: &mut Conn) -> Result<Vec<Reason>> {
    sql!(
        fetch_all as Reason,
        conn,
        "select code, complaint, name_zh, name_en from acceptance_reasons order by position"
    )
}
