//! `/where`: one box for an ISBN, an order number, the customer's own reference, a batch, a parcel or its tracking number, an
//! invoice, or words of a title.
//!
//! A number always wins over words: words are looked for only when nothing has the question as its number.

use std::cmp::Reverse;

use kernel::Isbn;
use kernel::journey::State;
use kernel::shapes::{Found, FoundLine};
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::rows::{LineSlice, gather, work_days};
use crate::catalogue::{self, Ordered};
use crate::scope::Scope;
use crate::stages::Stages;
use crate::{invoices, parcels};

/// Lines shown at once; beyond that the page says that there are more and how to narrow down.
const MOST_LINES: usize = 50;
/// Lines of a title that the house is shown at first: the newest. A popular one is on thousands.
const NEWEST_LINES: usize = 10;
/// Titles whose lines are read when words are asked for.
const MOST_READ: usize = 8;
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

/// Finds lines by whatever a person has at hand. The house is shown the newest lines of a title, and more of them when `more` are
/// asked for.
pub async fn find(conn: &mut Conn, scope: &Scope, question: &str, more: bool) -> Result<Found> {
    let question: String = question.trim().chars().take(MOST_CHARS).collect();
    let stages = Stages::load(conn, scope.lang).await?;
    if question.is_empty() {
        return Ok(Found { ports: stages.ports(), ..Found::default() });
    }
    let mut asked = Asked {
        isbn: Isbn::parse(&question).map_or_else(|_| String::new(), |isbn| isbn.to_string()),
        number: question.to_uppercase(),
        own_ref: question,
        most: MOST_LINES,
    };
    if scope.staff().is_ok() && !asked.isbn.is_empty() && !more {
        asked.most = NEWEST_LINES;
    }
    let rows = look_up(conn, scope, &asked).await?;
    let (rows, further) = put_together(conn, scope, rows, (&stages, asked.most)).await?;
    let mut found = Found { rows, more: further, ports: stages.ports(), ..Found::default() };
    found.can_show_more = further && asked.most < MOST_LINES;
    if scope.staff().is_ok() {
        let batches = sql!(fetch_all as (String,), conn, "select no from batches where no = $1", &asked.number)?;
        found.batches = batches.into_iter().map(|(no,)| no).collect();
    }
    if asked.isbn.is_empty() {
        found.parcels = parcels::by_number(conn, scope, &asked.number).await?;
        found.invoices = invoices::by_number(conn, scope, &asked.number).await?;
    }
    if found.rows.is_empty() && found.batches.is_empty() {
        by_words(conn, scope, &asked, (&mut found, &stages)).await?;
    }
    Ok(found)
}

/// A question, as each kind of number is written.
struct Asked {
    /// Thirteen digits; empty when it is no ISBN.
    isbn: String,
    /// In capitals.
    number: String,
    /// As typed.
    own_ref: String,
    /// Lines that are shown.
    most: usize,
}

impl Asked {
    /// Lines of a title that are read: one more than are shown tells that there are more.
    fn read(&self) -> i64 {
        i64::try_from(self.most + 1).unwrap_or(i64::MAX)
    }
}

/// The lines of the first titles that have the words, each title as if its ISBN had been asked for, those on their way
/// first; further titles by name.
async fn by_words(conn: &mut Conn, scope: &Scope, asked: &Asked, (found, stages): (&mut Found, &Stages)) -> Result<()> {
    let Ordered { titles, more } = catalogue::ordered(conn, scope, &asked.own_ref).await?;
    found.more_titles = more;
    let mut titles = titles.into_iter();
    let mut slices = Vec::new();
    for title in titles.by_ref().take(MOST_READ) {
        let (number, own_ref) = (asked.number.clone(), asked.own_ref.clone());
        let by_isbn = Asked { isbn: title.isbn, number, own_ref, most: asked.most };
        slices.extend(look_up(conn, scope, &by_isbn).await?);
        if slices.len() >= MOST_LINES {
            break;
        }
    }
    (found.rows, found.more) = put_together(conn, scope, slices, (stages, MOST_LINES)).await?;
    found.titles = titles.collect();
    let arrived = |row: &FoundLine| matches!(row.line.state, State::Arrived | State::Dropped);
    found.rows.sort_by_key(|row| (arrived(row), Reverse(row.placed_at), row.order_no.clone(), row.line.position));
    Ok(())
}

