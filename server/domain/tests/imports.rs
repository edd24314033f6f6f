//! Stories of files of titles: what is sound goes onto the shelves, what is not is named row by row, and a second run
//! changes nothing.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on says where")]

mod house;

use std::io::{Read, Write};

use domain::catalogue::{self, Search};
use domain::imports::{self, Report, RowFault, Stop};
use flate2::Compression;
use flate2::write::GzEncoder;
use house::{House, houses};
use kernel::isbn::IsbnFault;
use kernel::shapes::{Book, BookPage};
use store::sql;

const GOOD: &str = "isbn13,title,authors,publisher,year,language
9780306406157,The Rings of Saturn,W. G. Sebald,Harvill,1998,en
9783518188125,\"Die Ringe des Saturn, eine englische Wallfahrt\",W. G. Sebald,Suhrkamp,1997,de
9787108009821,围城,钱锺书,生活·读书·新知三联书店,1991,zh
";

async fn import(house: &House, file: impl AsRef<[u8]> + Send) -> Report {
    let scope = house.scope("gu");
    imports::titles(&house.db, &scope.staff().unwrap(), "a file", file.as_ref()).await.unwrap()
}

async fn look(house: &House, q: &str) -> Vec<Book> {
    let mut conn = house.db.read().await.unwrap();
    let form = Search { q: q.to_owned(), ..Search::default() };
    catalogue::search(&mut conn, &house.scope("mei"), &form).await.unwrap().rows
}

async fn page(house: &House, isbn: &str) -> BookPage {
    let mut conn = house.db.read().await.unwrap();
    catalogue::find(&mut conn, &house.scope("mei"), isbn).await.unwrap()
}

fn faults(report: &Report) -> Vec<(u64, RowFault)> {
    report.refused.iter().map(|row| (row.line, row.reason.clone())).collect()
}

#[tokio::test]
async fn a_file_is_read_and_its_titles_are_found() {
    for house in houses().await {
        let report = import(&house, GOOD).await;
        assert_eq!((report.read, report.added, report.refused_total, report.stopped), (3, 3, 0, None));
        assert_eq!(look(&house, "sebald saturn").await.len(), 2);
        assert_eq!(look(&house, "围城").await[0].authors, "钱锺书");
        assert_eq!(look(&house, "三联").await.len(), 1);
        let page = page(&house, "9783518188125").await;
        assert_eq!((page.book.language.as_str(), page.book.year), ("ger", Some(1997)));
        assert_eq!((page.book.price_fen, page.book.list_minor, page.book.currency.as_str()), (None, 0, ""));
    }
}

#[tokio::test]
async fn a_second_run_changes_nothing_and_a_mended_file_only_what_it_mends() {
    for house in houses().await {
        import(&house, GOOD).await;
        let again = import(&house, GOOD).await;
        assert_eq!((again.read, again.added, again.changed, again.same), (3, 0, 0, 3));
        let mended = import(&house, GOOD.replace("The Rings of Saturn", "The Rings of Jupiter")).await;
        assert_eq!((mended.added, mended.changed, mended.same), (0, 1, 2));
        assert_eq!(look(&house, "rings jupiter ").await.len(), 1);
        assert!(look(&house, "rings saturn ").await.is_empty(), "its old word is forgotten");
        let moved = import(&house, GOOD.replace("Harvill", "New Directions")).await;
        assert_eq!((moved.changed, page(&house, "9780306406157").await.book.publisher.as_str()), (1, "New Directions"));
        assert!(look(&house, "harvill").await.is_empty());
    }
}

#[tokio::test]
async fn what_a_file_does_not_say_stays_as_it_is() {
    for house in houses().await {
        let before = page(&house, "9780262033848").await;
        let poor = import(&house, "isbn,title,publisher\n0-262-03384-4,Introduction to Algorithms,\n").await;
        assert_eq!((poor.same, poor.changed), (1, 0));
        let dearer = "isbn,title,list_price_minor,currency\n9780262033848,Introduction to Algorithms,9900,USD\n";
        assert_eq!(import(&house, dearer).await.changed, 1);
        let after = page(&house, "9780262033848").await;
        assert_eq!(after.book.list_minor, 9_900);
        assert_eq!((after.book.authors, after.book.publisher), (before.book.authors, before.book.publisher));
    }
}

