//! Packing, sending, and what a batch can no longer do with copies that are in a parcel.

use kernel::shapes::ParcelState;
use kernel::{FaultCode, Refusal};

use crate::house::houses;

const LIST: &str = "9780262033848 3\n9780262035613 2";

fn in_parcel() -> Refusal {
    Refusal::field("slices", FaultCode::InParcel)
}

#[tokio::test]
async fn some_copies_are_packed_and_the_rest_one_parcel_for_each_customer() {
    for house in houses().await {
        let wu = house.hand("wu");
        house.hand("mei").order(LIST).await;
        house.hand("tang").order("9780262033848 1").await;
        let batch = house.hand("gu").to_dispatch().await;
        let loose = wu.parcels_of(&batch).await.loose;
        assert_eq!(loose.len(), 2);
        let pku = loose.iter().find(|customer| customer.org_id == house.org("pku")).unwrap();
        let three = pku.lines.iter().find(|line| line.copies == 3).unwrap().slice_id;
        let tsinghua = loose.iter().find(|customer| customer.org_id != house.org("pku")).unwrap();
        let mixed = vec![(three, 1), (tsinghua.lines[0].slice_id, 1)];
        let several = Refusal::field("slices", FaultCode::UnknownChoice);
        assert_eq!(wu.pack(&batch, mixed).await.unwrap_err(), several, "a parcel goes to one customer");
        let zhao = house.hand("zhao").pack(&batch, vec![(three, 1)]).await;
        assert_eq!(zhao.unwrap_err(), Refusal::NotAllowed, "another desk's");

        let first = wu.pack(&batch, vec![(three, 2)]).await.unwrap();
        assert!(first.starts_with("B26-"), "{first}");
        assert_eq!(wu.pack(&batch, vec![(three, 2)]).await.unwrap_err(), in_parcel());
        assert_eq!(wu.pack_rest(&batch).await.unwrap(), 2);
        assert!(wu.parcels_of(&batch).await.loose.is_empty());
        let nothing = Refusal::field("slices", FaultCode::NothingChosen);
        assert_eq!(wu.pack_rest(&batch).await.unwrap_err(), nothing);
        let mut copies: Vec<i64> = wu.parcels_of(&batch).await.parcels.iter().map(|(row, _)| row.copies).collect();
        copies.sort_unstable();
        assert_eq!(copies, [1, 2, 3]);

        assert_eq!(wu.unpack(&first).await.unwrap(), batch);
        assert_eq!(wu.parcel(&first).await.unwrap_err(), Refusal::NotFound);
        assert_eq!(wu.parcels_of(&batch).await.loose[0].lines[0].copies, 2);
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn nothing_is_packed_before_the_last_port_nor_while_it_is_held() {
    for house in houses().await {
        let gu = house.hand("gu");
        house.hand("mei").order(LIST).await;
        let purchase = gu.gather(house.titles[0].publisher_id).await.unwrap();
        let early = Refusal::field("slices", FaultCode::UnknownChoice);
        assert_eq!(gu.pack_rest(&purchase).await.unwrap_err(), early);
        assert!(!gu.parcels_of(&purchase).await.packs);
        let mut at = purchase;
        while gu.batch(&at).await.head.stage != "dispatch" {
            at = gu.forward(&at, Vec::new()).await.unwrap().unwrap();
        }
        let held = gu.hold(&at, Vec::new()).await.unwrap();
        assert!(gu.parcels_of(&held).await.held);
        assert_eq!(gu.pack_rest(&held).await.unwrap_err(), Refusal::field("slices", FaultCode::OnHold));
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn copies_in_a_parcel_leave_their_batch_in_no_other_way() {
    for house in houses().await {
        let (mei, gu) = (house.hand("mei"), house.hand("gu"));
        mei.order(LIST).await;
        let other = gu.to_dispatch().await;
        let order = mei.order(LIST).await;
        let batch = gu.to_dispatch().await;
        let lines = gu.batch(&batch).await.lines;
        let three = lines.iter().find(|line| line.copies == 3).unwrap().slice_id;
        let two = lines.iter().find(|line| line.copies == 2).unwrap().slice_id;
        let parcel = gu.pack(&batch, vec![(three, 2)]).await.unwrap();
        assert_eq!(gu.split(&batch, vec![(three, 2)]).await.unwrap_err(), in_parcel());
        assert_eq!(gu.merge(&batch, &other).await.unwrap_err(), in_parcel());
        assert_eq!(gu.hold(&batch, vec![(three, 3)]).await.unwrap_err(), in_parcel());
        assert_eq!(gu.take_out(&batch, three, 2).await.unwrap_err(), in_parcel());
        assert_eq!(gu.forward(&batch, vec![(three, 2)]).await.unwrap_err(), in_parcel());
        assert_eq!(gu.undo_last(&batch).await.unwrap_err(), in_parcel(), "it came in with that act");

        gu.take_out(&batch, three, 1).await.unwrap();
        let rest = gu.split(&batch, vec![(two, 1)]).await.unwrap();
        gu.forward(&batch, vec![(two, 1)]).await.unwrap();
        assert_eq!(mei.parcel(&parcel).await.unwrap().row.state, ParcelState::Packed, "the others went without it");
        assert_eq!(gu.forward(&batch, Vec::new()).await.unwrap(), None);
        assert_eq!(mei.parcel(&parcel).await.unwrap().row.state, ParcelState::Delivered);
        assert_eq!(mei.places(&order).await, [("ordered".to_owned(), 1), ("delivered".to_owned(), 2)]);
        assert_eq!(gu.batch(&rest).await.head.copies, 1);
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn a_carrier_takes_a_list_of_parcels() {
    for house in houses().await {
        let (wu, zhao) = (house.hand("wu"), house.hand("zhao"));
        house.hand("mei").order(LIST).await;
        house.hand("tang").order("9780262033848 1").await;
        let batch = house.hand("gu").to_dispatch().await;
        wu.pack_rest(&batch).await.unwrap();
        let nos = wu.numbers(&batch).await;
        let [first, second] = nos.as_slice() else { panic!("two parcels") };
        let unknown = |place: usize| format!("parcels.{place}.no");
        let faults = wu.send(" ", &[(first, "1"), ("B26-999999", ""), (first, "2")]).await.unwrap_err();
        let faults = faults.faults().unwrap().clone();
        assert_eq!(faults.of("carrier"), Some(&FaultCode::Required));
        assert_eq!(faults.of(&unknown(1)), Some(&FaultCode::UnknownChoice));
        assert_eq!(faults.of(&unknown(2)), Some(&FaultCode::Taken));
        let not_his = zhao.send("EMS", &[(first, "1")]).await.unwrap_err();
        assert_eq!(not_his, Refusal::field("parcels.0.no", FaultCode::UnknownChoice));

        assert_eq!(wu.send("EMS", &[(&first.to_lowercase(), "ex 1 cn"), (second, "")]).await.unwrap(), 2);
        let sent = wu.parcel(first).await.unwrap().row;
        assert_eq!((sent.state, sent.carrier.as_str(), sent.tracking.as_str()), (ParcelState::Sent, "EMS", "EX 1 CN"));
        wu.send("顺丰速运", &[(first, "SF1")]).await.unwrap();
        assert_eq!(wu.parcel(first).await.unwrap().row.tracking, "SF1", "a slip of the pen is mended");
        assert_eq!(wu.unpack(first).await.unwrap_err(), Refusal::Stale, "it is on its way");
        assert_eq!(wu.delivered(&[first, second]).await.unwrap(), 2);
        assert_eq!(wu.delivered(&[first]).await.unwrap(), 0, "a repeat changes nothing");
        assert!(wu.send("EMS", &[(first, "1")]).await.is_err(), "it is there already");
        assert_eq!(wu.batch(&batch).await.head.copies, 0);
        assert!(house.violations().await.is_empty());
    }
}
