//! fsck sees each kind of damage. Each of these was a sound house one statement ago.

use crate::damage::rules;
use crate::house::houses;
use crate::steps::list;

#[tokio::test]
async fn a_copy_too_many_is_found_in_both_books() {
    for house in houses().await {
        house.hand("mei").place(list("9780262033848 5")).await.unwrap();
        assert!(rules(&house).await.is_empty());
        let found = damage!(&house, "update slices set copies = copies + 1");
        assert!(found.contains(&"copies".to_owned()) && found.contains(&"ledger".to_owned()), "{found:?}");
        assert!(found.contains(&"credit-orders".to_owned()), "{found:?}");
    }
}

#[tokio::test]
async fn a_changed_movement_is_found() {
    for house in houses().await {
        house.hand("mei").place(list("9780262033848 5")).await.unwrap();
        assert_eq!(damage!(&house, "update movements set copies = copies - 1"), ["ledger"]);
    }
}

#[tokio::test]
async fn credit_that_nobody_took_is_found() {
    for house in houses().await {
        house.hand("mei").place(list("9780262033848 5")).await.unwrap();
        assert_eq!(
            damage!(&house, "update orgs set credit_used_fen = credit_used_fen + 1 where kind = 'customer'"),
            ["credit-entries"]
        );
        assert_eq!(damage!(&house, "update orders set total_fen = total_fen + 1"), ["credit-entries", "totals"]);
    }
}

#[tokio::test]
async fn a_wrong_tree_and_a_changed_record_are_found() {
    for house in houses().await {
        house.hand("mei").place(list("9780262033848 5")).await.unwrap();
        assert_eq!(damage!(&house, "update audit set detail = '{}' where verb = 'order.place'"), ["audit"]);
        let found = damage!(&house, "delete from org_tree where depth = 2");
        assert!(found.contains(&"tree".to_owned()), "{found:?}");
    }
}

#[tokio::test]
async fn a_batch_that_says_too_much_is_found() {
    for house in houses().await {
        house.hand("mei").place(list("9780262033848 5")).await.unwrap();
        house.hand("zhao").gather(house.titles[0].publisher_id, Vec::new()).await.unwrap();
        assert!(rules(&house).await.is_empty());
        assert_eq!(damage!(&house, "update batches set copies = copies + 1"), ["batch-sums"]);
        assert_eq!(damage!(&house, "update batches set copies = copies - 1, lines = 0"), ["batch-sums"]);
    }
}

#[tokio::test]
async fn what_waits_to_be_bought_is_found_wrong() {
    for house in houses().await {
        house.hand("mei").place(list("9780262033848 5\n9780521809269 2")).await.unwrap();
        assert!(rules(&house).await.is_empty());
        assert_eq!(damage!(&house, "update open_lines set urgent_at = since"), ["open-lines"]);
        assert_eq!(damage!(&house, "update open_lines set urgent_at = null, since = since + 1"), ["open-lines"]);
        assert_eq!(damage!(&house, "update open_lines set since = since - 1, copies = copies + 1"), ["open-lines"]);
        assert_eq!(damage!(&house, "delete from open_lines"), ["open-lines"]);
    }
}