#[tokio::test]
async fn every_damaged_row_is_refused_with_its_reason_and_the_rest_is_kept() {
    let long = "x".repeat(2_000);
    let rows: [(&str, Option<RowFault>); 17] = [
        ("9780306406157,First,A,2001", None),
        ("9780306406158,Wrong digit,A,2001", Some(RowFault::Isbn(IsbnFault::CheckDigit))),
        (",No number,A,2001", Some(RowFault::NoIsbn)),
        ("6901234567892,A bottle,A,2001", Some(RowFault::Isbn(IsbnFault::NotABook))),
        ("97803,Short,A,2001", Some(RowFault::Isbn(IsbnFault::Length))),
        ("B00001IVC7,Other,A,2001", Some(RowFault::Isbn(IsbnFault::Character))),
        ("978-0-306-40615-7,Twice,A,2001", Some(RowFault::Repeats { line: 2 })),
        ("9783518188125,,A,2001", Some(RowFault::NoTitle)),
        ("9783518188125,Zero\u{0}byte,A,2001", Some(RowFault::ControlCharacter { column: "title" })),
        ("9783518188125,LONG,A,2001", Some(RowFault::TooLong { column: "title", max: 1_000 })),
        ("9783518188125,SueÃ±os,A,2001", Some(RowFault::CharacterSet)),
        ("9783518188125,Few cells", Some(RowFault::Columns { found: 2, wanted: 4 })),
        ("9783518188125,Too,many,2001,cells", Some(RowFault::Columns { found: 5, wanted: 4 })),
        ("9783518188125,\"Open quote,A,2001", Some(RowFault::OpenQuote)),
        ("9783518188125,Year,A,MCMXC", Some(RowFault::NotUnderstood { column: "year" })),
        ("9787108009821,\"Quoted \"\"well\"\", and\non two lines\",A,-380", None),
        ("9780131103627,Last,A,", None),
    ];
    let mut file = "isbn13,title,authors,year\n".to_owned();
    let mut expected = Vec::new();
    for (text, fault) in rows {
        let line = file.lines().count() as u64 + 1;
        file.push_str(&text.replace("LONG", &long));
        file.push('\n');
        expected.extend(fault.map(|fault| (line, fault)));
    }
    for house in houses().await {
        let report = import(&house, &file).await;
        assert_eq!(faults(&report), expected);
        assert_eq!((report.read, report.added, report.changed), (17, 2, 1), "the last one was there");
        let kept = page(&house, "9787108009821").await.book;
        assert_eq!((kept.title.as_str(), kept.year), ("Quoted \"well\", and on two lines", Some(-380)));
        assert!(report.refused.iter().all(|row| row.excerpt.chars().count() <= 120));
    }
}

#[tokio::test]
async fn a_wrong_character_set_is_named_and_ascii_rows_are_kept() {
    let mut file = b"isbn13,title\n9780306406157,Plain\n9787108009821,".to_vec();
    file.extend_from_slice(&[0xce, 0xa7, 0xb3, 0xc7]); // 围城 in GB 18030
    file.extend_from_slice(b"\n9783518188125,caf\xe9\n");
    for house in houses().await {
        let report = import(&house, &file).await;
        assert_eq!(faults(&report), [(3, RowFault::CharacterSet), (4, RowFault::CharacterSet)]);
        assert_eq!(report.added, 1);
    }
}

