//! `/where` by words of a title: what the reader ordered, the books on their way first; a number always wins. And by the
//! number that a carrier gave to a parcel.

use domain::orders::PlaceOrder;
use domain::parcels::{self, SendParcels};

use crate::house::{House, houses};
use crate::steps::list;

/// Numbers and titles of what somebody finds: the lines, then the further titles.
async fn found(house: &House, name: &str, question: &str) -> (Vec<String>, Vec<String>) {
    let found = house.hand(name).find(question).await;
    let lines = found.rows.into_iter().map(|row| format!("{} {}", row.order_no, row.line.title)).collect();
    (lines, found.titles.into_iter().map(|title| title.title).collect())
}

#[tokio::test]
async fn words_find_what_was_ordered_and_nothing_else() {
    for house in houses().await {
        let mei = house.hand("mei");
        let no = mei.place(list("9780262033848 1\n9784003101018 1")).await.unwrap().no;
        house.hand("tang").place(list("9780262046305 1")).await.unwrap();
        let algorithms = vec![format!("{no} Introduction to Algorithms")];
        let cat = vec![format!("{no} 吾輩は猫である")];
        for (question, lines) in [
            ("algorithms", &algorithms),
            ("Introduction algo", &algorithms),
            ("cormen", &algorithms),
            ("夏目", &cat),
            ("猫", &cat),
            ("deep learning", &Vec::new()),
            ("9780262035613", &Vec::new()),
            ("?!", &Vec::new()),
        ] {
            assert_eq!(&found(&house, "mei", question).await.0, lines, "{question}");
        }
        assert_eq!(found(&house, "lin", "algorithms").await.0, Vec::<String>::new(), "of other customers nothing");
        assert_eq!(found(&house, "zhao", "algorithms").await.0.len(), 2, "the house sees both");
    }
}

#[tokio::test]
async fn a_number_wins_over_words_and_a_partner_sees_its_tree() {
    for house in houses().await {
        let lin = house.hand("lin");
        let form = PlaceOrder { for_org: Some(house.org("suzhou")), ..list("9780262033848 1") };
        let words = lin.place(PlaceOrder { own_ref: "Algorithms".to_owned(), ..form }).await.unwrap().no;
        let other = lin.place(list("9780262046305 1")).await.unwrap().no;
        let lines = |name: &'static str, question: &'static str| {
            let house = &house;
            async move { found(house, name, question).await.0 }
        };
        assert_eq!(lines("lin", "Algorithms").await, [format!("{words} Introduction to Algorithms")], "a reference");
        let both = [
            format!("{words} Introduction to Algorithms"),
            format!("{other} Introduction to Algorithms, fourth edition"),
        ];
        assert_eq!(lines("lin", "algorithms").await, both, "spelled otherwise it is a word");
        assert_eq!(lines("sun", "algorithms").await, [format!("{words} Introduction to Algorithms")]);
    }
}

#[tokio::test]
async fn books_on_their_way_come_first_and_the_rest_is_told_by_name() {
    for house in houses().await {
        let mei = house.hand("mei");
        let first = mei.place(list("9780262035613 1")).await.unwrap().no;
        let gu = house.hand("gu");
        let mut at = gu.gather(house.titles[1].publisher_id, Vec::new()).await.unwrap();
        while let Some(next) = gu.forward(&at, Vec::new()).await.unwrap() {
            at = next;
        }
        // Sixty orders of one title and one each of others of the same publisher.
        for _ in 0..60 {
            mei.place(list("9780262033848 1")).await.unwrap();
        }
        mei.place(list("9780262046305 1")).await.unwrap();
        let found = mei.find("mit press").await;
        assert_eq!((found.rows.len(), found.more), (50, true), "one title fills the page");
        let titles: Vec<(&str, bool)> =
            found.titles.iter().map(|title| (title.title.as_str(), title.under_way)).collect();
        assert_eq!(titles, [("Introduction to Algorithms, fourth edition", true), ("Deep Learning", false)]);
        assert!(!found.more_titles);

        let few = mei.find("learning").await;
        assert_eq!(few.rows.iter().map(|row| row.order_no.as_str()).collect::<Vec<_>>(), [first]);
    }
}

#[tokio::test]
async fn a_desk_sees_the_newest_lines_of_a_title_and_more_when_it_asks() {
    for house in houses().await {
        let mei = house.hand("mei");
        for _ in 0..12 {
            mei.place(list("9780262033848 1")).await.unwrap();
        }
        let asked = async |name: &str, more: bool| {
            let hand = house.hand(name);
            let found = hand.find_more("9780262033848", more).await;
            (found.rows.len(), found.more, found.can_show_more)
        };
        assert_eq!(asked("zhao", false).await, (10, true, true));
        assert_eq!(asked("zhao", true).await, (12, false, false));
        assert_eq!(asked("mei", false).await, (12, false, false), "a customer has few lines of one title");
    }
}

#[tokio::test]
async fn a_parcel_is_found_by_its_number_and_by_the_carriers() {
    for house in houses().await {
        house.hand("mei").place(list("9780262033848 2")).await.unwrap();
        house.hand("tang").place(list("9780262033848 1")).await.unwrap();
        let gu = house.hand("gu");
        let mut at = gu.gather(house.titles[0].publisher_id, Vec::new()).await.unwrap();
        while !gu.batch(&at).await.packs {
            at = gu.forward(&at, Vec::new()).await.unwrap().unwrap();
        }
        let sent = house.db.write((gu.scope.clone(), at), |tx, (scope, at)| {
            Box::pin(async move {
                let staff = scope.staff()?;
                let version = domain::batches::find(tx, &staff, at).await?.version;
                parcels::pack_rest(tx, &staff, at, version).await?;
                let packed = parcels::of_batch(tx, &staff, at).await?.parcels;
                let parcel = packed.iter().find(|(row, _)| row.copies == 2).map(|(row, _)| row.no.clone()).unwrap();
                let form = SendParcels { carrier: "EMS".to_owned(), parcels: vec![(parcel.clone(), "ea9".to_owned())] };
                parcels::send(tx, &staff, &form).await.map(|_| parcel)
            })
        });
        let parcel = sent.await.unwrap();
        for question in [parcel.as_str(), " EA9", "ea9"] {
            let found = house.hand("mei").find(question).await;
            let parcels: Vec<&str> = found.parcels.iter().map(|row| row.no.as_str()).collect();
            assert_eq!((found.rows.len(), parcels), (1, vec![parcel.as_str()]), "{question}");
            let foreign = house.hand("tang").find(question).await;
            assert!(foreign.rows.is_empty() && foreign.parcels.is_empty(), "{question} of another customer");
            assert_eq!(house.hand("zhao").find(question).await.parcels.len(), 1, "the house finds it");
        }
    }
}
