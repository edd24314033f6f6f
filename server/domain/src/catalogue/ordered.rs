//! Titles with some words of which the reader's organisations have lines: what `/where` finds by words.
//!
//! A customer's search begins with the titles that have the words and goes from each to the customer's own lines. When the
//! words are so frequent that this would be long, it begins with the customer's newest orders instead, where frequent words
//! are soon met. The house has lines of every title, so for it the best-known titles of the catalogue are taken.

use kernel::shapes::FoundTitle;
use kernel::{Isbn, OrgKind};
use store::{Conn, Result, sql};

use super::asked::{Asked, Unread};
use super::cursor::{Cursor, PAGE};
use super::lookup::packed;
use super::search::{choose, isbns_of, page_of};
use super::way::{Steps, Way};
use super::word_set;
use crate::Scope;

/// Titles that are told at once.
const MOST_TITLES: usize = 40;
/// Titles that are read: those whose texts lack a word that the statement could not check are left out afterwards.
const READ: i64 = 400;
/// Newest orders that are looked through for frequent words.
const NEWEST_ORDERS: i64 = 400;

#[derive(Debug, sqlx::FromRow)]
struct OrderedRow {
    isbn: String,
    title: String,
    authors: String,
    publisher: String,
    ordered_at: i64,
    under_way: i64,
}

/// What a search by words found.
#[derive(Debug, Default)]
pub(crate) struct Ordered {
    /// Those of which copies are still expected first, then the last ordered.
    pub titles: Vec<FoundTitle>,
    /// Whether there may be more.
    pub more: bool,
}

/// Ordered titles that have the words of a question.
pub(crate) async fn ordered(conn: &mut Conn, scope: &Scope, question: &str) -> Result<Ordered> {
    let query = ::search::query(question);
    if query.is_empty() {
        return Ok(Ordered::default());
    }
    let asked = Asked::new(query, None, None);
    let Some(way) = choose(conn, &asked).await? else { return Ok(Ordered::default()) };
    let (rows, more) = match scope.kind {
        OrgKind::House => in_the_house(conn, scope, (way, &asked)).await?,
        OrgKind::Partner | OrgKind::Customer => in_a_tree(conn, scope, (&way, &asked)).await?,
    };
    let more = more || rows.len() > MOST_TITLES;
    Ok(Ordered { titles: rows.into_iter().take(MOST_TITLES).map(found).collect(), more })
}

fn found(row: OrderedRow) -> FoundTitle {
    FoundTitle {
        isbn: row.isbn,
        title: row.title,
        authors: row.authors,
        ordered_at: row.ordered_at,
        under_way: row.under_way > 0,
    }
}

async fn in_a_tree(conn: &mut Conn, scope: &Scope, (way, asked): (&Way, &Asked)) -> Result<(Vec<OrderedRow>, bool)> {
    let mut rows = match way {
        Way::Word(word) => by_entries(conn, scope, (word, word), asked).await?,
        Way::Beginning(prefix) => by_entries(conn, scope, (prefix, &format!("{prefix}{}", char::MAX)), asked).await?,
        Way::Down { .. } => by_orders(conn, scope, asked).await?,
    };
    let more = i64::try_from(rows.len()).is_ok_and(|read| read == READ);
    let unread = Unread::all_of(asked);
    rows.retain(|row| unread.fits(&word_set(&row.title, &row.authors, &row.publisher)));
    Ok((rows, more))
}

/// From the entries of the index between two words (both included) to the reader's lines.
async fn by_entries(
    conn: &mut Conn,
    scope: &Scope,
    (first, last): (&str, &str),
    asked: &Asked,
) -> Result<Vec<OrderedRow>> {
    let [a, b, c, d, e, f] = asked.checked();
    sql!(
        fetch_all as OrderedRow,
        conn,
        "with candidates as materialized (
           select distinct w.title_id from title_words w
           where w.word >= $1 and w.word <= $2
             and (select count(*) from title_words o
                  where o.title_id = w.title_id and o.word in ($3, $4, $5, $6, $7, $8)) = $9),
         mine as materialized (
           select l.title_id, l.org_id, l.id, l.order_id from candidates c cross join org_tree t cross join order_lines l
           where t.above_id = $10 and l.title_id = c.title_id and l.org_id = t.org_id)
         select b.isbn, b.title, b.authors, p.name as publisher, max(o.placed_at) as ordered_at,
                cast(max(case when g.kind in ('open', 'way') then 1 else 0 end) as bigint) as under_way
         from mine m cross join orders o cross join slices s cross join stages g cross join titles b cross join publishers p
         where o.org_id = m.org_id and o.id = m.order_id and s.org_id = m.org_id and s.line_id = m.id and g.code = s.stage
           and b.id = m.title_id and p.id = b.publisher_id
         group by b.isbn, b.title, b.authors, p.name
         order by under_way desc, ordered_at desc, b.isbn limit $11",
        first,
        last,
        a,
        b,
        c,
        d,
        e,
        f,
        asked.checks(),
        scope.org_id,
        READ
    )
}