/// Newest orders first; one row for each slice. A batch is found by the copies that are or ever were in it.
async fn look_up(conn: &mut Conn, scope: &Scope, asked: &Asked) -> Result<Vec<FoundSlice>> {
    match scope.staff() {
        Ok(_) => in_the_house(conn, asked).await,
        Err(_) => in_a_tree(conn, scope.org_id, asked).await,
    }
}

// A popular title is on thousands of lines of the house, and on a few of one customer. So a customer's search begins with
// the customer (`cross join` keeps SQLite to it), and the house's takes a title's newest lines only: the keys of lines are
// made when they are ordered and begin with that instant. The hits are made distinct at the end only: to have each branch in
// order, SQLite would go through all lines of a customer.

async fn in_a_tree(conn: &mut Conn, org_id: Uuid, asked: &Asked) -> Result<Vec<FoundSlice>> {
    sql!(
        fetch_all as FoundSlice,
        conn,
        "with hits as (
           select l.org_id, l.id from titles b cross join org_tree t cross join order_lines l
           where b.isbn = $2 and t.above_id = $1 and l.title_id = b.id and l.org_id = t.org_id
           union all
           select l.org_id, l.id from orders o join org_tree t on t.org_id = o.org_id and t.above_id = $1
           join order_lines l on l.org_id = o.org_id and l.order_id = o.id where o.no = $3
           union all
           select l.org_id, l.id from org_tree t cross join orders o cross join order_lines l
           where t.above_id = $1 and o.own_ref = $4 and o.org_id = t.org_id and l.org_id = o.org_id and l.order_id = o.id
           union all
           select m.org_id, m.line_id from batches b cross join moves v cross join movements m cross join org_tree t
           where b.no = $3 and v.to_batch = b.id and m.move_id = v.id and t.org_id = m.org_id and t.above_id = $1
           union all
           select i.org_id, i.line_id from parcels p cross join org_tree t cross join parcel_items i
           where p.no = $3 and t.above_id = $1 and t.org_id = p.org_id and i.org_id = p.org_id and i.parcel_id = p.id
           union all
           select i.org_id, i.line_id from parcels p cross join org_tree t cross join parcel_items i
           where p.tracking = $3 and t.above_id = $1 and t.org_id = p.org_id and i.org_id = p.org_id
             and i.parcel_id = p.id
           union all
           select v.org_id, v.line_id from invoices i cross join invoice_lines v
           where i.no = $3 and i.payer_id = $1 and v.org_id = i.org_id and v.invoice_id = i.id
           union all
           select v.org_id, v.line_id from invoices i cross join invoice_lines v
           where i.tax_no = $3 and i.tax_no <> '' and i.payer_id = $1 and v.org_id = i.org_id and v.invoice_id = i.id),
         newest as (
           select distinct l.org_id, l.id, l.order_id, l.position, o.placed_at
           from hits h cross join order_lines l cross join orders o
           where l.org_id = h.org_id and l.id = h.id and o.org_id = l.org_id and o.id = l.order_id
           order by o.placed_at desc, l.order_id, l.position limit 51)
         select o.no as order_no, o.own_ref, r.name_zh as org_zh, r.name_en as org_en, o.placed_at, o.needed_by,
                l.id as line_id, l.position, t.isbn, t.title, t.authors, p.name as publisher, l.copies as line_copies,
                l.price_fen, o.payer_id, s.stage, b.no as batch, s.copies, s.since, l.urgent_at,
                h.name_zh as held_zh, h.name_en as held_en, c.rhythm_days, c.anchor_day,
                q.kind as cause_kind, q.text_zh as cause_zh, q.text_en as cause_en, q.extra_days as cause_days,
                q.posted_at as cause_since, a.low, a.mid, a.high, a.sure, a.late, a.silent_at, a.extra_days, a.parts
         from newest n cross join order_lines l cross join orders o cross join orgs r cross join titles t
         cross join publishers p cross join slices s
         left join batches b on b.id = s.batch_id left join reasons h on h.code = b.held_reason
         left join cutoffs c on c.publisher_id = l.publisher_id
         left join causes q on q.batch_id = s.batch_id and q.closed_at is null
         left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
         where l.org_id = n.org_id and l.id = n.id and o.org_id = l.org_id and o.id = l.order_id and r.id = o.org_id
           and t.id = l.title_id and p.id = l.publisher_id and s.org_id = l.org_id and s.line_id = l.id
         order by o.placed_at desc, l.order_id, l.position",
        org_id,
        &asked.isbn,
        &asked.number,
        &asked.own_ref
    )
}

