//! Boards: the lines of one term, or of all that may be late, the worst first, each with what can be done about it.

use kernel::Refusal;
use kernel::shapes::{BoardLine, Risks, TermPage};
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::rows::{Offer, Row, gather};
use super::{AT_RISK, list};
use crate::arrivals::View;
use crate::prices;
use crate::scope::Scope;
use crate::stages::Stages;

/// Lines of a term on its board.
const MOST_OF_A_TERM: usize = 400;
/// Lines at risk on their page.
const MOST_AT_RISK: usize = 200;

/// The term of an order: all lines of its customer for the same course and day, or those at risk alone.
///
/// # Errors
/// `NotFound` for a foreign or absent number, and for an order that names neither a course nor a day.
pub async fn board(
    conn: &mut Conn,
    scope: &Scope,
    (no, at_risk): (&str, bool),
    view: Option<&View>,
) -> Result<TermPage> {
    let found = sql!(
        fetch_optional as (Uuid, String, Option<i64>),
        conn,
        "select o.org_id, o.course, o.needed_by from orders o join org_tree t on t.org_id = o.org_id and t.above_id = $1
         where o.no = $2",
        scope.org_id,
        no
    )?;
    let (org_id, course, needed_by) = found.ok_or(Refusal::NotFound)?;
    let term = (org_id, course.as_str(), needed_by);
    let head = list::one(conn, scope, term).await?.ok_or(Refusal::NotFound)?;
    let rows = of_a_term(conn, term, if at_risk { AT_RISK } else { 0 }).await?;
    let (rows, more) = shown(conn, scope, view, (rows, MOST_OF_A_TERM)).await?;
    Ok(TermPage { head, rows, more })
}

/// What this person's organisations may get too late.
pub async fn risks(conn: &mut Conn, scope: &Scope, view: Option<&View>) -> Result<Risks> {
    let rows = if scope.staff().is_ok() { of_the_house(conn).await? } else { of_a_tree(conn, scope).await? };
    let (rows, more) = shown(conn, scope, view, (rows, MOST_AT_RISK)).await?;
    Ok(Risks { rows, more, many_orgs: scope.sees_many() })
}

/// The lines with what can be done about them, and whether there are more than `most`.
async fn shown(
    conn: &mut Conn,
    scope: &Scope,
    view: Option<&View>,
    (rows, most): (Vec<Row>, usize),
) -> Result<(Vec<BoardLine>, bool)> {
    let stages = Stages::load(conn, scope.lang).await?;
    let offer = Offer { urgent: prices::urgent(conn, scope.now).await?, view };
    let mut lines = gather(scope, rows, &offer, &stages);
    let more = lines.len() > most;
    lines.truncate(most);
    Ok((lines, more))
}

// One row for each slice of a line, and for each line that takes its place. `cross join` keeps SQLite to the order of the
// tables.

async fn of_a_term(
    conn: &mut Conn,
    (org_id, course, needed_by): (Uuid, &str, Option<i64>),
    late: i64,
) -> Result<Vec<Row>> {
    sql!(
        fetch_all as Row,
        conn,
        "with worst as (
           select l.org_id, l.id from orders o cross join order_lines l
           left join arrivals a on a.org_id = l.org_id and a.line_id = l.id
           where o.org_id = $1 and (o.needed_by is not null or o.course <> '') and o.course = $2
             and coalesce(o.needed_by, -1) = $3 and l.org_id = o.org_id and l.order_id = o.id and coalesce(a.late, 0) >= $4
           order by coalesce(a.late, -1) desc, coalesce(a.high, 0) desc, l.id limit 401)
         select l.id as line_id, o.no as order_no, l.position, r.name_zh as org_zh, r.name_en as org_en, o.course, t.isbn,
                t.title, t.authors, l.publisher_id, l.copies as line_copies, l.price_fen, l.urgent_at, o.payer_id,
                o.needed_by, s.id as slice_id, s.stage, s.copies,
                coalesce((select cast(sum(c.copies) as bigint) from parcel_items c
                          join parcels k on k.org_id = c.org_id and k.id = c.parcel_id
                          where c.org_id = s.org_id and c.line_id = s.line_id and k.batch_id = s.batch_id
                            and k.sent_at is not null and k.delivered_at is null), 0) as carried,
                h.code as held_code, h.name_zh as held_zh, h.name_en as held_en, a.low, a.high, a.late, fo.no as for_no, f.position as for_position, io.no as by_no,
                i.position as by_position
         from worst w cross join order_lines l cross join orders o cross join orgs r cross join titles t cross join slices s
         left join batches b on b.id = s.batch_id left join reasons h on h.code = b.held_reason
         left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
         left join order_lines f on f.org_id = l.org_id and f.id = l.instead_of
         left join orders fo on fo.org_id = f.org_id and fo.id = f.order_id
         left join order_lines i on i.org_id = l.org_id and i.instead_of = l.id
         left join orders io on io.org_id = i.org_id and io.id = i.order_id
         where l.org_id = w.org_id and l.id = w.id and o.org_id = l.org_id and o.id = l.order_id and r.id = o.org_id
           and t.id = l.title_id and s.org_id = l.org_id and s.line_id = l.id
         order by coalesce(a.late, -1) desc, coalesce(a.high, 0) desc, l.id, s.id",
        org_id,
        course,
        needed_by.unwrap_or(-1),
        late
    )
}

