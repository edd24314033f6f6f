//! From a pasted list to an order: all of it or nothing, once, and only for those who may.

use domain::Refusal;
use domain::orders;
use kernel::FaultCode;
use kernel::journey::State;
use kernel::shapes::Outcome;

use crate::house::houses;
use crate::steps::{list, places};

/// Two good ones (one with hyphens, one as ISBN-10), one twice, one misspelt, one unknown, one without a price.
const MIXED: &str =
    "978-0-262-03384-8 2\n0201633612, 3\n9780262033848 1\n9780262035614 1\n9780000000002 5\n9780131103627 1";

#[tokio::test]
async fn a_list_is_understood_line_by_line() {
    for house in houses().await {
        let scope = house.scope("mei");
        let mut conn = house.db.read().await.unwrap();
        let read = orders::check(&mut conn, &scope, (None, MIXED), None).await.unwrap();
        assert_eq!((read.lines, read.copies, read.questions), (2, 6, 3));
        let outcomes: Vec<&Outcome> = read.rows.iter().map(|row| &row.outcome).collect();
        assert!(matches!(outcomes[0], Outcome::Good { copies: 3, ordered: 0, .. }), "the repeat was added up");
        assert!(matches!(outcomes[1], Outcome::Good { copies: 3, .. }), "an ISBN-10 is understood");
        assert_eq!(outcomes[2], &Outcome::AddedTo { number: 1 });
        let Outcome::NotAnIsbn { near, .. } = outcomes[3] else { panic!("{:?}", outcomes[3]) };
        assert_eq!(near[0].title, "Deep Learning", "what was meant is offered");
        assert!(matches!(outcomes[4], Outcome::NotInCatalogue { .. }));
        assert!(matches!(outcomes[5], Outcome::NoPrice { .. }));
    }
}

