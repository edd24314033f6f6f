//! Which terms there are, and the board of one.

use domain::Refusal;
use domain::orders::PlaceOrder;
use domain::terms;

use crate::hands::{course, in_days};
use crate::story::{ALGORITHMS, KRITIK, PATTERNS, stories};

#[tokio::test]
async fn the_orders_of_one_course_and_day_are_one_term() {
    for story in &mut stories().await {
        let day = in_days(story, 90);
        let first = story.place("mei", course(&format!("{ALGORITHMS} 3"), " Algorithms ", &day)).await;
        story.pass(1);
        let second = story.place("chen", course(&format!("{PATTERNS} 2\n{KRITIK} 1"), "Algorithms", &day)).await;
        story.place("mei", course(&format!("{KRITIK} 1"), "Kant", "")).await;
        story.place("mei", course(&format!("{KRITIK} 1"), "", &in_days(story, 40))).await;
        story.order("mei", &format!("{KRITIK} 1")).await;
        let seen = story.terms("bo").await;
        let names: Vec<(&str, i64, i64)> =
            seen.rows.iter().map(|row| (row.course.as_str(), row.titles, row.copies)).collect();
        assert_eq!(names, [("Algorithms", 3, 6), ("Kant", 1, 1), ("", 1, 1)], "an order without either is in no term");
        assert!(!seen.more && !seen.many_orgs && seen.rows[0].order_no == first);

        let batch = story.gather(PATTERNS).await.unwrap();
        story.deliver(&batch).await;
        story.renew().await;
        let board = story.board("mei", &second, false).await.unwrap();
        assert_eq!((board.head.waiting, board.head.arrived, board.rows.len()), (4, 2, 3), "found by either order");
        assert_eq!(board.rows[2].isbn, PATTERNS, "what has come stands last");
        assert!(board.rows[2].arrives.is_none() && board.head.arrives.is_some());
    }
}

#[tokio::test]
async fn a_board_shows_the_worst_first_and_only_what_can_be_done() {
    for story in &mut stories().await {
        story.rhythm(ALGORITHMS, 42).await;
        let day = in_days(story, 200);
        let no = story.place("mei", course(&format!("{ALGORITHMS} 3\n{PATTERNS} 1"), "Algorithms", &day)).await;
        story.renew().await;
        let batch = story.gather(PATTERNS).await.unwrap();
        story.post_cause(&batch, 200).await;
        story.pass(1);
        story.renew().await;
        let board = story.board("mei", &no, false).await.unwrap();
        let (bad, good) = (&board.rows[0], &board.rows[1]);
        assert_eq!((bad.isbn.as_str(), good.isbn.as_str(), board.head.at_risk), (PATTERNS, ALGORITHMS, 1));
        assert!(bad.late.unwrap() > good.late.unwrap());
        assert!(bad.acts.hurry.is_none() && bad.acts.cancellable == 0 && bad.acts.substitute && bad.acts.ask);
        let haste = good.acts.hurry.unwrap();
        assert!(haste.more_fen > 0 && haste.sooner.unwrap() > 0, "{haste:?}");
        assert_eq!(good.acts.cancellable, 3);
        let risky = story.board("mei", &no, true).await.unwrap();
        assert_eq!(risky.rows.len(), 1);
        let seen = story.board("bo", &no, false).await.unwrap();
        assert!(seen.rows.iter().all(|row| row.acts == Default::default()), "who only looks is offered nothing");
        let mut conn = story.house.db.read().await.unwrap();
        for who in ["mei", "gu"] {
            let risks = terms::risks(&mut conn, &story.scope(who), None).await.unwrap();
            assert_eq!((risks.rows.len(), risks.rows[0].isbn.as_str()), (1, PATTERNS), "{who}");
        }
    }
}

#[tokio::test]
async fn foreign_terms_are_absent_and_a_partner_sees_his_customers() {
    for story in &mut stories().await {
        let day = in_days(story, 90);
        let mine = story.place("mei", course(&format!("{ALGORITHMS} 3"), "Algorithms", &day)).await;
        for customer in ["suzhou", "nanjing"] {
            let form = PlaceOrder {
                for_org: Some(story.house.org(customer)),
                ..course(&format!("{ALGORITHMS} 1"), "Algorithms", &day)
            };
            story.place("lin", form).await;
        }
        let seen = story.terms("lin").await;
        assert!(seen.many_orgs && seen.rows.len() == 2, "by customer: {seen:?}");
        let board = story.board("sun", &story.terms("sun").await.rows[0].order_no, false).await.unwrap();
        assert!(board.rows[0].acts.hurry.is_none(), "Lin pays for it, and his prices are not hers to see");
        assert_eq!(story.board("lin", &mine, false).await.unwrap_err(), Refusal::NotFound);
        assert!(story.terms("tang").await.rows.is_empty());
        let plain = story.order("mei", &format!("{KRITIK} 1")).await;
        assert_eq!(story.board("mei", &plain, false).await.unwrap_err(), Refusal::NotFound, "it is in no term");
        let mut conn = story.house.db.read().await.unwrap();
        assert_eq!(terms::courses(&mut conn, &story.scope("mei")).await.unwrap(), ["Algorithms"]);
        assert_eq!(
            terms::courses(&mut conn, &story.scope("bo")).await.map_err(Refusal::from),
            Err(Refusal::NotAllowed)
        );
    }
}

#[tokio::test]
async fn copies_that_are_apart_can_be_asked_for_in_part() {
    for story in &mut stories().await {
        let no = story.place("mei", course(&format!("{ALGORITHMS} 4"), "Algorithms", &in_days(story, 90))).await;
        let batch = story.gather(ALGORITHMS).await.unwrap();
        assert!(!story.board("mei", &no, false).await.unwrap().rows[0].acts.part, "all of them are together");
        let slice = story.batch(&batch).await.lines[0].slice_id;
        story.forward(&batch, vec![(slice, 1)]).await.unwrap();
        let board = story.board("mei", &no, false).await.unwrap();
        let copies: Vec<i64> = board.rows[0].places.iter().map(|place| place.copies).collect();
        assert_eq!(copies, [3, 1], "in the order of the way");
        assert!(board.rows[0].acts.part && !board.rows[0].acts.waits_for_rest);
    }
}
