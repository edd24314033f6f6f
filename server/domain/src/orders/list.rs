//! The list of orders, newest first.

use kernel::journey::{StageKind, state};
use kernel::shapes::{CustomerRow, OrderRow, Orders};
use kernel::{OrgKind, Refusal};
use store::{Conn, Result, sql};
use uuid::Uuid;

use crate::orgs;
use crate::scope::Scope;

/// Orders on one page.
const PAGE: usize = 40;

#[derive(sqlx::FromRow)]
pub(super) struct HeadRow {
    pub id: Uuid,
    pub no: String,
    org_zh: String,
    org_en: String,
    payer_id: Uuid,
    own_ref: String,
    course: String,
    placed_at: i64,
    needed_by: Option<i64>,
    urgent: bool,
    lines: i64,
    copies: i64,
    total_fen: i64,
    open: i64,
    way: i64,
    arrived: i64,
    low: Option<i64>,
    high: Option<i64>,
}

impl HeadRow {
    /// The order as a list shows it to this reader.
    pub(super) fn shown(self, scope: &Scope) -> OrderRow {
        let gone = self.copies - self.open - self.way - self.arrived;
        OrderRow {
            org: scope.lang.pick(&self.org_zh, &self.org_en).to_owned(),
            total_fen: crate::prices::visible(scope, self.payer_id).then_some(self.total_fen),
            state: state([
                (StageKind::Open, self.open),
                (StageKind::Way, self.way),
                (StageKind::End, self.arrived),
                (StageKind::Exit, gone),
            ]),
            no: self.no,
            own_ref: self.own_ref,
            course: self.course,
            placed_at: self.placed_at,
            needed_by: self.needed_by,
            urgent: self.urgent,
            lines: self.lines,
            copies: self.copies,
            arrived: self.arrived,
            arrives: self.low.zip(self.high),
        }
    }
}

/// A page of the orders that this person may see, of one organisation alone if `of` names it. `after` is the `next` of the
/// page before.
///
/// # Errors
/// `NotFound` for a cursor that is none, and for a foreign or absent organisation.
pub async fn list(conn: &mut Conn, scope: &Scope, of: Option<Uuid>, after: Option<&str>) -> Result<Orders> {
    let (at, id) = after.map_or(Some((i64::MAX, Uuid::max())), read_cursor).ok_or(Refusal::NotFound)?;
    let mut heads = match of {
        None if scope.staff().is_ok() => of_the_house(conn, at, id).await?,
        None => of_a_tree(conn, scope, (Uuid::nil(), Uuid::max()), (at, id)).await?,
        Some(org_id) => {
            check_visible(conn, scope, org_id).await?;
            of_a_tree(conn, scope, (org_id, org_id), (at, id)).await?
        }
    };
    let more = heads.len() > PAGE;
    heads.truncate(PAGE);
    let next = heads.last().filter(|_| more).map(|last| format!("{}_{}", last.placed_at, last.id.simple()));
    let rows = heads.into_iter().map(|head| head.shown(scope)).collect();
    Ok(Orders { rows, next, many_orgs: scope.sees_many(), customers: choices(conn, scope).await? })
}

/// Of whom alone the reader may look at the orders. The house has too many customers to choose from a list.
async fn choices(conn: &mut Conn, scope: &Scope) -> Result<Vec<CustomerRow>> {
    match scope.kind {
        OrgKind::Partner => orgs::own_and_customers(conn, scope).await,
        OrgKind::House | OrgKind::Customer => Ok(Vec::new()),
    }
}

async fn check_visible(conn: &mut Conn, scope: &Scope, org_id: Uuid) -> Result<()> {
    let found = sql!(
        fetch_optional as (i64,),
        conn,
        "select depth from org_tree where above_id = $1 and org_id = $2",
        scope.org_id,
        org_id
    )?;
    found.map(drop).ok_or_else(|| Refusal::NotFound.into())
}

fn read_cursor(text: &str) -> Option<(i64, Uuid)> {
    let (at, id) = text.split_once('_')?;
    Some((at.parse().ok()?, Uuid::try_parse(id).ok()?))
}

// `cross join` keeps SQLite from beginning with the stages, and so with every slice of the house; PostgreSQL reads it as a
// plain join.

