//! Parcels that nobody confirms: the house asks once, later they close by themselves, or somebody closes them with a note.

use kernel::shapes::{ClosedBy, Topic};
use kernel::{FaultCode, Refusal};

use crate::house::houses;

#[tokio::test]
async fn the_house_asks_after_a_week_and_closes_after_two() {
    for house in houses().await {
        let (mei, gu) = (house.hand("mei"), house.hand("gu"));
        mei.order("9780262033848 3").await;
        let batch = gu.to_dispatch().await;
        gu.pack_rest(&batch).await.unwrap();
        let no = gu.numbers(&batch).await.remove(0);
        gu.send("京东物流", &[(&no, "JD1")]).await.unwrap();
        house.tell(0).await;
        assert_eq!(house.told("mei").await, [(Topic::Parcel, Some(no.clone()))]);
        gu.delivered(&[&no]).await.unwrap();
        assert_eq!(house.clock(6).await, (0, 0));
        assert_eq!(house.clock(7).await, (1, 0));
        assert_eq!(house.clock(7).await, (0, 0), "once");
        house.tell(7).await;
        let told = house.told("mei").await;
        assert!(told.contains(&(Topic::Confirm, Some(no.clone()))), "{told:?}");
        assert_eq!((gu.unconfirmed().await.count, gu.unconfirmed().await.rows[0].no.clone()), (1, no.clone()));
        assert_eq!(house.hand("zhao").unconfirmed().await.count, 0, "not the import desk's affair");

        assert_eq!(house.clock(14).await, (0, 1));
        let page = mei.parcel(&no).await.unwrap();
        assert_eq!(page.row.closed, Some((house.now() + 14 * crate::house::DAY, ClosedBy::Time)));
        assert_eq!((page.row.unsaid(), page.closes_after), (3, 14));
        assert_eq!(house.clock(30).await, (0, 0));
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn who_was_asked_late_has_as_long_to_answer() {
    for house in houses().await {
        let gu = house.hand("gu");
        house.hand("mei").order("9780262033848 3").await;
        gu.forward(&gu.to_dispatch().await, Vec::new()).await.unwrap();
        assert_eq!(house.clock(20).await, (1, 0), "the house slept");
        assert_eq!(house.clock(26).await, (0, 0));
        assert_eq!(house.clock(27).await, (0, 1));
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn a_desk_closes_a_parcel_with_a_note() {
    for house in houses().await {
        let (mei, gu, wu) = (house.hand("mei"), house.hand("gu"), house.hand("wu"));
        mei.order("9780262033848 3").await;
        let batch = gu.to_dispatch().await;
        wu.pack_rest(&batch).await.unwrap();
        let no = wu.numbers(&batch).await.remove(0);
        assert_eq!(wu.close(&no, "done").await.unwrap_err(), Refusal::Stale, "it is not there yet");
        wu.delivered(&[&no]).await.unwrap();
        assert_eq!(wu.close(&no, " ").await.unwrap_err(), Refusal::field("note", FaultCode::Required));
        assert_eq!(house.hand("zhao").close(&no, "done").await.unwrap_err(), Refusal::NotAllowed);
        wu.close(&no, "confirmed by phone").await.unwrap();
        let page = mei.parcel(&no).await.unwrap();
        assert_eq!(page.row.closed.map(|(_, by)| by), Some(ClosedBy::House));
        assert_eq!((page.closing_note.as_str(), page.acceptable), ("confirmed by phone", false));
        assert_eq!(wu.undo_last(&batch).await.unwrap_err(), Refusal::Stale, "closed is closed");
        assert!(house.violations().await.is_empty());
    }
}
