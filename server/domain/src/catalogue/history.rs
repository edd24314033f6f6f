//! What the orders tell of a title: copies ordered so far, own orders, and how long copies of a publisher take.

use std::collections::HashMap;

use kernel::{Isbn, OrgKind};
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::lookup::{packed, packs};
use crate::Scope;
use crate::days::DAY_MS;

/// Own orders of a title that its page lists.
const OWN_ORDERS: i64 = 20;
/// Fewer arrivals than this tell nothing about the next one.
const FEWEST_ARRIVALS: usize = 20;

/// Copies of each title that the reader's visible organisations ordered, by ISBN; titles never ordered are left out.
pub(super) async fn copies_of(conn: &mut Conn, scope: &Scope, isbns: &[Isbn]) -> Result<HashMap<String, i64>> {
    let mut copies = HashMap::new();
    for some in packs(isbns) {
        copies.extend(match scope.kind {
            OrgKind::House => copies_of_all(conn, scope, some).await?,
            OrgKind::Partner | OrgKind::Customer => copies_of_few(conn, scope, some).await?,
        });
    }
    Ok(copies)
}

/// For who sees few organisations: from each organisation to its lines of the title. A popular title has thousands of lines
/// of others, which are never touched.
async fn copies_of_few(conn: &mut Conn, scope: &Scope, isbns: &[Isbn]) -> Result<Vec<(String, i64)>> {
    sql!(
        fetch_all as (String, i64),
        conn,
        "with recursive wanted (place, isbn) as (
           select 1, substr($1, 1, 13)
           union all select place + 1, substr($1, place * 13 + 1, 13) from wanted where place * 13 < length($1))
         select t.isbn, cast(sum(l.copies) as bigint)
         from wanted w cross join titles t cross join org_tree v cross join order_lines l
         where t.isbn = w.isbn and v.above_id = $2 and l.title_id = t.id and l.org_id = v.org_id
         group by t.isbn",
        packed(isbns),
        scope.org_id
    )
}

/// For the house, which sees ten thousand organisations: from each line of the title to its organisation.
async fn copies_of_all(conn: &mut Conn, scope: &Scope, isbns: &[Isbn]) -> Result<Vec<(String, i64)>> {
    sql!(
        fetch_all as (String, i64),
        conn,
        "with recursive wanted (place, isbn) as (
           select 1, substr($1, 1, 13)
           union all select place + 1, substr($1, place * 13 + 1, 13) from wanted where place * 13 < length($1))
         select t.isbn, cast(sum(l.copies) as bigint)
         from wanted w cross join titles t cross join order_lines l cross join org_tree v
         where t.isbn = w.isbn and l.title_id = t.id and v.above_id = $2 and v.org_id = l.org_id
         group by t.isbn",
        packed(isbns),
        scope.org_id
    )
}

/// The reader's own orders of a title: number and copies, newest first.
pub(super) async fn own_orders(conn: &mut Conn, scope: &Scope, title_id: Uuid) -> Result<Vec<(String, i64)>> {
    sql!(
        fetch_all as (String, i64),
        conn,
        "select o.no, cast(sum(l.copies) as bigint)
         from order_lines l
         join org_tree v on v.org_id = l.org_id and v.above_id = $2
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         where l.title_id = $1
         group by o.no, o.placed_at order by o.placed_at desc, o.no desc limit $3",
        title_id,
        scope.org_id,
        OWN_ORDERS
    )
}

/// Within how many days 5 and 8 of 10 lines of a publisher arrived, from order to delivery, over its last 400 arrivals.
/// `None` when fewer than 20 have arrived.
///
/// The look is bounded for a publisher of any size: its 300 best-known titles, of those at most 2,000 lines. A day that has
/// begun counts as a day.
pub(super) async fn usual_days(conn: &mut Conn, publisher_id: Uuid) -> Result<Option<(i64, i64)>> {
    let waits = sql!(
        fetch_all as (i64,),
        conn,
        "with known as (
           select id from titles where publisher_id = $1 order by popularity desc limit 300),
         some_lines as (
           select l.org_id, l.id, l.order_id from known k cross join order_lines l where l.title_id = k.id limit 2000)
         select max(s.since) - min(o.placed_at) as wait
         from some_lines n cross join slices s cross join stages g cross join orders o
         where s.org_id = n.org_id and s.line_id = n.id and g.code = s.stage and g.kind = 'end'
           and o.org_id = n.org_id and o.id = n.order_id
         group by n.org_id, n.id
         order by max(s.since) desc limit 400",
        publisher_id
    )?;
    Ok(usual(waits.into_iter().map(|(wait,)| days_of(wait)).collect()))
}

/// Days that have begun in some milliseconds; at least one.
fn days_of(wait_ms: i64) -> i64 {
    (wait_ms.max(1) + DAY_MS - 1) / DAY_MS
}

/// The waits that 5 and 8 of 10 did not exceed.
fn usual(mut days: Vec<i64>) -> Option<(i64, i64)> {
    days.sort_unstable();
    let within = |tenths: usize| days.get((days.len() * tenths).div_ceil(10).saturating_sub(1)).copied();
    if days.len() < FEWEST_ARRIVALS { None } else { Some((within(5)?, within(8)?)) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_day_that_has_begun_counts() {
        assert_eq!(days_of(0), 1);
        assert_eq!(days_of(DAY_MS), 1);
        assert_eq!(days_of(DAY_MS + 1), 2);
    }

    #[test]
    fn few_arrivals_tell_nothing() {
        assert_eq!(usual((1..=19).collect()), None);
        assert_eq!(usual((1..=20).collect()), Some((10, 16)));
    }

    proptest! {
        #[test]
        fn half_and_eight_tenths_arrived_in_time(days in prop::collection::vec(1_i64..400, 20..400)) {
            let (half, most) = usual(days.clone()).unwrap();
            let within = |limit: i64| days.iter().filter(|day| **day <= limit).count();
            prop_assert!(half <= most);
            prop_assert!(within(half) * 10 >= days.len() * 5);
            prop_assert!(within(most) * 10 >= days.len() * 8);
            prop_assert!(within(half - 1) * 10 < days.len() * 5);
            prop_assert!(within(most - 1) * 10 < days.len() * 8);
        }
    }
}
