//! Stories of the catalogue: finding a book however one writes it, and what its page tells whom.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on says where")]

mod house;
mod ordered;

use std::collections::HashSet;

use domain::catalogue::{self, NewTitle, PAGE, Search};
use domain::{Fault, Refusal, prices};
use house::{DAY, House, NOW, houses};
use kernel::Isbn;
use kernel::shapes::Books;
use ordered::{Ordered, order};
use uuid::Uuid;

async fn look(house: &House, who: &str, form: &Search) -> Books {
    let mut conn = house.db.read().await.unwrap();
    catalogue::search(&mut conn, &house.scope(who), form).await.unwrap()
}

async fn isbns(house: &House, q: &str) -> Vec<String> {
    let books = look(house, "mei", &Search { q: q.to_owned(), ..Search::default() }).await;
    books.rows.into_iter().map(|book| book.isbn).collect()
}

#[tokio::test]
async fn mei_finds_a_book_however_she_writes_it() {
    for house in houses().await {
        for q in [
            "9780262033848",
            "978-0-262-03384-8",
            "0-262-03384-4",
            "ISBN: 978 0 262 03384 8",
            "９７８０２６２０３３８４８",
        ] {
            assert_eq!(isbns(&house, q).await, ["9780262033848"], "{q}");
        }
        for q in ["introduction algorithms", "ALGORITHMS, Introduction to", "cormen mit", "algor", "cormen algorithm"] {
            assert_eq!(isbns(&house, q).await, ["9780262033848", "9780262046305"], "{q}");
        }
        assert_eq!(isbns(&house, "红楼").await, ["9787020002207"]);
        assert_eq!(isbns(&house, "曹雪芹").await, ["9787020002207"]);
        assert_eq!(isbns(&house, "猫である").await, ["9784003101018"]);
        assert_eq!(isbns(&house, "夏目").await, ["9784003101018"]);
        assert_eq!(isbns(&house, "iwanami").await, ["9784003101018"]);
        assert_eq!(isbns(&house, "cambridge china history").await, ["9781107015364"]);
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    for house in houses().await {
        for q in
            ["algorithms zzz", "楼红", "9780000000002", "' or 1=1 --", "<script>alert(1)</script>", "algorithms xyzq"]
        {
            assert!(isbns(&house, q).await.is_empty(), "{q}");
        }
        // What holds no letter asks for nothing, and nothing asked means the most popular.
        assert_eq!(isbns(&house, "  % _ ").await.len(), house.titles.len());
        assert!(isbns(&house, &"algorithms ".repeat(2_000)).await.len() < 3);
        let torn = Search { after: Some("9'; drop table titles".to_owned()), ..Search::default() };
        assert_eq!(look(&house, "mei", &torn).await.rows.len(), house.titles.len());
    }
}

#[tokio::test]
async fn a_long_question_is_answered_to_its_last_word() {
    for house in houses().await {
        let long = "introduction to algorithms fourth edition thomas h cormen mit press ";
        assert_eq!(isbns(&house, long).await, ["9780262046305"]);
        assert!(isbns(&house, &format!("{long} beck ")).await.is_empty());
        assert!(isbns(&house, "introduction to algorithms thomas h cormen mit press beck ").await.is_empty());
    }
}

#[tokio::test]
async fn nothing_asked_shows_the_most_popular_first_and_filters_narrow_it() {
    for house in houses().await {
        let all: Vec<&str> = house.titles.iter().map(|title| title.isbn).collect();
        assert_eq!(isbns(&house, "").await, all);
        let of_japan = Search { catalogue: Some("J".to_owned()), ..Search::default() };
        assert_eq!(look(&house, "mei", &of_japan).await.rows.len(), 1);
        let publisher = Some(house.titles[0].publisher_id);
        let of_mit = Search { publisher, ..Search::default() };
        let found = look(&house, "mei", &of_mit).await.rows;
        assert!(found.len() == 3 && found.iter().all(|book| book.publisher == "MIT Press"));
        let deep = Search { q: "deep".to_owned(), publisher, catalogue: Some("T".to_owned()), ..Search::default() };
        assert_eq!(look(&house, "mei", &deep).await.rows.len(), 1);
        let elsewhere = Search { q: "deep".to_owned(), catalogue: Some("J".to_owned()), ..Search::default() };
        assert!(look(&house, "mei", &elsewhere).await.rows.is_empty());
    }
}

#[tokio::test]
async fn leafing_shows_every_title_once() {
    for house in houses().await {
        let publisher = house.titles[0].publisher_id;
        let new: Vec<NewTitle> = (0..130).map(|number| numbered(number, publisher)).collect();
        house.db.write(new, |tx, new| Box::pin(write_all(tx, new))).await.unwrap();
        let total = 130 + house.titles.len();
        for (form, wanted) in [
            (Search::default(), total),
            (Search { q: "leaf ".to_owned(), ..Search::default() }, 130),
            (Search { q: "leaf".to_owned(), ..Search::default() }, 130),
            (Search { q: "leaf bo".to_owned(), ..Search::default() }, 130),
            (Search { catalogue: Some("S-2026-09".to_owned()), ..Search::default() }, 130),
            (Search { publisher: Some(publisher), ..Search::default() }, 133),
        ] {
            let mut seen = HashSet::new();
            let mut form = form;
            loop {
                let page = look(&house, "mei", &form).await;
                assert!(page.rows.len() == PAGE || page.next.is_none());
                assert!(page.rows.iter().all(|book| seen.insert(book.isbn.clone())));
                form.after = page.next;
                if form.after.is_none() {
                    break;
                }
            }
            assert_eq!(seen.len(), wanted, "{form:?}");
        }
    }
}

async fn write_all(tx: &mut domain::Tx, new: &[NewTitle]) -> domain::Result<()> {
    for title in new {
        catalogue::write_title(tx, title).await?;
    }
    Ok(())
}

/// Many titles share a popularity, so that only the key keeps them apart.
fn numbered(number: u32, publisher_id: Uuid) -> NewTitle {
    let isbn = (0..10).find_map(|digit| Isbn::parse(&format!("97899{number:07}{digit}")).ok()).unwrap();
    NewTitle {
        id: Uuid::now_v7(),
        isbn,
        title: format!("Leaf {number} of a book"),
        authors: "Nobody".to_owned(),
        publisher_id,
        publisher: "MIT Press".to_owned(),
        year: Some(2026),
        language: "eng".to_owned(),
        clc: "TP3".to_owned(),
        catalogue: "S-2026-09".to_owned(),
        binding: "paperback".to_owned(),
        currency: "USD".to_owned(),
        list_minor: 1_000,
        popularity: i64::from(number % 3),
        added_at: NOW,
    }
}

#[tokio::test]
async fn the_page_shows_each_reader_the_own_price() {
    for house in houses().await {
        let mut conn = house.db.read().await.unwrap();
        // 95 dollars at 7.2 yuan: 684 yuan, times the factor of each.
        for (who, fen) in [("mei", 75_240), ("tang", 76_608), ("lin", 70_452), ("sun", 78_660), ("zhao", 68_400)] {
            let page = catalogue::find(&mut conn, &house.scope(who), "978-0-262-03384-8").await.unwrap();
            assert_eq!(page.book.price_fen, Some(fen), "{who}");
        }
        let page = catalogue::find(&mut conn, &house.scope("mei"), "9780262033848").await.unwrap();
        assert_eq!((page.country.as_str(), page.usual_days, page.own_orders.len()), ("US", None, 0));
        let without = catalogue::find(&mut conn, &house.scope("mei"), "9780131103627").await.unwrap();
        assert_eq!(without.book.price_fen, None);
        for absent in ["9780306406157", "9780262033849", "", "../../etc/passwd"] {
            let refused = catalogue::find(&mut conn, &house.scope("mei"), absent).await.unwrap_err();
            assert!(matches!(refused, Fault::Refused(Refusal::NotFound)), "{absent}");
        }
    }
}

#[tokio::test]
async fn a_price_follows_the_latest_rate_that_has_come() {
    for house in houses().await {
        let mut conn = house.db.read().await.unwrap();
        let mei = house.org("pku");
        let prices = prices::Prices::load(&mut conn, mei, NOW).await.unwrap();
        let unit = prices.unit(9_500, "USD").unwrap();
        assert_eq!((unit.price_fen, unit.rate_micro, prices.factor_bp()), (75_240, 7_200_000, 11_000));
        assert_eq!(prices.unit(100, "CNY").unwrap().price_fen, 110);
        assert_eq!((prices.unit(0, "USD"), prices.unit(100, "SEK"), prices.unit(100, "")), (None, None, None));
        let before = prices::Prices::load(&mut conn, mei, NOW - 30 * DAY).await.unwrap();
        assert_eq!(before.unit(9_500, "USD").unwrap().rate_micro, 7_560_000);
        assert_eq!(prices::rate(&mut conn, "USD", NOW - 30 * DAY).await.unwrap(), 7_560_000);
        assert_eq!(prices::rate(&mut conn, "CNY", NOW).await.unwrap(), 1_000_000);
        assert!(prices::rate(&mut conn, "USD", 0).await.is_err());
    }
}

#[tokio::test]
async fn what_others_ordered_does_not_show() {
    for house in houses().await {
        let title = house.titles[0].id;
        for (org, by, no, copies) in [
            ("pku", "mei", "S26-1", 3),
            ("pku", "chen", "S26-2", 2),
            ("tsinghua", "tang", "S26-3", 50),
            ("suzhou", "sun", "S26-4", 7),
        ] {
            let new = Ordered {
                org: house.org(org),
                by: house.user(by),
                no: no.to_owned(),
                title,
                copies,
                ..Ordered::at(NOW)
            };
            order(&house.db, new).await;
        }
        let mut conn = house.db.read().await.unwrap();
        for (who, copies, orders) in
            [("mei", 5, 2), ("bo", 5, 2), ("tang", 50, 1), ("lin", 7, 1), ("sun", 7, 1), ("gu", 62, 4)]
        {
            let scope = house.scope(who);
            let page = catalogue::find(&mut conn, &scope, "9780262033848").await.unwrap();
            assert_eq!((page.book.ordered, page.own_orders.len()), (copies, orders), "{who}");
            let found = catalogue::search(&mut conn, &scope, &Search::default()).await.unwrap().rows;
            assert_eq!((found[0].ordered, found[1].ordered), (copies, 0), "{who}");
        }
    }
}

#[tokio::test]
async fn the_page_tells_how_long_copies_of_a_publisher_take() {
    for house in houses().await {
        for number in 0..30_i64 {
            let delivered_at = (number < 25).then_some(NOW + (number + 1) * DAY);
            let new = Ordered {
                org: house.org("tsinghua"),
                by: house.user("tang"),
                no: format!("S26-{number}"),
                title: house.titles[usize::try_from(number % 2).unwrap()].id,
                delivered_at,
                ..Ordered::at(NOW)
            };
            order(&house.db, new).await;
            if number == 18 {
                assert_eq!(usual_days(&house, "9780262033848").await, None);
            }
        }
        assert_eq!(usual_days(&house, "9780262033848").await, Some((13, 20)));
        assert_eq!(usual_days(&house, "9780262046305").await, Some((13, 20)), "another title of the same publisher");
        assert_eq!(usual_days(&house, "9780201633610").await, None, "another publisher");
    }
}

async fn usual_days(house: &House, isbn: &str) -> Option<(i64, i64)> {
    let mut conn = house.db.read().await.unwrap();
    catalogue::find(&mut conn, &house.scope("mei"), isbn).await.unwrap().usual_days
}

#[tokio::test]
async fn a_whole_list_is_looked_up_at_once() {
    for house in houses().await {
        let publisher = house.titles[0].publisher_id;
        let new: Vec<NewTitle> = (0..600).map(|number| numbered(number, publisher)).collect();
        let isbns: Vec<Isbn> = new.iter().map(|title| title.isbn).collect();
        house.db.write(new, |tx, new| Box::pin(write_all(tx, new))).await.unwrap();
        let mut conn = house.db.read().await.unwrap();
        let mut asked = isbns.clone();
        asked.push(Isbn::parse("9780306406157").unwrap());
        let found: HashSet<String> =
            catalogue::by_isbns(&mut conn, &asked).await.unwrap().into_iter().map(|row| row.isbn).collect();
        assert_eq!(found, isbns.iter().map(Isbn::to_string).collect());
        assert!(catalogue::by_isbns(&mut conn, &[]).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_misspelt_isbn_brings_what_was_meant() {
    for house in houses().await {
        let mut conn = house.db.read().await.unwrap();
        for slip in ["9780262033849", "9780262038348", "9780262083848"] {
            let near = catalogue::near(&mut conn, &Isbn::near(slip)).await.unwrap();
            assert!(near.iter().any(|book| book.title == "Introduction to Algorithms"), "{slip}");
        }
    }
}

#[tokio::test]
async fn the_monthly_catalogues_are_listed_newest_first() {
    for house in houses().await {
        let publisher = house.titles[0].publisher_id;
        let issues = ["S-2026-05", "T-2026-05", "S-2026-04", "T-2026-05"];
        let new: Vec<NewTitle> = (0..)
            .zip(issues)
            .map(|(number, issue)| NewTitle { catalogue: issue.to_owned(), ..numbered(number, publisher) })
            .collect();
        house.db.write(new, |tx, new| Box::pin(write_all(tx, new))).await.unwrap();
        let mut conn = house.db.read().await.unwrap();
        let listed = catalogue::catalogues(&mut conn).await.unwrap();
        let dated: Vec<(&str, i64)> = listed
            .iter()
            .filter(|(code, _)| code.contains('-'))
            .map(|(code, titles)| (code.as_str(), *titles))
            .collect();
        assert_eq!(dated, [("S-2026-05", 1), ("T-2026-05", 2), ("S-2026-04", 1)]);
    }
}
