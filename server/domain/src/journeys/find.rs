//! `/where`: one box for an ISBN, an order number, the customer's own reference or a batch number.

use kernel::Isbn;
use kernel::shapes::{Found, FoundLine};
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::rows::{LineSlice, gather};
use crate::scope::Scope;
use crate::stages::Stages;

/// Lines shown at once; beyond that the page says that there are more and how to narrow down.
const MOST_LINES: usize = 50;
/// Longest question that is looked at, in characters.
const MOST_CHARS: usize = 120;

#[derive(sqlx::FromRow)]
struct FoundSlice {
    order_no: String,
    own_ref: String,
    org_zh: String,
    org_en: String,
    placed_at: i64,
    needed_by: Option<i64>,
    #[sqlx(flatten)]
    slice: LineSlice,
}

/// Finds lines by whatever number a person has at hand.
pub async fn find(conn: &mut Conn, scope: &Scope, question: &str) -> Result<Found> {
    let question: String = question.trim().chars().take(MOST_CHARS).collect();
    let stages = Stages::load(conn, scope.lang).await?;
    if question.is_empty() {
        return Ok(Found { ports: stages.ports(), ..Found::default() });
    }
    let number = question.to_uppercase();
    let isbn = Isbn::parse(&question).map_or_else(|_| String::new(), |isbn| isbn.to_string());
    let rows = look_up(conn, scope.org_id, (&isbn, &number, &question)).await?;
    let mut found = put_together(scope, rows, &stages);
    if scope.staff().is_ok() {
        let batches = sql!(fetch_all as (String,), conn, "select no from batches where no = $1", &number)?;
        found.batches = batches.into_iter().map(|(no,)| no).collect();
    }
    Ok(found)
}

/// A batch is found by the copies that are or ever were in it. Newest orders first; one row for each slice.
async fn look_up(
    conn: &mut Conn,
    org_id: Uuid,
    (isbn, number, own_ref): (&str, &str, &str),
) -> Result<Vec<FoundSlice>> {
    sql!(
        fetch_all as FoundSlice,
        conn,
        "with hits as (
           select l.org_id, l.id from titles b join order_lines l on l.title_id = b.id
           join org_tree t on t.org_id = l.org_id and t.above_id = $1 where b.isbn = $2
           union
           select l.org_id, l.id from orders o join org_tree t on t.org_id = o.org_id and t.above_id = $1
           join order_lines l on l.org_id = o.org_id and l.order_id = o.id where o.no = $3
           union
           select l.org_id, l.id from orders o join org_tree t on t.org_id = o.org_id and t.above_id = $1
           join order_lines l on l.org_id = o.org_id and l.order_id = o.id where o.own_ref = $4
           union
           select m.org_id, m.line_id from batches b join moves v on v.to_batch = b.id
           join movements m on m.move_id = v.id
           join org_tree t on t.org_id = m.org_id and t.above_id = $1 where b.no = $3),
         newest as (
           select l.org_id, l.id, l.order_id, o.placed_at from hits h
           join order_lines l on l.org_id = h.org_id and l.id = h.id
           join orders o on o.org_id = l.org_id and o.id = l.order_id
           order by o.placed_at desc, l.order_id, l.position limit 51)
         select o.no as order_no, o.own_ref, r.name_zh as org_zh, r.name_en as org_en, o.placed_at, o.needed_by,
                l.id as line_id, l.position, t.isbn, t.title, t.authors, p.name as publisher, l.copies as line_copies,
                l.price_fen, o.payer_id, s.stage, b.no as batch, s.copies, s.since
         from newest n join order_lines l on l.org_id = n.org_id and l.id = n.id
         join orders o on o.org_id = l.org_id and o.id = l.order_id join orgs r on r.id = o.org_id
         join titles t on t.id = l.title_id join publishers p on p.id = l.publisher_id
         join slices s on s.org_id = l.org_id and s.line_id = l.id
         left join batches b on b.id = s.batch_id
         order by o.placed_at desc, l.order_id, l.position",
        org_id,
        isbn,
        number,
        own_ref
    )
}

fn put_together(scope: &Scope, rows: Vec<FoundSlice>, stages: &Stages) -> Found {
    let mut heads = Vec::new();
    let mut slices = Vec::with_capacity(rows.len());
    for row in rows {
        if slices.last().is_none_or(|last: &LineSlice| last.line_id != row.slice.line_id) {
            let org = scope.lang.pick(&row.org_zh, &row.org_en).to_owned();
            heads.push((row.order_no, row.own_ref, org, row.placed_at, row.needed_by));
        }
        slices.push(row.slice);
    }
    let lines = gather(scope, slices, stages);
    let more = lines.len() > MOST_LINES;
    let found = heads.into_iter().zip(lines).take(MOST_LINES);
    let rows = found.map(|((order_no, own_ref, org, placed_at, needed_by), line)| FoundLine {
        order_no,
        own_ref,
        org,
        placed_at,
        needed_by,
        line,
    });
    Found { rows: rows.collect(), more, batches: Vec::new(), ports: stages.ports() }
}