/// From the reader's newest orders to those lines whose titles have the words.
async fn by_orders(conn: &mut Conn, scope: &Scope, asked: &Asked) -> Result<Vec<OrderedRow>> {
    let [a, b, c, d, e, f] = asked.checked();
    sql!(
        fetch_all as OrderedRow,
        conn,
        "with newest as materialized (
           select o.org_id, o.id, o.placed_at from org_tree t cross join orders o
           where t.above_id = $1 and o.org_id = t.org_id order by o.placed_at desc limit $2),
         mine as materialized (
           select l.title_id, l.org_id, l.id, n.placed_at from newest n cross join order_lines l
           where l.org_id = n.org_id and l.order_id = n.id
             and (select count(*) from title_words o
                  where o.title_id = l.title_id and o.word in ($3, $4, $5, $6, $7, $8)) = $9)
         select b.isbn, b.title, b.authors, p.name as publisher, max(m.placed_at) as ordered_at,
                cast(max(case when g.kind in ('open', 'way') then 1 else 0 end) as bigint) as under_way
         from mine m cross join slices s cross join stages g cross join titles b cross join publishers p
         where s.org_id = m.org_id and s.line_id = m.id and g.code = s.stage and b.id = m.title_id
           and p.id = b.publisher_id
         group by b.isbn, b.title, b.authors, p.name
         order by under_way desc, ordered_at desc, b.isbn limit $10",
        scope.org_id,
        NEWEST_ORDERS,
        a,
        b,
        c,
        d,
        e,
        f,
        asked.checks(),
        READ
    )
}

/// The best-known titles with the words, as far as they were ever ordered. A title may have thousands of lines, of which
/// only the newest is looked at.
async fn in_the_house(conn: &mut Conn, scope: &Scope, (way, asked): (Way, &Asked)) -> Result<(Vec<OrderedRow>, bool)> {
    let hits = page_of(conn, Steps::new(way, asked, Cursor::TOP)).await?;
    let rows = newest_of(conn, scope, &isbns_of(&hits)).await?;
    Ok((rows, hits.len() > PAGE))
}

async fn newest_of(conn: &mut Conn, scope: &Scope, isbns: &[Isbn]) -> Result<Vec<OrderedRow>> {
    sql!(
        fetch_all as OrderedRow,
        conn,
        "with recursive wanted (place, isbn) as (
           select 1, substr($1, 1, 13)
           union all select place + 1, substr($1, place * 13 + 1, 13) from wanted where place * 13 < length($1)),
         newest as materialized (
           select b.isbn, b.title, b.authors, b.publisher_id,
             (select l.id from order_lines l where l.title_id = b.id order by l.id desc limit 1) as line_id,
             b.id as title_id
           from wanted w cross join titles b where b.isbn = w.isbn)
         select n.isbn, n.title, n.authors, p.name as publisher, max(o.placed_at) as ordered_at,
                cast(max(case when g.kind in ('open', 'way') then 1 else 0 end) as bigint) as under_way
         from newest n cross join order_lines l cross join org_tree t cross join orders o cross join slices s
         cross join stages g cross join publishers p
         where l.title_id = n.title_id and l.id = n.line_id and t.above_id = $2 and t.org_id = l.org_id
           and o.org_id = l.org_id and o.id = l.order_id and s.org_id = l.org_id and s.line_id = l.id
           and g.code = s.stage and p.id = n.publisher_id
         group by n.isbn, n.title, n.authors, p.name
         order by under_way desc, ordered_at desc, n.isbn",
        packed(isbns),
        scope.org_id
    )
}

#[cfg(test)]
mod tests;