/// The house sees all organisations: the newest orders come straight from the index on their instant.
async fn of_the_house(conn: &mut Conn, at: i64, id: Uuid) -> Result<Vec<HeadRow>> {
    sql!(
        fetch_all as HeadRow,
        conn,
        "with page as (
           select org_id, id, no, payer_id, own_ref, course, placed_at, needed_by, urgent, lines, copies, total_fen
           from orders where (placed_at, id) < ($1, $2) order by placed_at desc, id desc limit 41),
         ways as (
           select l.order_id, g.kind, sum(s.copies) as copies, max(a.low) as low, max(a.high) as high
           from page p cross join order_lines l cross join slices s cross join stages g
           left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
           where l.org_id = p.org_id and l.order_id = p.id and s.org_id = l.org_id and s.line_id = l.id
             and g.code = s.stage
           group by l.order_id, g.kind)
         select p.id, p.no, r.name_zh as org_zh, r.name_en as org_en, p.payer_id, p.own_ref, p.course, p.placed_at, p.needed_by,
                p.urgent, p.lines, p.copies, p.total_fen,
                coalesce(cast(max(case when w.kind = 'open' then w.copies end) as bigint), 0) as open,
                coalesce(cast(max(case when w.kind = 'way' then w.copies end) as bigint), 0) as way,
                coalesce(cast(max(case when w.kind = 'end' then w.copies end) as bigint), 0) as arrived,
                max(w.low) as low, max(w.high) as high
         from page p join orgs r on r.id = p.org_id left join ways w on w.order_id = p.id
         group by p.id, p.no, r.name_zh, r.name_en, p.payer_id, p.own_ref, p.course, p.placed_at, p.needed_by, p.urgent, p.lines,
                  p.copies, p.total_fen
         order by p.placed_at desc, p.id desc",
        at,
        id
    )
}

/// Everybody else sees a few organisations: each one's newest orders come from its own index. Asked are those with keys
/// from `first` to `last`: all of them, or one.
async fn of_a_tree(
    conn: &mut Conn,
    scope: &Scope,
    (first, last): (Uuid, Uuid),
    (at, id): (i64, Uuid),
) -> Result<Vec<HeadRow>> {
    sql!(
        fetch_all as HeadRow,
        conn,
        "with page as (
           select o.org_id, o.id, o.no, o.payer_id, o.own_ref, o.course, o.placed_at, o.needed_by, o.urgent, o.lines, o.copies,
                  o.total_fen
           from org_tree t join orders o on o.org_id = t.org_id
           where t.above_id = $3 and t.org_id >= $4 and t.org_id <= $5 and (o.placed_at, o.id) < ($1, $2)
           order by o.placed_at desc, o.id desc limit 41),
         ways as (
           select l.order_id, g.kind, sum(s.copies) as copies, max(a.low) as low, max(a.high) as high
           from page p cross join order_lines l cross join slices s cross join stages g
           left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
           where l.org_id = p.org_id and l.order_id = p.id and s.org_id = l.org_id and s.line_id = l.id
             and g.code = s.stage
           group by l.order_id, g.kind)
         select p.id, p.no, r.name_zh as org_zh, r.name_en as org_en, p.payer_id, p.own_ref, p.course, p.placed_at, p.needed_by,
                p.urgent, p.lines, p.copies, p.total_fen,
                coalesce(cast(max(case when w.kind = 'open' then w.copies end) as bigint), 0) as open,
                coalesce(cast(max(case when w.kind = 'way' then w.copies end) as bigint), 0) as way,
                coalesce(cast(max(case when w.kind = 'end' then w.copies end) as bigint), 0) as arrived,
                max(w.low) as low, max(w.high) as high
         from page p join orgs r on r.id = p.org_id left join ways w on w.order_id = p.id
         group by p.id, p.no, r.name_zh, r.name_en, p.payer_id, p.own_ref, p.course, p.placed_at, p.needed_by, p.urgent, p.lines,
                  p.copies, p.total_fen
         order by p.placed_at desc, p.id desc",
        at,
        id,
        scope.org_id,
        first,
        last
    )
}

/// The key of an order of a visible organisation.
///
/// # Errors
/// `NotFound` for a foreign or absent number.
pub(crate) async fn key(conn: &mut Conn, scope: &Scope, no: &str) -> Result<(Uuid, Uuid)> {
    let found: Option<(Uuid, Uuid)> = sql!(
        fetch_optional as (Uuid, Uuid),
        conn,
        "select o.org_id, o.id from orders o join org_tree t on t.org_id = o.org_id and t.above_id = $1 where o.no = $2",
        scope.org_id,
        no
    )?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// One order with the copies in each kind of stage.
pub(super) async fn head(conn: &mut Conn, (org_id, id): (Uuid, Uuid)) -> Result<HeadRow> {
    sql!(
        fetch_one as HeadRow,
        conn,
        "select o.id, o.no, r.name_zh as org_zh, r.name_en as org_en, o.payer_id, o.own_ref, o.course, o.placed_at, o.needed_by, o.urgent,
                o.lines, o.copies, o.total_fen,
                coalesce(cast(sum(case when g.kind = 'open' then s.copies end) as bigint), 0) as open,
                coalesce(cast(sum(case when g.kind = 'way' then s.copies end) as bigint), 0) as way,
                coalesce(cast(sum(case when g.kind = 'end' then s.copies end) as bigint), 0) as arrived,
                max(a.low) as low, max(a.high) as high
         from orders o cross join orgs r cross join order_lines l cross join slices s cross join stages g
         left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
         where o.org_id = $1 and o.id = $2 and r.id = o.org_id and l.org_id = o.org_id and l.order_id = o.id
           and s.org_id = l.org_id and s.line_id = l.id and g.code = s.stage
         group by o.id, o.no, r.name_zh, r.name_en, o.payer_id, o.own_ref, o.course, o.placed_at, o.needed_by, o.urgent, o.lines,
                  o.copies, o.total_fen",
        org_id,
        id
    )
}