async fn in_the_house(conn: &mut Conn, asked: &Asked) -> Result<Vec<FoundSlice>> {
    sql!(
        fetch_all as FoundSlice,
        conn,
        "with hits as (
           select org_id, id from (
             select l.org_id, l.id from titles b cross join order_lines l
             where b.isbn = $1 and l.title_id = b.id order by l.id desc limit $4) copies_of_a_title
           union all
           select l.org_id, l.id from orders o cross join order_lines l
           where o.no = $2 and l.org_id = o.org_id and l.order_id = o.id
           union all
           select l.org_id, l.id from orders o cross join order_lines l
           where o.own_ref = $3 and l.org_id = o.org_id and l.order_id = o.id
           union all
           select m.org_id, m.line_id from batches b cross join moves v cross join movements m
           where b.no = $2 and v.to_batch = b.id and m.move_id = v.id
           union all
           select i.org_id, i.line_id from parcels p cross join parcel_items i
           where p.no = $2 and i.org_id = p.org_id and i.parcel_id = p.id
           union all
           select i.org_id, i.line_id from parcels p cross join parcel_items i
           where p.tracking = $2 and i.org_id = p.org_id and i.parcel_id = p.id
           union all
           select v.org_id, v.line_id from invoices i cross join invoice_lines v
           where i.no = $2 and v.org_id = i.org_id and v.invoice_id = i.id
           union all
           select v.org_id, v.line_id from invoices i cross join invoice_lines v
           where i.tax_no = $2 and i.tax_no <> '' and v.org_id = i.org_id and v.invoice_id = i.id),
         newest as (
           select distinct l.org_id, l.id, l.order_id, l.position, o.placed_at
           from hits h cross join order_lines l cross join orders o
           where l.org_id = h.org_id and l.id = h.id and o.org_id = l.org_id and o.id = l.order_id
           order by o.placed_at desc, l.order_id, l.position limit 51)
         select o.no as order_no, o.own_ref, r.name_zh as org_zh, r.name_en as org_en, o.placed_at, o.needed_by,
                l.id as line_id, l.position, t.isbn, t.title, t.authors, p.name as publisher, l.copies as line_copies,
                l.price_fen, o.payer_id, s.stage, b.no as batch, s.copies, s.since, l.urgent_at,
                h.name_zh as held_zh, h.name_en as held_en, c.rhythm_days, c.anchor_day,
                q.kind as cause_kind, q.text_zh as cause_zh, q.text_en as cause_en, q.extra_days as cause_days,
                q.posted_at as cause_since, a.low, a.mid, a.high, a.sure, a.late, a.silent_at, a.extra_days, a.parts
         from newest n cross join order_lines l cross join orders o cross join orgs r cross join titles t
         cross join publishers p cross join slices s
         left join batches b on b.id = s.batch_id left join reasons h on h.code = b.held_reason
         left join cutoffs c on c.publisher_id = l.publisher_id
         left join causes q on q.batch_id = s.batch_id and q.closed_at is null
         left join arrivals a on a.org_id = s.org_id and a.line_id = s.line_id
         where l.org_id = n.org_id and l.id = n.id and o.org_id = l.org_id and o.id = l.order_id and r.id = o.org_id
           and t.id = l.title_id and p.id = l.publisher_id and s.org_id = l.org_id and s.line_id = l.id
         order by o.placed_at desc, l.order_id, l.position",
        &asked.isbn,
        &asked.number,
        &asked.own_ref,
        asked.read()
    )
}

/// The rows by line, at most so many, and whether there were more.
async fn put_together(
    conn: &mut Conn,
    scope: &Scope,
    rows: Vec<FoundSlice>,
    (stages, most): (&Stages, usize),
) -> Result<(Vec<FoundLine>, bool)> {
    let days = work_days(conn, rows.iter().map(|row| &row.slice), stages).await?;
    let mut heads = Vec::new();
    let mut slices = Vec::with_capacity(rows.len());
    for row in rows {
        if slices.last().is_none_or(|last: &LineSlice| last.line_id != row.slice.line_id) {
            let org = scope.lang.pick(&row.org_zh, &row.org_en).to_owned();
            heads.push((row.order_no, row.own_ref, org, row.placed_at, row.needed_by));
        }
        slices.push(row.slice);
    }
    let lines = gather(scope, slices, stages, &days);
    let more = lines.len() > most;
    let found = heads.into_iter().zip(lines).take(most);
    let rows = found.map(|((order_no, own_ref, org, placed_at, needed_by), line)| FoundLine {
        order_no,
        own_ref,
        org,
        placed_at,
        needed_by,
        line,
    });
    Ok((rows.collect(), more))
}
