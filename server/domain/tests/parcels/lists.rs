//! Lists of parcels: the customer's, an order's, those of a number, and the packing slips.

use domain::{orders, parcels};
use kernel::shapes::ParcelState;
use kernel::{Refusal, Uuid};

use crate::house::houses;

#[tokio::test]
async fn a_customer_sees_what_comes_what_waits_and_what_is_closed() {
    for house in houses().await {
        let (mei, gu) = (house.hand("mei"), house.hand("gu"));
        let order = mei.order("9780262033848 3\n9780262035613 2").await;
        let batch = gu.to_dispatch().await;
        let lines = gu.batch(&batch).await.lines;
        let mut nos = Vec::new();
        for line in &lines {
            nos.push(gu.pack(&batch, vec![(line.slice_id, 1)]).await.unwrap());
        }
        gu.pack_rest(&batch).await.unwrap();
        gu.delivered(&[&nos[0], &nos[1]]).await.unwrap();
        mei.accept_all(&nos[0]).await.unwrap();
        let list = mei.parcels().await;
        let numbers = |rows: &[kernel::shapes::ParcelRow]| rows.iter().map(|row| row.no.clone()).collect::<Vec<_>>();
        assert_eq!(numbers(&list.closed), [nos[0].clone()]);
        assert_eq!(numbers(&list.waiting), [nos[1].clone()]);
        assert_eq!((list.coming.len(), list.coming[0].copies), (1, 3));
        let mut conn = house.db.read().await.unwrap();
        assert_eq!(parcels::to_confirm(&mut conn, &mei.scope).await.unwrap(), 1);
        assert_eq!(parcels::to_confirm(&mut conn, &house.scope("bo")).await.unwrap(), 0, "a viewer confirms nothing");
        assert_eq!(parcels::to_confirm(&mut conn, &house.scope("tang")).await.unwrap(), 0);
        assert!(house.hand("tang").parcels().await.coming.is_empty());
        assert_eq!(gu.parcels().await.closed.len(), 1, "the house sees all");

        let page = orders::find(&mut conn, &mei.scope, &order).await.unwrap();
        let of_order: Vec<_> = page.lines.iter().flat_map(|line| &line.parcels).collect();
        assert_eq!(of_order.len(), 4, "each line in two parcels");
        assert!(of_order.iter().any(|row| row.state == ParcelState::Closed && row.no == nos[0]));

        let gu_staff = house.scope("gu");
        let slips = parcels::slips(&mut conn, &gu_staff.staff().unwrap(), &batch).await.unwrap();
        assert_eq!((slips.len(), slips[0].lines.len(), slips[0].city.as_str()), (1, 2, "City"));
    }
}

#[tokio::test]
async fn a_parcel_is_found_by_either_number_by_who_may_see_it() {
    for house in houses().await {
        let gu = house.hand("gu");
        house.hand("mei").order("9780262033848 3").await;
        let batch = gu.to_dispatch().await;
        gu.pack_rest(&batch).await.unwrap();
        let no = gu.numbers(&batch).await.remove(0);
        gu.send("德邦", &[(&no, "dpk900")]).await.unwrap();
        let mut conn = house.db.read().await.unwrap();
        for (who, asked, found) in [
            ("mei", "dpk900 ", 1),
            ("mei", "DPK900", 1),
            ("bo", &*no.to_lowercase(), 1),
            ("gu", "dpk900", 1),
            ("tang", "DPK900", 0),
            ("mei", "", 0),
        ] {
            let rows = parcels::by_number(&mut conn, &house.scope(who), asked).await.unwrap();
            assert_eq!(rows.len(), found, "{who} asks for {asked:?}");
        }
    }
}

#[tokio::test]
async fn closed_parcels_come_page_by_page() {
    for house in houses().await {
        let (mei, gu) = (house.hand("mei"), house.hand("gu"));
        mei.order("9780262033848 45").await;
        let batch = gu.to_dispatch().await;
        let slice = gu.batch(&batch).await.lines[0].slice_id;
        for _ in 0..45 {
            gu.pack(&batch, vec![(slice, 1)]).await.unwrap();
        }
        let nos = gu.numbers(&batch).await;
        let list: Vec<(&str, &str)> = nos.iter().map(|no| (no.as_str(), "")).collect();
        gu.send("EMS", &list).await.unwrap();
        for no in &nos {
            mei.accept_all(no).await.unwrap();
        }
        let mut conn = house.db.read().await.unwrap();
        let first = parcels::list(&mut conn, &mei.scope, None).await.unwrap();
        let second = parcels::list(&mut conn, &mei.scope, first.next.as_deref()).await.unwrap();
        assert_eq!((first.closed.len(), second.closed.len(), second.next), (40, 5, None));
        assert!(second.closed.iter().all(|row| !first.closed.contains(row)));
        let nonsense = parcels::list(&mut conn, &mei.scope, Some(&Uuid::nil().to_string())).await;
        assert_eq!(nonsense.map_err(Refusal::from).unwrap_err(), Refusal::NotFound);
    }
}