/// The house's come straight from the index on the chance.
async fn of_the_house(conn: &mut Conn) -> Result<Vec<Row>> {
    sql!(
        fetch_all as Row,
        conn,
        "with worst as (
           select org_id, line_id as id from arrivals where late is not null and late >= $1
           order by late desc, org_id, line_id limit 201)
         select l.id as line_id, o.no as order_no, l.position, r.name_zh as org_zh, r.name_en as org_en, o.course, t.isbn,
                t.title, t.authors, l.publisher_id, l.copies as line_copies, l.price_fen, l.urgent_at, o.payer_id,
                o.needed_by, s.id as slice_id, s.stage, s.copies,
                coalesce((select cast(sum(c.copies) as bigint) from parcel_items c
                          join parcels k on k.org_id = c.org_id and k.id = c.parcel_id
                          where c.org_id = s.org_id and c.line_id = s.line_id and k.batch_id = s.batch_id
                            and k.sent_at is not null and k.delivered_at is null), 0) as carried,
                h.code as held_code, h.name_zh as held_zh, h.name_en as held_en, a.low, a.high, a.late, fo.no as for_no, f.position as for_position, io.no as by_no,
                i.position as by_position
         from worst w cross join order_lines l cross join orders o cross join orgs r cross join titles t cross join slices s
         left join batches b on b.id = s.batch_id left join reasons h on h.code = b.held_reason
         left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
         left join order_lines f on f.org_id = l.org_id and f.id = l.instead_of
         left join orders fo on fo.org_id = f.org_id and fo.id = f.order_id
         left join order_lines i on i.org_id = l.org_id and i.instead_of = l.id
         left join orders io on io.org_id = i.org_id and io.id = i.order_id
         where l.org_id = w.org_id and l.id = w.id and o.org_id = l.org_id and o.id = l.order_id and r.id = o.org_id
           and t.id = l.title_id and s.org_id = l.org_id and s.line_id = l.id and o.needed_by is not null
         order by a.late desc, o.needed_by, o.no, l.position, s.id",
        AT_RISK
    )
}

/// Others' begin with their organisations.
async fn of_a_tree(conn: &mut Conn, scope: &Scope) -> Result<Vec<Row>> {
    sql!(
        fetch_all as Row,
        conn,
        "with worst as (
           select a.org_id, a.line_id as id from org_tree v cross join arrivals a
           where v.above_id = $1 and a.org_id = v.org_id and a.late >= $2
           order by a.late desc, a.org_id, a.line_id limit 201)
         select l.id as line_id, o.no as order_no, l.position, r.name_zh as org_zh, r.name_en as org_en, o.course, t.isbn,
                t.title, t.authors, l.publisher_id, l.copies as line_copies, l.price_fen, l.urgent_at, o.payer_id,
                o.needed_by, s.id as slice_id, s.stage, s.copies,
                coalesce((select cast(sum(c.copies) as bigint) from parcel_items c
                          join parcels k on k.org_id = c.org_id and k.id = c.parcel_id
                          where c.org_id = s.org_id and c.line_id = s.line_id and k.batch_id = s.batch_id
                            and k.sent_at is not null and k.delivered_at is null), 0) as carried,
                h.code as held_code, h.name_zh as held_zh, h.name_en as held_en, a.low, a.high, a.late, fo.no as for_no, f.position as for_position, io.no as by_no,
                i.position as by_position
         from worst w cross join order_lines l cross join orders o cross join orgs r cross join titles t cross join slices s
         left join batches b on b.id = s.batch_id left join reasons h on h.code = b.held_reason
         left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
         left join order_lines f on f.org_id = l.org_id and f.id = l.instead_of
         left join orders fo on fo.org_id = f.org_id and fo.id = f.order_id
         left join order_lines i on i.org_id = l.org_id and i.instead_of = l.id
         left join orders io on io.org_id = i.org_id and io.id = i.order_id
         where l.org_id = w.org_id and l.id = w.id and o.org_id = l.org_id and o.id = l.order_id and r.id = o.org_id
           and t.id = l.title_id and s.org_id = l.org_id and s.line_id = l.id and o.needed_by is not null
         order by a.late desc, o.needed_by, o.no, l.position, s.id",
        scope.org_id,
        AT_RISK
    )
}