#[tokio::test]
async fn an_order_with_lines_in_question_is_refused_whole_unless_the_rest_is_wanted() {
    for house in houses().await {
        let mei = house.hand("mei");
        let refused = mei.place(list(MIXED)).await.unwrap_err();
        assert_eq!(refused, Refusal::field("text", FaultCode::LinesInQuestion { count: 3 }));
        let mut rest = list(MIXED);
        rest.rest = true;
        rest.own_ref = "PKU-2026-77".to_owned();
        let placed = mei.place(rest).await.unwrap();
        let page = mei.order(&placed.no).await.unwrap();
        assert_eq!((page.head.lines, page.head.copies, page.head.state), (2, 6, State::Waiting));
        assert_eq!(page.head.own_ref, "PKU-2026-77");
        assert_eq!(places(&page.lines[0]), [("ordered", 3)]);
        assert_eq!(page.lines[0].steps.len(), 1, "being ordered is the first step");
        assert_eq!(page.head.total_fen, Some(page.lines.iter().map(|l| l.copies * l.price_fen.unwrap()).sum::<i64>()));
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn bad_fields_are_all_named_and_nothing_is_stored() {
    for house in houses().await {
        let mei = house.hand("mei");
        let mut form = list("9780262033848 -1\n9780262033848 1000000000000");
        form.own_ref = "x".repeat(61);
        form.needed_by = "31 September".to_owned();
        form.note = "bad \u{0} byte".to_owned();
        let Refusal::Invalid(faults) = mei.place(form).await.unwrap_err() else { panic!() };
        assert_eq!(faults.of("own_ref"), Some(&FaultCode::TooLong { max: 60 }));
        assert_eq!(faults.of("needed_by"), Some(&FaultCode::NotADate));
        assert_eq!(faults.of("note"), Some(&FaultCode::Unreadable));
        assert_eq!(faults.of("text"), Some(&FaultCode::LinesInQuestion { count: 2 }));
        let long = "9780262033848 1\n".repeat(100_000);
        let refused = mei.place(list(&long)).await.unwrap_err();
        assert_eq!(refused, Refusal::field("text", FaultCode::TooManyLines { max: 5_000 }));
        let mut passed = list("9780262033848");
        passed.needed_by = "2020-01-01".to_owned();
        assert_eq!(mei.place(passed).await.unwrap_err(), Refusal::field("needed_by", FaultCode::DatePassed));
        assert_eq!(mei.place(list(" \n ")).await.unwrap_err(), Refusal::field("text", FaultCode::Required));
        let mut conn = house.db.read().await.unwrap();
        let none = orders::list(&mut conn, &house.scope("mei"), None, None).await.unwrap();
        assert!(none.rows.is_empty());
    }
}

#[tokio::test]
async fn two_hundred_sends_of_one_order_make_one_order() {
    for house in houses().await {
        let form = list("9780262033848 2\n9780262035613 1");
        let sends = (0..200).map(|_| {
            let (db, verb) = (house.db.clone(), (house.scope("mei"), form.clone()));
            tokio::spawn(async move {
                db.write(verb, |tx, (scope, form)| Box::pin(orders::place(tx, scope, form)))
                    .await
                    .map_err(Refusal::from)
            })
        });
        let mut numbers = std::collections::HashSet::new();
        let (mut first, mut again, mut busy) = (0, 0, 0);
        for send in sends.collect::<Vec<_>>() {
            match send.await.unwrap() {
                Ok(placed) => {
                    if placed.again {
                        again += 1
                    } else {
                        first += 1
                    }
                    numbers.insert(placed.no);
                }
                Err(Refusal::Busy) => busy += 1,
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!((first, numbers.len()), (1, 1), "{again} repeats, {busy} busy");
        let mut altered = form.clone();
        altered.text.push_str("\n9780201633610");
        assert_eq!(house.hand("mei").place(altered).await.unwrap_err(), Refusal::AlteredRepeat);
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn a_partner_orders_for_its_own_customers_and_only_for_them() {
    for house in houses().await {
        let (lin, sun, tang, mei) = (house.hand("lin"), house.hand("sun"), house.hand("tang"), house.hand("mei"));
        for customer in ["suzhou", "nanjing"] {
            let mut form = list("9780262033848 2");
            form.for_org = Some(house.org(customer));
            lin.place(form).await.unwrap();
        }
        let mut foreign = list("9780262033848 2");
        foreign.for_org = Some(house.org("pku"));
        assert_eq!(lin.place(foreign).await.unwrap_err(), Refusal::NotFound);

        let mut conn = house.db.read().await.unwrap();
        let seen = |rows: domain::Result<kernel::shapes::Orders>| rows.unwrap().rows;
        let lins = seen(orders::list(&mut conn, &house.scope("lin"), None, None).await);
        assert_eq!(lins.len(), 2);
        assert!(lins.iter().all(|row| row.total_fen.is_some()), "the partner pays and sees what");
        let suns = seen(orders::list(&mut conn, &house.scope("sun"), None, None).await);
        assert_eq!(suns.len(), 1);
        assert_eq!(suns[0].total_fen, None, "the partner's price is not its customer's business");
        let page = sun.order(&suns[0].no).await.unwrap();
        assert_eq!(page.on_behalf.as_deref(), Some("Jiangsu Foreign Bookstore"));
        assert!(page.lines.iter().all(|line| line.price_fen.is_none()));
        for stranger in [&tang, &mei] {
            assert_eq!(stranger.order(&suns[0].no).await.unwrap_err(), Refusal::NotFound);
            assert!(stranger.find(&suns[0].no).await.rows.is_empty());
        }
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn a_colleague_sees_it_a_viewer_places_none_a_stranger_finds_nothing() {
    for house in houses().await {
        let no = house.hand("mei").place(list("9780262033848 2")).await.unwrap().no;
        assert_eq!(
            house.hand("chen").order(&no).await.unwrap().placed_by,
            house.hand("mei").order(&no).await.unwrap().placed_by
        );
        assert!(house.hand("bo").order(&no).await.is_ok());
        assert_eq!(house.hand("bo").place(list("9780262033848")).await.unwrap_err(), Refusal::NotAllowed);
        assert_eq!(house.hand("zhao").place(list("9780262033848")).await.unwrap_err(), Refusal::NotAllowed);
        let foreign = house.hand("tang").order(&no).await.unwrap_err();
        assert_eq!(foreign, house.hand("tang").order("S26-999999").await.unwrap_err(), "foreign looks like absent");
        assert_eq!(house.hand("mei").find("9780262033848").await.rows.len(), 1);
        assert!(house.hand("tang").find("9780262033848").await.rows.is_empty());
    }
}
