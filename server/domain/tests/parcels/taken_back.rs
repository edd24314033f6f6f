//! A delivery that was a mistake is taken back, unless its customer has said something of it.

use kernel::Refusal;
use kernel::shapes::ParcelState;

use crate::hands::said;
use crate::house::houses;

#[tokio::test]
async fn a_batch_that_went_by_mistake_comes_back_with_the_parcels_that_hands_packed() {
    for house in houses().await {
        let (mei, gu) = (house.hand("mei"), house.hand("gu"));
        let order = mei.order("9780262033848 3\n9780262035613 2").await;
        house.hand("tang").order("9780262033848 1").await;
        let batch = gu.to_dispatch().await;
        let slice = gu.batch(&batch).await.lines.iter().find(|line| line.copies == 3).unwrap().slice_id;
        let packed = gu.pack(&batch, vec![(slice, 1)]).await.unwrap();
        assert_eq!(gu.forward(&batch, Vec::new()).await.unwrap(), None);
        assert_eq!(gu.numbers(&batch).await.len(), 3, "what was in none went in one for each customer");
        assert_eq!(mei.places(&order).await, [("delivered".to_owned(), 3)]);

        let act = gu.batch(&batch).await.moves[0].clone();
        assert_eq!((act.kind.as_str(), act.undoable, act.copies), ("deliver", true, 6));
        assert_eq!(gu.undo(act.id).await.unwrap().as_deref(), Some(batch.as_str()));
        assert_eq!(mei.places(&order).await, [("dispatch".to_owned(), 3)]);
        assert_eq!(gu.numbers(&batch).await, std::slice::from_ref(&packed), "as it was before");
        assert_eq!(gu.parcel(&packed).await.unwrap().row.state, ParcelState::Packed);
        assert!(house.violations().await.is_empty());

        gu.delivered(&[&packed]).await.unwrap();
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn what_a_customer_has_confirmed_is_not_taken_back() {
    for house in houses().await {
        let (mei, gu) = (house.hand("mei"), house.hand("gu"));
        mei.order("9780262033848 3").await;
        let batch = gu.to_dispatch().await;
        gu.forward(&batch, Vec::new()).await.unwrap();
        let no = gu.numbers(&batch).await.remove(0);
        let line = mei.parcel(&no).await.unwrap().lines.remove(0);
        mei.accept(&no, vec![said(&line, 1, 0)]).await.unwrap();
        assert_eq!(gu.undo_last(&batch).await.unwrap_err(), Refusal::Stale);
        assert_eq!(mei.parcel(&no).await.unwrap().row.state, ParcelState::Delivered);
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn a_delivery_comes_back_after_its_customer_was_asked_and_nobody_is_asked_twice() {
    for house in houses().await {
        let gu = house.hand("gu");
        house.hand("mei").order("9780262033848 3").await;
        let batch = gu.to_dispatch().await;
        gu.forward(&batch, Vec::new()).await.unwrap();
        assert_eq!(house.clock(8).await, (1, 0));
        gu.undo_last(&batch).await.unwrap();
        let no = gu.numbers(&batch).await.remove(0);
        assert_eq!(gu.parcel(&no).await.unwrap().row.asked_at, None, "who read of it still finds the parcel");
        gu.delivered(&[&no]).await.unwrap();
        assert_eq!(house.clock(8).await, (1, 0));
        assert!(house.violations().await.is_empty());
    }
}
