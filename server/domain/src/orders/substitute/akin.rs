//! Titles akin to one: other editions of the same work, then works of the same class that share a rare word of its title.
//!
//! Both begin at the index of words with the rarest word of the title, and no word is followed that too many titles have.

use std::collections::HashSet;

use kernel::shapes::Kin;
use search::{fold, words};
use store::{Conn, Result, sql};
use uuid::Uuid;

/// Most titles that are offered.
const MOST: usize = 8;
/// A word that more titles have says little of any of them, and is too dear to follow.
const FEW: i64 = 2_000;
/// Words of the title that are counted.
const COUNTED: usize = 8;
/// Titles that are looked at for one word.
const LOOKED_AT: i64 = 60;

#[derive(sqlx::FromRow)]
struct Row {
    isbn: String,
    title: String,
    authors: String,
    same_class: i64,
}

/// The ISBNs of titles akin to one, the nearest first.
pub(super) async fn find(
    conn: &mut Conn,
    (id, title, authors, clc): (Uuid, &str, &str, &str),
) -> Result<Vec<(String, Kin)>> {
    let work = Work::of(title, authors);
    let mut found: Vec<(Kin, String)> = Vec::new();
    for word in rare_words(conn, &work.title).await? {
        for row in with_word(conn, &word, (id, clc)).await? {
            let kin = match (work == Work::of(&row.title, &row.authors), row.same_class) {
                (true, _) => Kin::Edition,
                (false, 1) => Kin::Subject,
                (false, _) => continue,
            };
            if !found.iter().any(|(_, isbn)| *isbn == row.isbn) {
                found.push((kin, row.isbn));
            }
        }
    }
    // Within each kind they stay as they were found: by the rarest word, the most popular first.
    found.sort_by_key(|(kin, _)| *kin);
    found.truncate(MOST);
    Ok(found.into_iter().map(|(kin, isbn)| (isbn, kin)).collect())
}

/// The words of a title that few titles have, the rarest first.
async fn rare_words(conn: &mut Conn, title: &str) -> Result<Vec<String>> {
    let mut counted = Vec::new();
    for word in words(title).into_iter().take(COUNTED) {
        let (titles,) = sql!(
            fetch_one as (i64,),
            conn,
            "select count(*) from (select 1 as one from title_words where word = $1 limit $2) as some_titles",
            &word,
            FEW
        )?;
        if titles < FEW {
            counted.push((titles, word));
        }
    }
    counted.sort();
    Ok(counted.into_iter().take(2).map(|(_, word)| word).collect())
}

async fn with_word(conn: &mut Conn, word: &str, (id, clc): (Uuid, &str)) -> Result<Vec<Row>> {
    sql!(
        fetch_all as Row,
        conn,
        "select t.isbn, t.title, t.authors, cast(case when t.clc = $3 then 1 else 0 end as bigint) as same_class
         from title_words w cross join titles t
         where w.word = $1 and t.id = w.title_id and t.id <> $2 and t.list_minor > 0
         order by case when t.clc = $3 then 0 else 1 end, t.popularity desc, t.id limit $4",
        word,
        id,
        clc,
        LOOKED_AT
    )
}

/// What makes two editions the same work: the title without what follows a colon, comma or bracket, and a common author.
struct Work {
    title: String,
    authors: HashSet<String>,
}

impl Work {
    fn of(title: &str, authors: &str) -> Self {
        let whole = fold(title);
        let main = title.split([':', ',', '(', '[', ';', '/', '：', '，', '（', '；']).next().unwrap_or_default();
        let main = fold(main);
        let authors = words(authors).into_iter().filter(|word| word.chars().count() > 1).collect();
        Self { title: if main.trim().is_empty() { whole } else { main.trim().to_owned() }, authors }
    }
}

impl PartialEq for Work {
    fn eq(&self, other: &Self) -> bool {
        self.title == other.title && !self.authors.is_disjoint(&other.authors)
    }
}

#[cfg(test)]
mod tests {
    use super::Work;

    #[test]
    fn an_edition_is_known_by_its_title_and_an_author() {
        let first = Work::of("Introduction to Algorithms", "Thomas H. Cormen");
        assert!(first == Work::of("Introduction to algorithms, fourth edition", "Cormen, Thomas H., Leiserson"));
        assert!(first != Work::of("Introduction to Algorithms", "Udi Manber"), "another's");
        assert!(first != Work::of("Introduction to Algorithms and Data", "Thomas H. Cormen"));
        assert!(Work::of("红楼梦（上册）", "曹雪芹") == Work::of("红楼梦", "曹雪芹 著"));
    }
}
