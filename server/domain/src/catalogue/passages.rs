//! The statements behind the ways of a search. Each gives titles in the order of popularity from a place downwards. Six words
//! are checked by the index; free places hold the empty word, which no title has.

use store::{Conn, Result, sql};

use super::asked::Asked;
use super::cursor::{Cursor, Hit};

/// A title that was walked past, and how many of the words it has.
#[derive(sqlx::FromRow)]
pub(super) struct Passed {
    #[sqlx(flatten)]
    pub hit: Hit,
    pub words: i64,
}

/// The titles with a word. `materialized` and `+ 0` keep PostgreSQL from walking down the list of popularity after all, which
/// it takes for cheap when only the first 41 are wanted.
pub(super) async fn by_word(conn: &mut Conn, asked: &Asked, word: &str, at: Cursor, width: i64) -> Result<Vec<Hit>> {
    let [a, b, c, d, e, f] = asked.checked();
    sql!(
        fetch_all as Hit,
        conn,
        "with candidates as materialized (
           select w.title_id from title_words w
           where w.word = $1
             and (select count(*) from title_words o
                  where o.title_id = w.title_id and o.word in ($2, $3, $4, $5, $6, $7)) = $8)
         select t.isbn, t.popularity, t.id
         from candidates c cross join titles t
         where t.id = c.title_id
           and ($9 = '' or t.catalogue = $9) and (cast($10 as bigint) = 0 or t.publisher_id = $11)
           and (t.popularity + 0, t.id) < ($12, $13)
         order by t.popularity + 0 desc, t.id desc limit $14",
        word,
        a,
        b,
        c,
        d,
        e,
        f,
        asked.checks(),
        asked.catalogue_code(),
        i64::from(asked.publisher.is_some()),
        asked.publisher_id(),
        at.popularity,
        at.id,
        width
    )
}

/// The titles of which a word begins so.
pub(super) async fn by_beginning(
    conn: &mut Conn,
    asked: &Asked,
    prefix: &str,
    at: Cursor,
    width: i64,
) -> Result<Vec<Hit>> {
    let [a, b, c, d, e, f] = asked.checked();
    sql!(
        fetch_all as Hit,
        conn,
        "with candidates as materialized (
           select distinct w.title_id from title_words w
           where w.word >= $1 and w.word < $2
             and (select count(*) from title_words o
                  where o.title_id = w.title_id and o.word in ($3, $4, $5, $6, $7, $8)) = $9)
         select t.isbn, t.popularity, t.id
         from candidates c cross join titles t
         where t.id = c.title_id
           and ($10 = '' or t.catalogue = $10) and (cast($11 as bigint) = 0 or t.publisher_id = $12)
           and (t.popularity + 0, t.id) < ($13, $14)
         order by t.popularity + 0 desc, t.id desc limit $15",
        prefix,
        end_of(prefix),
        a,
        b,
        c,
        d,
        e,
        f,
        asked.checks(),
        asked.catalogue_code(),
        i64::from(asked.publisher.is_some()),
        asked.publisher_id(),
        at.popularity,
        at.id,
        width
    )
}

/// Every title, from a place downwards.
pub(super) async fn down_all(conn: &mut Conn, asked: &Asked, at: Cursor, width: i64) -> Result<Vec<Passed>> {
    let [a, b, c, d, e, f] = asked.checked();
    sql!(
        fetch_all as Passed,
        conn,
        "select t.isbn, t.popularity, t.id,
           (select count(*) from title_words o where o.title_id = t.id and o.word in ($1, $2, $3, $4, $5, $6)) as words
         from titles t where (t.popularity, t.id) < ($7, $8)
         order by t.popularity desc, t.id desc limit $9",
        a,
        b,
        c,
        d,
        e,
        f,
        at.popularity,
        at.id,
        width
    )
}

/// The titles of a monthly catalogue, from a place downwards.
pub(super) async fn down_catalogue(conn: &mut Conn, asked: &Asked, at: Cursor, width: i64) -> Result<Vec<Passed>> {
    let [a, b, c, d, e, f] = asked.checked();
    sql!(
        fetch_all as Passed,
        conn,
        "select t.isbn, t.popularity, t.id,
           (select count(*) from title_words o where o.title_id = t.id and o.word in ($1, $2, $3, $4, $5, $6)) as words
         from titles t where t.catalogue = $7 and (t.popularity, t.id) < ($8, $9)
         order by t.popularity desc, t.id desc limit $10",
        a,
        b,
        c,
        d,
        e,
        f,
        asked.catalogue_code(),
        at.popularity,
        at.id,
        width
    )
}

/// A publisher's titles, from a place downwards.
pub(super) async fn down_publisher(conn: &mut Conn, asked: &Asked, at: Cursor, width: i64) -> Result<Vec<Passed>> {
    let [a, b, c, d, e, f] = asked.checked();
    sql!(
        fetch_all as Passed,
        conn,
        "select t.isbn, t.popularity, t.id,
           (select count(*) from title_words o where o.title_id = t.id and o.word in ($1, $2, $3, $4, $5, $6)) as words
         from titles t
         where t.publisher_id = $7 and ($8 = '' or t.catalogue = $8) and (t.popularity, t.id) < ($9, $10)
         order by t.popularity desc, t.id desc limit $11",
        a,
        b,
        c,
        d,
        e,
        f,
        asked.publisher_id(),
        asked.catalogue_code(),
        at.popularity,
        at.id,
        width
    )
}

/// The first text behind all that begin with `prefix`, in the order of code points.
pub(super) fn end_of(prefix: &str) -> String {
    let mut kept: Vec<char> = prefix.chars().collect();
    while let Some(last) = kept.pop() {
        if let Some(next) = (last..=char::MAX).nth(1) {
            kept.push(next);
            return kept.into_iter().collect();
        }
    }
    char::MAX.to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::end_of;

    proptest! {
        #[test]
        fn what_begins_so_stands_before_the_end_and_nothing_else_does(prefix in "\\PC{1,4}", rest in "\\PC{0,4}", other in "\\PC{0,6}") {
            let end = end_of(&prefix);
            let within = |word: &str| word >= prefix.as_str() && word < end.as_str();
            let whole = format!("{prefix}{rest}");
            prop_assert!(within(&whole));
            prop_assert_eq!(within(&other), other.starts_with(&prefix));
        }
    }
}
