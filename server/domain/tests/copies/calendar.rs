//! Cut-offs: who waits for which, and what a customer is told.

use domain::batches::OpenFilter;
use domain::cutoffs::{self, closing};
use domain::{Refusal, days};
use kernel::FaultCode;

use crate::house::{DAY, NOW, houses};
use crate::steps::list;

#[tokio::test]
async fn a_line_goes_with_the_next_cut_off() {
    for house in houses().await {
        let (mei, zhao) = (house.hand("mei"), house.hand("zhao"));
        let press = house.titles[0].publisher_id;
        let no = mei.place(list("9780262033848 5")).await.unwrap().no;
        assert_eq!(mei.line(&no).await.cutoff, None, "a publisher without a rhythm");
        // A fortnight, counted from Friday, 4 September: the next is Friday, the 18th.
        let next = zhao.set_rhythm(press, "14", "2026-09-04").await.unwrap();
        assert_eq!(next, closing(days::today(NOW) + 11));
        let mut conn = house.db.read().await.unwrap();
        assert_eq!(cutoffs::next(&mut conn, press, NOW).await.unwrap(), Some(next));
        let after = cutoffs::next(&mut conn, press, next).await.unwrap();
        assert_eq!(after, Some(next + 20 * DAY), "the 2nd of October is a holiday, and so is all the week");
        drop(conn);
        assert_eq!(mei.line(&no).await.cutoff, Some(next));
        assert_eq!(mei.find(&no).await.rows[0].line.cutoff, Some(next));
        zhao.gather(press, Vec::new()).await.unwrap();
        assert_eq!(mei.line(&no).await.cutoff, None, "it is bought");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn missed_cut_offs_come_first_and_a_desk_narrows_down() {
    for house in houses().await {
        let (mei, zhao) = (house.hand("mei"), house.hand("zhao"));
        mei.place(list("9780262033848 5\n9780521809269 1\n9783406568053 2")).await.unwrap();
        let [mit, cambridge, beck] = [0, 5, 7].map(|title: usize| house.titles[title].publisher_id);
        zhao.set_rhythm(cambridge, "7", "2026-09-08").await.unwrap();
        zhao.set_rhythm(mit, "30", "2026-09-30").await.unwrap();
        let order = |groups: Vec<kernel::shapes::OpenGroup>| -> Vec<_> {
            groups.into_iter().map(|group| group.publisher_id).collect()
        };
        let groups = zhao.groups(OpenFilter::default()).await;
        assert_eq!(order(groups), [cambridge, mit, beck], "the nearest first, without a calendar last");
        let later = domain::Scope { now: NOW + 3 * DAY, ..house.scope("zhao") };
        let mut conn = house.db.read().await.unwrap();
        let groups = domain::batches::open_groups(&mut conn, &later.staff().unwrap(), &OpenFilter::default()).await;
        assert!(groups.unwrap()[0].cutoff.is_some_and(|at| at < later.now), "what was missed stays missed");
        let germans = OpenFilter { country: "de".to_owned(), ..OpenFilter::default() };
        assert_eq!(order(zhao.groups(germans).await), [beck]);
        let pounds = OpenFilter { currency: "GBP".to_owned(), publisher: "press".to_owned(), ..OpenFilter::default() };
        assert_eq!(order(zhao.groups(pounds).await), [cambridge]);
    }
}

#[tokio::test]
async fn only_who_buys_sets_the_calendar_and_every_fault_is_named() {
    for house in houses().await {
        let press = house.titles[0].publisher_id;
        let set = async |name: &str| house.hand(name).set_rhythm(press, "7", "2026-09-04").await;
        assert_eq!(set("wu").await.unwrap_err(), Refusal::NotAllowed);
        assert_eq!(set("mei").await.unwrap_err(), Refusal::NotFound);
        let zhao = house.hand("zhao");
        let Refusal::Invalid(faults) = zhao.set_rhythm(press, "0", "Friday").await.unwrap_err() else { panic!() };
        assert_eq!(faults.of("rhythm_days"), Some(&FaultCode::OutOfRange { min: 1, max: 366 }));
        assert_eq!(faults.of("anchor"), Some(&FaultCode::NotADate));
        let nobody = kernel::Uuid::now_v7();
        assert_eq!(zhao.set_rhythm(nobody, "7", "2026-09-04").await.unwrap_err(), Refusal::NotFound);
    }
}
