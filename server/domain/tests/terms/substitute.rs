//! Something else instead: what is offered, and the one act that cancels, orders and links.

use domain::Refusal;
use domain::orders::Substitute;
use kernel::FaultCode;
use kernel::Uuid;
use kernel::shapes::{Kin, LinePlace};

use crate::hands::{course, in_days};
use crate::story::{ALGORITHMS, PATTERNS, Story, stories};

/// The fourth edition of what [`ALGORITHMS`] is the third of.
const FOURTH: &str = "9780262046305";

fn wish(line: Uuid, copies: i64) -> Substitute {
    Substitute { id: Uuid::now_v7(), line, isbn: FOURTH.to_owned(), copies, urgent: false }
}

async fn ordered(story: &Story) -> (String, Uuid) {
    let mut form = course(&format!("{ALGORITHMS} 4\n{PATTERNS} 1"), "Algorithms", &in_days(story, 120));
    form.own_ref = "PKU-7".to_owned();
    let no = story.place("mei", form).await;
    let line = story.ids(&no).await[0];
    (no, line)
}

#[tokio::test]
async fn another_edition_is_offered_first_with_its_price_and_its_date() {
    for story in &mut stories().await {
        let (no, line) = ordered(story).await;
        let offered = story.substitutes("mei", &no, 1).await.unwrap();
        assert_eq!((offered.line, offered.cancellable, offered.outstanding), (line, 4, 4));
        let kin: Vec<(&str, Kin)> = offered.rows.iter().map(|row| (row.isbn.as_str(), row.kin)).collect();
        assert_eq!(kin[..2], [(ALGORITHMS, Kin::Same), (FOURTH, Kin::Edition)]);
        let fourth = &offered.rows[1];
        assert!(fourth.urgent.price_fen > fourth.ordinary.price_fen);
        let (ordinary, urgent) = (fourth.ordinary.expected.as_ref().unwrap(), fourth.urgent.expected.as_ref().unwrap());
        assert!(urgent.high <= ordinary.high && fourth.urgent.in_time.is_some());
        assert_eq!(story.substitutes("mei", &no, 9).await.unwrap_err(), Refusal::NotFound);
        assert_eq!(story.substitutes("tang", &no, 1).await.unwrap_err(), Refusal::NotFound);
    }
}

#[tokio::test]
async fn one_act_cancels_orders_and_links() {
    for story in &mut stories().await {
        let (no, line) = ordered(story).await;
        story.pass(1);
        let wish = wish(line, 4);
        let placed = story.substitute("mei", wish.clone()).await.unwrap();
        assert!(!placed.again);
        let again = story.substitute("mei", wish.clone()).await.unwrap();
        assert_eq!((again.no, again.again), (placed.no.clone(), true), "sent twice, ordered once");
        let altered = Substitute { line: story.ids(&no).await[1], ..wish };
        assert_eq!(story.substitute("mei", altered).await.unwrap_err(), Refusal::AlteredRepeat);

        let page = story.page("mei", &placed.no).await;
        assert_eq!((page.head.course.as_str(), page.head.own_ref.as_str()), ("Algorithms", "PKU-7"));
        assert_eq!(page.head.needed_by, story.page("mei", &no).await.head.needed_by);
        assert_eq!((page.lines[0].isbn.as_str(), page.lines[0].copies), (FOURTH, 4));
        let board = story.board("mei", &no, false).await.unwrap();
        assert_eq!((board.head.titles, board.head.gone), (3, 4));
        let of = |isbn: &str| board.rows.iter().find(|row| row.isbn == isbn).unwrap();
        assert_eq!(of(FOURTH).instead_of, Some(LinePlace { order_no: no.clone(), position: 1 }));
        assert_eq!(of(ALGORITHMS).instead, [LinePlace { order_no: placed.no.clone(), position: 1 }]);
        assert!(!of(ALGORITHMS).acts.substitute, "nothing of it comes any more");

        // The pages of both orders say the same.
        let old = story.page("mei", &no).await;
        assert_eq!(page.lines[0].instead_of, Some(LinePlace { order_no: no.clone(), position: 1 }));
        assert_eq!(old.lines[0].instead, [LinePlace { order_no: placed.no.clone(), position: 1 }]);
        assert!(old.lines[0].instead_of.is_none() && page.lines[0].instead.is_empty());
        assert!(old.lines[1].instead_of.is_none() && old.lines[1].instead.is_empty());
        assert!(story.violations().await.is_empty());
    }
}

#[tokio::test]
async fn what_was_bought_comes_all_the_same() {
    for story in &mut stories().await {
        let (no, line) = ordered(story).await;
        story.gather(ALGORITHMS).await.unwrap();
        story.pass(1);
        let offered = story.substitutes("mei", &no, 1).await.unwrap();
        assert_eq!((offered.cancellable, offered.outstanding), (0, 4));
        let refused = story.substitute("mei", wish(line, 5)).await.unwrap_err();
        assert_eq!(refused, Refusal::field("copies", FaultCode::OutOfRange { min: 1, max: 4 }));
        let unknown = Substitute { isbn: "9780000000002".to_owned(), ..wish(line, 2) };
        assert_eq!(
            story.substitute("mei", unknown).await.unwrap_err(),
            Refusal::field("isbn", FaultCode::UnknownChoice)
        );
        let urgently = Substitute { isbn: ALGORITHMS.to_owned(), urgent: true, ..wish(line, 2) };
        let placed = story.substitute("mei", urgently).await.unwrap();
        assert!(story.page("mei", &placed.no).await.lines[0].urgent);
        assert_eq!(story.line(&no).await.slices[0].copies, 4, "they are in their batch");
        assert!(story.violations().await.is_empty());
    }
}

#[tokio::test]
async fn who_does_not_pay_orders_nothing_instead() {
    for story in &mut stories().await {
        let (no, line) = ordered(story).await;
        assert_eq!(story.substitute("tang", wish(line, 1)).await.unwrap_err(), Refusal::NotFound);
        assert_eq!(story.substitute("bo", wish(line, 1)).await.unwrap_err(), Refusal::NotAllowed);
        story.limit("pku", 0).await;
        let more = Substitute { urgent: true, ..wish(line, 4) };
        assert!(matches!(story.substitute("mei", more).await.unwrap_err(), Refusal::Credit { .. }));
        assert_eq!(story.line(&no).await.cancellable, 4, "nothing was cancelled either");
        assert!(story.violations().await.is_empty());
    }
}
