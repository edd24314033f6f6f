//! Lines that may miss the day by which their customer needs them.

use kernel::shapes::{RiskRow, Risks};
use store::{Conn, Result, sql};

use crate::scope::Scope;
use crate::stages::Stages;

/// A chance from which on a line is listed, in thousandths.
const LISTED: i64 = 50;
/// Lines on the page.
const MOST: usize = 200;

#[derive(sqlx::FromRow)]
struct Row {
    order_no: String,
    position: i64,
    org_zh: String,
    org_en: String,
    isbn: String,
    title: String,
    copies: i64,
    needed_by: i64,
    low: i64,
    high: i64,
    late: i64,
    stage: String,
}

/// What this person's organisations may get too late, the most endangered first.
pub async fn risks(conn: &mut Conn, scope: &Scope) -> Result<Risks> {
    let stages = Stages::load(conn, scope.lang).await?;
    let mut rows = if scope.staff().is_ok() { of_the_house(conn).await? } else { of_a_tree(conn, scope).await? };
    let more = rows.len() > MOST;
    rows.truncate(MOST);
    let shown = |row: Row| RiskRow {
        org: scope.lang.pick(&row.org_zh, &row.org_en).to_owned(),
        stage: stages.name(&row.stage),
        order_no: row.order_no,
        position: row.position,
        isbn: row.isbn,
        title: row.title,
        copies: row.copies,
        needed_by: row.needed_by,
        low: row.low,
        high: row.high,
        late: row.late,
    };
    Ok(Risks { rows: rows.into_iter().map(shown).collect(), more, many_orgs: scope.sees_many() })
}

/// The house's come straight from the index on the chance.
async fn of_the_house(conn: &mut Conn) -> Result<Vec<Row>> {
    sql!(
        fetch_all as Row,
        conn,
        "with worst as (
           select org_id, line_id from arrivals where late is not null and late >= $1
           order by late desc, org_id, line_id limit 201)
         select o.no as order_no, l.position, r.name_zh as org_zh, r.name_en as org_en, t.isbn, t.title, l.copies,
                o.needed_by, a.low, a.high, a.late, a.stage
         from worst w cross join arrivals a cross join order_lines l cross join orders o cross join orgs r
         cross join titles t
         where a.org_id = w.org_id and a.line_id = w.line_id and l.org_id = a.org_id and l.id = a.line_id
           and o.org_id = l.org_id and o.id = l.order_id and r.id = l.org_id and t.id = l.title_id
           and o.needed_by is not null
         order by a.late desc, o.needed_by, o.no, l.position",
        LISTED
    )
}

/// Others' begin with their organisations.
async fn of_a_tree(conn: &mut Conn, scope: &Scope) -> Result<Vec<Row>> {
    sql!(
        fetch_all as Row,
        conn,
        "select o.no as order_no, l.position, r.name_zh as org_zh, r.name_en as org_en, t.isbn, t.title, l.copies,
                o.needed_by, a.low, a.high, a.late, a.stage
         from org_tree v cross join arrivals a cross join order_lines l cross join orders o cross join orgs r
         cross join titles t
         where v.above_id = $1 and a.org_id = v.org_id and a.late >= $2 and l.org_id = a.org_id and l.id = a.line_id
           and o.org_id = l.org_id and o.id = l.order_id and r.id = l.org_id and t.id = l.title_id
           and o.needed_by is not null
         order by a.late desc, o.needed_by, o.no, l.position limit 201",
        scope.org_id,
        LISTED
    )
}