#[tokio::test]
async fn prices_come_with_their_currency_or_not_at_all() {
    let file = "isbn13,title,publisher,country,currency,list_price_minor,binding,catalogue,clc,popularity
9780306406157,Priced,A Press,GB,GBP,1299,paperback,S-2026-05,I561.45,77
9783518188125,No currency,A Press,GB,,1299,,,,
9787108009821,Foreign,A Press,GB,XXX,1299,,,,
9780131103627,Negative,A Press,GB,USD,-5,,,,
9780201633610,Zero,A Press,,,0,,,,
9780134685991,Country,A Press,Britain,,,,,,
9780521809269,Binding,A Press,,,,leather,,,
";
    for house in houses().await {
        let report = import(&house, file).await;
        let not = |column| RowFault::NotUnderstood { column };
        let wanted = [
            (3, RowFault::NoCurrency),
            (4, not("currency")),
            (5, not("list_price_minor")),
            (7, not("country")),
            (8, not("binding")),
        ];
        assert_eq!(faults(&report), wanted);
        let page = page(&house, "9780306406157").await;
        assert_eq!(
            (page.country.as_str(), page.binding.as_str(), page.catalogue.as_str()),
            ("GB", "paperback", "S-2026-05")
        );
        // 12.99 pounds at 9.1 yuan, times 1.1.
        assert_eq!(page.book.price_fen, Some(13_003));
    }
}

#[tokio::test]
async fn gzip_is_seen_by_itself_and_a_torn_file_keeps_what_came_whole() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(GOOD.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    for house in houses().await {
        let torn = import(&house, &packed[..packed.len() - 12]).await;
        assert!(matches!(torn.stopped, Some(Stop::Unreadable { .. })), "{torn:?}");
        let whole = import(&house, &packed).await;
        assert_eq!((whole.read, whole.added + whole.same, whole.stopped), (3, 3, None));
    }
}

#[tokio::test]
async fn what_is_no_file_of_titles_is_refused_whole() {
    for house in houses().await {
        let before = look(&house, "").await.len();
        assert_eq!(import(&house, "").await.stopped, Some(Stop::Empty));
        assert_eq!(import(&house, "name,price\nx,1\n").await.stopped, Some(Stop::NoColumn { column: "isbn13" }));
        assert_eq!(import(&house, "isbn13,author\n1,2\n").await.stopped, Some(Stop::NoColumn { column: "title" }));
        assert!(import(&house, [0xff, 0xd8, 0xff, 0xe0, 0, 16]).await.stopped.is_some());
        assert!(import(&house, vec![b'"'; 300_000]).await.stopped.is_some());
        assert_eq!(look(&house, "").await.len(), before);
    }
}

#[tokio::test]
async fn a_stray_quote_costs_one_row_and_an_endless_line_no_memory() {
    let many: String = (0..100).map(|n| format!("97800000{n:05},\"stray {n}\n")).collect();
    for house in houses().await {
        let file = format!("isbn13,title\n{many}9780306406157,Kept\n");
        let report = import(&house, &file).await;
        assert_eq!((report.read, report.refused_total, report.added), (101, 100, 1));
        let endless = std::io::repeat(b'x').take(50_000_000);
        let file = "isbn13,title\n".as_bytes().chain(endless).chain("\n9783518188125,Behind it\n".as_bytes());
        let scope = house.scope("gu");
        let report = imports::titles(&house.db, &scope.staff().unwrap(), "endless", file).await.unwrap();
        assert_eq!((faults(&report), report.added), (vec![(2, RowFault::LongLine)], 1));
    }
}

#[tokio::test]
async fn a_hopeless_file_is_counted_but_listed_only_in_part() {
    for house in houses().await {
        let file = format!("isbn13,title\n{}", "1,x\n".repeat(1_700));
        let report = import(&house, &file).await;
        assert_eq!((report.refused.len(), report.refused_total, report.read), (1_000, 1_700, 1_700));
    }
}

#[tokio::test]
async fn a_run_leaves_one_line_in_the_audit() {
    for house in houses().await {
        import(&house, GOOD).await;
        let mut conn = house.db.read().await.unwrap();
        let rows = sql!(
            fetch_all as (String, String),
            &mut conn,
            "select subject, detail from audit where verb = 'titles.import'"
        )
        .unwrap();
        assert_eq!(rows.len(), 1);
        assert!(rows[0].0 == "a file" && rows[0].1.contains("\"added\":3"), "{rows:?}");
    }
}
