//! fsck sees each kind of damage to parcels. Each of these was a sound house one statement ago.

use crate::damage::rules;
use crate::hands::said;
use crate::house::{House, houses};

/// A parcel that was delivered and accepted in part, and one that is packed.
async fn two_parcels(house: &House) {
    let (mei, gu) = (house.hand("mei"), house.hand("gu"));
    mei.order("9780262033848 3").await;
    let batch = gu.to_dispatch().await;
    let slice = gu.batch(&batch).await.lines[0].slice_id;
    let first = gu.pack(&batch, vec![(slice, 2)]).await.unwrap();
    gu.pack_rest(&batch).await.unwrap();
    gu.delivered(&[&first]).await.unwrap();
    let line = mei.parcel(&first).await.unwrap().lines.remove(0);
    mei.accept(&first, vec![said(&line, 1, 0)]).await.unwrap();
    assert!(rules(house).await.is_empty());
}

#[tokio::test]
async fn contents_that_do_not_stand_in_the_batch_are_found() {
    for house in houses().await {
        two_parcels(&house).await;
        let found = damage!(
            &house,
            "update parcel_items set copies = copies + 1 where parcel_id in (select id from parcels where delivered_at is null)"
        );
        assert_eq!(found, ["parcels-standing"]);
    }
    for house in houses().await {
        two_parcels(&house).await;
        let found = damage!(
            &house,
            "delete from parcel_items where parcel_id in (select id from parcels where delivered_at is null)"
        );
        assert_eq!(found, ["parcels-standing"]);
    }
}

#[tokio::test]
async fn a_delivery_of_something_else_is_found() {
    for house in houses().await {
        two_parcels(&house).await;
        let found = damage!(
            &house,
            "update parcel_items set copies = copies + 1 where parcel_id in (select id from parcels where delivered_at is not null)"
        );
        assert_eq!(found, ["parcels-delivered"]);
    }
    for house in houses().await {
        two_parcels(&house).await;
        let found = damage!(
            &house,
            "update parcels set delivery_id = null, delivered_at = null where delivered_at is not null"
        );
        assert!(found.contains(&"parcels-moved".to_owned()), "{found:?}");
        assert!(
            found.contains(&"parcels-standing".to_owned()) && found.contains(&"parcels-said".to_owned()),
            "{found:?}"
        );
    }
}

#[tokio::test]
async fn more_said_than_came_and_a_wrong_end_are_found() {
    for house in houses().await {
        two_parcels(&house).await;
        assert_eq!(damage!(&house, "update acceptances set accepted = accepted + 2"), ["parcels-said"]);
        assert_eq!(damage!(&house, "update acceptances set accepted = 2"), ["parcels-closed"]);
        assert!(damage!(&house, "update acceptances set accepted = 1").is_empty());
        let found = damage!(
            &house,
            "update parcels set closed_by = 'customer', closed_at = delivered_at where delivered_at is not null"
        );
        assert_eq!(found, ["parcels-closed"]);
    }
}

#[tokio::test]
async fn a_parcel_that_was_sent_or_asked_about_and_told_to_nobody_is_found() {
    for house in houses().await {
        two_parcels(&house).await;
        let found = damage!(&house, "update parcels set asked_at = delivered_at + 1 where delivered_at is not null");
        assert_eq!(found, ["outbox"]);
    }
}
