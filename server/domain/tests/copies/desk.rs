//! A desk gathers, moves on, takes out and takes back; the customer's order follows every copy.

use domain::batches::{Onward, OpenFilter, Part};
use domain::{Refusal, batches};
use kernel::FaultCode;
use kernel::journey::State;

use crate::house::houses;
use crate::steps::{list, places};

#[tokio::test]
async fn a_batch_goes_the_whole_way_and_two_damaged_copies_leave_it() {
    for house in houses().await {
        let (mei, zhao, wu) = (house.hand("mei"), house.hand("zhao"), house.hand("wu"));
        let no = mei.place(list("9780262033848 5\n9780262035613 1\n9780521809269 2")).await.unwrap().no;
        let press = house.titles[0].publisher_id;
        let mut conn = house.db.read().await.unwrap();
        let groups = batches::open_groups(&mut conn, &house.scope("zhao").staff().unwrap(), &OpenFilter::default())
            .await
            .unwrap();
        assert_eq!(groups.len(), 2, "two publishers wait");
        assert_eq!(groups.iter().find(|group| group.publisher_id == press).map(|group| group.copies), Some(6));
        drop(conn);

        let purchase = zhao.gather(press, Vec::new()).await.unwrap();
        assert_eq!(places(&mei.line(&no).await), [("purchase", 5)]);
        assert_eq!(mei.line(&no).await.slices[0].batch.as_deref(), Some(purchase.as_str()));
        let customs = zhao.forward(&purchase, Vec::new()).await.unwrap().unwrap();
        assert_ne!(customs, purchase, "at each stage it is another batch");
        let inspection = zhao.forward(&customs, Vec::new()).await.unwrap().unwrap();
        assert_eq!(zhao.forward(&inspection, Vec::new()).await.unwrap_err(), Refusal::NotAllowed, "not this desk's");

        let slice = wu.batch(&inspection).await.lines.into_iter().find(|line| line.copies == 5).unwrap().slice_id;
        wu.take_out(&inspection, slice, 2, "damaged").await.unwrap();
        assert_eq!(places(&mei.line(&no).await), [("ordered", 2), ("inspection", 3)], "bought again");
        let mut at = inspection;
        while let Some(next) = wu.forward(&at, Vec::new()).await.unwrap() {
            at = next;
        }
        let line = mei.line(&no).await;
        assert_eq!(places(&line), [("ordered", 2), ("delivered", 3)]);
        assert_eq!(line.state, State::PartlyArrived);
        assert!(line.steps.iter().any(|step| step.reason.is_some()), "the reason is told");
        assert_eq!(mei.find(&purchase).await.rows.len(), 2, "both lines were in that batch once");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn a_part_goes_on_and_a_mistake_is_taken_back() {
    for house in houses().await {
        let (mei, zhao) = (house.hand("mei"), house.hand("zhao"));
        let no = mei.place(list("9780262033848 5")).await.unwrap().no;
        let purchase = zhao.gather(house.titles[0].publisher_id, Vec::new()).await.unwrap();
        let slice = zhao.batch(&purchase).await.lines[0].slice_id;
        let customs = zhao.forward(&purchase, vec![(slice, 2)]).await.unwrap().unwrap();
        assert_eq!(places(&mei.line(&no).await), [("purchase", 3), ("customs", 2)]);

        let act = zhao.batch(&customs).await.moves[0].clone();
        assert!(act.undoable);
        assert_eq!(zhao.undo(act.id, " ").await.unwrap_err(), Refusal::field("note", FaultCode::Required));
        assert_eq!(zhao.undo(act.id, "wrong pallet").await.unwrap().as_deref(), Some(purchase.as_str()));
        assert_eq!(places(&mei.line(&no).await), [("purchase", 5)]);
        assert_eq!(zhao.undo(act.id, "again").await.unwrap_err(), Refusal::Stale, "once is enough");

        let gathered = zhao.batch(&purchase).await.moves.into_iter().find(|act| act.kind == "batch").unwrap();
        zhao.forward(&purchase, Vec::new()).await.unwrap();
        assert_eq!(zhao.undo(gathered.id, "too late").await.unwrap_err(), Refusal::Stale, "the copies have gone on");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn of_two_desks_with_the_same_page_only_the_first_acts() {
    for house in houses().await {
        let (mei, zhao) = (house.hand("mei"), house.hand("zhao"));
        mei.place(list("9780262033848 5")).await.unwrap();
        let no = zhao.gather(house.titles[0].publisher_id, Vec::new()).await.unwrap();
        let version = zhao.batch(&no).await.version;
        let wish = Onward { parts: vec![Part { no, version, slices: Vec::new() }], into: None };
        zhao.forward_from(wish.clone()).await.unwrap();
        assert_eq!(house.hand("gu").forward_from(wish).await.unwrap_err(), Refusal::Stale);
    }
}

#[tokio::test]
async fn the_desk_is_closed_to_customers() {
    for house in houses().await {
        house.hand("mei").place(list("9780262033848 5")).await.unwrap();
        for name in ["mei", "lin", "tang"] {
            let refused = house.hand(name).gather(house.titles[0].publisher_id, Vec::new()).await.unwrap_err();
            assert_eq!(refused, Refusal::NotFound, "{name} does not even learn that there is a desk");
        }
    }
}

#[tokio::test]
async fn delivered_copies_come_back_and_unavailable_ones_give_credit_back() {
    for house in houses().await {
        let (mei, gu) = (house.hand("mei"), house.hand("gu"));
        let no = mei.place(list("9780262033848 4")).await.unwrap().no;
        let mut at = gu.gather(house.titles[0].publisher_id, Vec::new()).await.unwrap();
        let slice = gu.batch(&at).await.lines[0].slice_id;
        gu.take_out(&at, slice, 1, "out_of_print").await.unwrap();
        assert_eq!(
            gu.take_out(&at, slice, 9, "nonsense").await.unwrap_err().faults().map(|faults| faults.0.len()),
            Some(2),
            "the number and the reason are both named"
        );
        while let Some(next) = gu.forward(&at, Vec::new()).await.unwrap() {
            at = next;
        }
        let line = mei.line(&no).await;
        gu.take_back(line.id, 1, "returned_damaged").await.unwrap();
        gu.take_back(line.id, 1, "damaged").await.unwrap();
        assert_eq!(
            places(&mei.line(&no).await),
            [("ordered", 1), ("delivered", 1), ("unavailable", 1), ("returned", 1)]
        );
        assert!(house.violations().await.is_empty());
    }
}
