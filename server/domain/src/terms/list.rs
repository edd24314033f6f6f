//! The terms of a reader, each added up.

use kernel::shapes::{TermRow, Terms};
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::AT_RISK;
use crate::days::{self, DAY_MS};
use crate::scope::Scope;

/// So long after its day a term is still listed, in days.
const PAST_DAYS: i64 = 30;
/// A course without a day is listed for so long after it was ordered, in days.
const OPEN_DAYS: i64 = 365;
/// Orders that are looked at, those that are needed first.
const MOST_ORDERS: i64 = 400;
/// Courses that are offered for a new order.
const MOST_COURSES: i64 = 40;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    org_id: Uuid,
    order_no: String,
    org_zh: String,
    org_en: String,
    course: String,
    needed_by: Option<i64>,
    orders: i64,
    titles: i64,
    copies: i64,
    waiting: i64,
    on_the_way: i64,
    arrived: i64,
    gone: i64,
    at_risk: i64,
    low: Option<i64>,
    high: Option<i64>,
}

impl Row {
    pub(super) fn shown(self, scope: &Scope) -> TermRow {
        TermRow {
            org: scope.lang.pick(&self.org_zh, &self.org_en).to_owned(),
            order_no: self.order_no,
            course: self.course,
            needed_by: self.needed_by,
            titles: self.titles,
            copies: self.copies,
            waiting: self.waiting,
            on_the_way: self.on_the_way,
            arrived: self.arrived,
            gone: self.gone,
            at_risk: self.at_risk,
            arrives: self.low.zip(self.high),
        }
    }
}

/// The courses and terms of this person's organisations: by customer, by course, by day; orders that name no course last.
pub async fn list(conn: &mut Conn, scope: &Scope) -> Result<Terms> {
    let today = days::today(scope.now);
    let mut rows = sql!(
        fetch_all as Row,
        conn,
        "with page as (
           select o.org_id, o.id, o.no, o.course, o.needed_by
           from org_tree t cross join orders o
           where t.above_id = $1 and o.org_id = t.org_id and (o.needed_by is not null or o.course <> '')
             and (o.needed_by >= $2 or (o.needed_by is null and o.placed_at >= $3))
           order by case when o.needed_by is null then 1 else 0 end, o.needed_by, o.id limit $4)
         select p.org_id, min(p.no) as order_no, r.name_zh as org_zh, r.name_en as org_en, p.course, p.needed_by,
                count(distinct p.id) as orders, count(distinct l.id) as titles, cast(sum(s.copies) as bigint) as copies,
                coalesce(cast(sum(case when g.kind = 'open' then s.copies end) as bigint), 0) as waiting,
                coalesce(cast(sum(case when g.kind = 'way' then s.copies end) as bigint), 0) as on_the_way,
                coalesce(cast(sum(case when g.kind = 'end' then s.copies end) as bigint), 0) as arrived,
                coalesce(cast(sum(case when g.kind = 'exit' then s.copies end) as bigint), 0) as gone,
                count(distinct case when a.late >= $5 then l.id end) as at_risk, max(a.low) as low, max(a.high) as high
         from page p cross join orgs r cross join order_lines l cross join slices s cross join stages g
         left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
         where r.id = p.org_id and l.org_id = p.org_id and l.order_id = p.id and s.org_id = l.org_id and s.line_id = l.id
           and g.code = s.stage
         group by p.org_id, r.name_zh, r.name_en, p.course, p.needed_by",
        scope.org_id,
        today - PAST_DAYS,
        scope.now - OPEN_DAYS * DAY_MS,
        MOST_ORDERS,
        AT_RISK
    )?;
    let more = rows.iter().map(|row| row.orders).sum::<i64>() >= MOST_ORDERS;
    // What was needed before today and has all come needs nobody's eye any more.
    rows.retain(|row| row.needed_by.is_none_or(|day| day >= today) || row.waiting + row.on_the_way > 0);
    rows.sort_by(|a, b| place(a).cmp(&place(b)));
    let rows = rows.into_iter().map(|row| row.shown(scope)).collect();
    Ok(Terms { rows, more, many_orgs: scope.sees_many() })
}

/// Where a term stands in the list.
fn place(row: &Row) -> (&str, Uuid, bool, &str, i64) {
    (&row.org_zh, row.org_id, row.course.is_empty(), &row.course, row.needed_by.unwrap_or(i64::MAX))
}

/// The courses that were named before in orders of this person's organisations, the newest first.
///
/// # Errors
/// `NotAllowed` for who does not order.
pub async fn courses(conn: &mut Conn, scope: &Scope) -> Result<Vec<String>> {
    scope.buyer()?;
    let rows = sql!(
        fetch_all as (String, i64),
        conn,
        "select o.course, max(o.placed_at) from org_tree t cross join orders o
         where t.above_id = $1 and o.org_id = t.org_id and (o.needed_by is not null or o.course <> '') and o.course <> ''
         group by o.course order by 2 desc, 1 limit $2",
        scope.org_id,
        MOST_COURSES
    )?;
    Ok(rows.into_iter().map(|(course, _)| course).collect())
}

/// One term added up.
pub(super) async fn one(
    conn: &mut Conn,
    scope: &Scope,
    (org_id, course, needed_by): (Uuid, &str, Option<i64>),
) -> Result<Option<TermRow>> {
    let row = sql!(
        fetch_optional as Row,
        conn,
        "select o.org_id, min(o.no) as order_no, r.name_zh as org_zh, r.name_en as org_en, o.course, o.needed_by,
                count(distinct o.id) as orders, count(distinct l.id) as titles, cast(sum(s.copies) as bigint) as copies,
                coalesce(cast(sum(case when g.kind = 'open' then s.copies end) as bigint), 0) as waiting,
                coalesce(cast(sum(case when g.kind = 'way' then s.copies end) as bigint), 0) as on_the_way,
                coalesce(cast(sum(case when g.kind = 'end' then s.copies end) as bigint), 0) as arrived,
                coalesce(cast(sum(case when g.kind = 'exit' then s.copies end) as bigint), 0) as gone,
                count(distinct case when a.late >= $4 then l.id end) as at_risk, max(a.low) as low, max(a.high) as high
         from orders o cross join orgs r cross join order_lines l cross join slices s cross join stages g
         left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
         where o.org_id = $1 and (o.needed_by is not null or o.course <> '') and o.course = $2
           and coalesce(o.needed_by, -1) = $3 and r.id = o.org_id and l.org_id = o.org_id and l.order_id = o.id
           and s.org_id = l.org_id and s.line_id = l.id and g.code = s.stage
         group by o.org_id, r.name_zh, r.name_en, o.course, o.needed_by",
        org_id,
        course,
        needed_by.unwrap_or(-1),
        AT_RISK
    )?;
    Ok(row.map(|row| row.shown(scope)))
}
