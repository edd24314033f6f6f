//! Supervisors set the house's own rows: what follows from it, who may, and that it is written down.

use domain::cutoffs::{self, closing};
use domain::{Refusal, Scope, days};
use kernel::FaultCode;
use kernel::shapes::{DayKind, WaitRow};

use crate::house::{DAY, House, NOW, houses};
use crate::steps::{Hand, list};

/// Gu at another instant.
fn gu_at(house: &House, now: i64) -> Hand<'_> {
    let scope = Scope { now, ..house.scope("gu") };
    Hand { house, scope }
}

/// The next cut-off of the first publisher.
async fn next_cutoff(house: &House) -> Option<i64> {
    let mut conn = house.db.read().await.unwrap();
    cutoffs::next(&mut conn, house.titles[0].publisher_id, NOW).await.unwrap()
}

#[tokio::test]
async fn a_day_of_rest_puts_cut_offs_off_and_a_worked_weekend_does_not() {
    for house in houses().await {
        let gu = house.hand("gu");
        // Friday, the 18th of September 2026.
        gu.set_rhythm(house.titles[0].publisher_id, "14", "2026-09-18").await.unwrap();
        let friday = days::today(NOW) + 11;
        assert_eq!(next_cutoff(&house).await, Some(closing(friday)));
        let entered = gu.set_day("2026-09-18", "rest", "Stocktaking").await.unwrap();
        assert_eq!((entered.day, entered.kind), (friday, DayKind::Rest));
        assert_eq!(next_cutoff(&house).await, Some(closing(friday + 2)), "Sunday, the 20th, is worked this year");
        gu.remove_day(friday + 2).await.unwrap();
        assert_eq!(next_cutoff(&house).await, Some(closing(friday + 3)), "the Monday after");
        gu.remove_day(friday).await.unwrap();
        assert_eq!(next_cutoff(&house).await, Some(closing(friday)), "as before");

        let page = house.hand("zhao").calendar(None).await;
        assert_eq!((page.year, page.mine, page.changes.len()), (2026, false, 3), "every desk reads it");
        let last = &page.changes[0];
        assert_eq!((last.was.as_ref().map(|day| day.day), last.became.as_ref()), (Some(friday), None));
        assert!(page.changes.iter().all(|change| !change.by.is_empty() && change.at == NOW));
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn only_a_supervisor_changes_the_calendar_and_every_fault_is_named() {
    for house in houses().await {
        let gu = house.hand("gu");
        let rest = |name: &str| house.hand(name);
        assert_eq!(rest("zhao").set_day("2026-12-24", "rest", "Eve").await.unwrap_err(), Refusal::NotAllowed);
        assert_eq!(rest("mei").set_day("2026-12-24", "rest", "Eve").await.unwrap_err(), Refusal::NotFound);
        let faults = gu.set_day("soon", "party", " ").await.unwrap_err();
        let of = |field: &str| faults.faults().and_then(|faults| faults.of(field).cloned());
        assert_eq!((of("day"), of("kind")), (Some(FaultCode::NotADate), Some(FaultCode::UnknownChoice)));
        assert_eq!((of("name_zh"), of("name_en")), (Some(FaultCode::Required), Some(FaultCode::Required)));
        let nothing = Refusal::field("day", FaultCode::NothingChanges);
        assert_eq!(gu.set_day("2026-12-26", "rest", "Boxing Day").await.unwrap_err(), nothing, "a Saturday is free");
        assert_eq!(gu.set_day("2026-12-24", "work", "Eve").await.unwrap_err(), nothing);
        gu.set_day("2026-12-24", "rest", "Eve").await.unwrap();
        let taken = Refusal::field("day", FaultCode::Taken);
        assert_eq!(gu.set_day("2026-12-24", "rest", "Once more").await.unwrap_err(), taken);
        let eve = days::typed("2026-12-24").unwrap();
        gu.remove_day(eve).await.unwrap();
        assert_eq!(gu.remove_day(eve).await.unwrap_err(), Refusal::Stale, "two at once");
        let mut conn = house.db.read().await.unwrap();
        let staff = gu.scope.staff().unwrap();
        for year in [1999, 2101] {
            let found = domain::calendar::find(&mut conn, &staff, Some(year)).await.map_err(Refusal::from);
            assert_eq!(found.unwrap_err(), Refusal::NotFound);
        }
    }
}

#[tokio::test]
async fn the_next_year_is_asked_for_and_pasted_whole() {
    for house in houses().await {
        let (september, october) = (house.hand("gu"), gu_at(&house, NOW + 30 * DAY));
        assert_eq!(september.calendar(None).await.missing, None);
        assert_eq!(october.calendar(None).await.missing, Some(2027), "New Year's Day alone is no calendar");
        let january = gu_at(&house, NOW + 120 * DAY);
        assert_eq!(january.calendar(None).await.missing, Some(2027), "and in January it is late");
        let notice = "二、春节：2月5日（农历腊月二十九、周五）至11日（周四）放假调休，共7天。2月14日（周日）上班。\n\
                      三、清明节：4月3日（周六）至5日（周一）放假，共3天。";
        assert_eq!(october.set_year(2027, notice).await.unwrap(), 7, "five weekdays, a Monday, and a worked Sunday");
        let page = october.calendar(Some(2027)).await;
        assert_eq!((page.missing, page.days.len(), page.changes.len()), (None, 8, 7));
        let again = october.set_year(2027, notice).await.unwrap_err();
        assert_eq!(again, Refusal::field("text", FaultCode::NothingChanges));
        let half = october.set_year(2027, "2027-05-03 rest 劳动节\n2027-05-32 rest 劳动节").await.unwrap_err();
        assert_eq!(half, Refusal::field("text", FaultCode::LinesInQuestion { count: 1 }));
        assert_eq!(october.calendar(Some(2027)).await.days.len(), 8, "all or nothing");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn a_surcharge_is_paid_from_its_day_on() {
    for house in houses().await {
        let gu = house.hand("gu");
        let urgent_price = async |now: i64| {
            let scope = Scope { now, ..house.scope("mei") };
            let mut form = list("9780262033848 1");
            form.urgent = true;
            let mei = Hand { house: &house, scope };
            let no = mei.place(form).await.unwrap().no;
            mei.line(&no).await.price_fen.unwrap()
        };
        let before = urgent_price(NOW).await;
        assert_eq!(gu.surcharges().await.basis_points, 1_200);
        gu.set_surcharge("24", "2026-09-10").await.unwrap();
        assert_eq!(urgent_price(NOW).await, before, "not yet");
        let after = urgent_price(NOW + 3 * DAY).await;
        // Of the price without haste, 12 in a hundred more; both are rounded to a whole fen.
        assert!(((after - before) * 112 - before * 12).abs() <= 112, "{before} became {after}");
        let page = gu.surcharges().await;
        assert_eq!((page.basis_points, page.steps.len()), (1_200, 2));
        assert_eq!((page.changes[0].was, page.changes[0].became), (Some(1_200), Some(2_400)));

        let same = gu.set_surcharge("24.00", "2026-09-11").await.unwrap_err();
        assert_eq!(same, Refusal::field("percent", FaultCode::NothingChanges));
        let faults = gu.set_surcharge("101", "2026-09-06").await.unwrap_err();
        let of = |field: &str| faults.faults().and_then(|faults| faults.of(field).cloned());
        assert_eq!(of("percent"), Some(FaultCode::OutOfRange { min: 0, max: 100 }));
        assert_eq!(of("from"), Some(FaultCode::DatePassed), "what was paid stays paid");
        let stale = {
            let wish = domain::settings::SetSurcharge {
                percent: "30".to_owned(),
                from: "2026-09-10".to_owned(),
                version: page.version - 1,
            };
            let done = house.db.write((gu.scope.clone(), wish), |tx, (scope, wish)| {
                Box::pin(async move { domain::settings::set_surcharge(tx, &scope.staff()?, wish).await })
            });
            done.await.map_err(Refusal::from).unwrap_err()
        };
        assert_eq!(stale, Refusal::Stale);
        assert_eq!(house.hand("zhao").set_surcharge("1", "2026-09-10").await.unwrap_err(), Refusal::NotAllowed);
        let day = days::typed("2026-09-10").unwrap();
        assert_eq!(gu.drop_surcharge(0).await.unwrap_err(), Refusal::Stale, "what has begun stays");
        gu.drop_surcharge(day).await.unwrap();
        assert_eq!(urgent_price(NOW + 3 * DAY).await, before);
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn the_rank_of_a_contract_decides_who_is_short() {
    for house in houses().await {
        let gu = house.hand("gu");
        let (mei, tang) = (house.hand("mei"), house.hand("tang"));
        mei.place(list("9780262033848 2")).await.unwrap();
        let tangs = tang.place(list("9780262033848 2")).await.unwrap().no;
        let purchase = gu.gather(house.titles[0].publisher_id, Vec::new()).await.unwrap();
        let customs = gu.forward(&purchase, Vec::new()).await.unwrap().unwrap();
        let no = gu.forward(&customs, Vec::new()).await.unwrap().unwrap();
        let rows = gu.contracts("TSINGHUA", None).await.rows;
        assert_eq!((rows.len(), rows[0].priority), (1, 100));
        assert_eq!(
            gu.contracts("", None).await.rows.len(),
            3,
            "who pays the house itself: two customers and a partner"
        );
        assert!(gu.contracts("%", None).await.rows.len() == 3 && gu.contracts("苏州", None).await.rows.is_empty());
        gu.set_rank(&rows[0], "10").await.unwrap();
        gu.scan(&no, "9780262033848 2").await.unwrap();
        let shares = gu.receipt(&no).await.shares;
        let gets = |order: &str| shares.iter().find(|share| share.order_no == order).map(|share| share.gets);
        assert_eq!(gets(&tangs), Some(2), "of one day, the better contract");

        assert_eq!(gu.set_rank(&rows[0], "20").await.unwrap_err(), Refusal::Stale);
        let now = gu.contracts("清华", None).await.rows.remove(0);
        let far = Refusal::field("priority", FaultCode::OutOfRange { min: 1, max: 999 });
        assert_eq!(gu.set_rank(&now, "0").await.unwrap_err(), far);
        assert_eq!(gu.set_rank(&now, "10").await.unwrap_err(), Refusal::field("priority", FaultCode::NothingChanges));
        assert_eq!(house.hand("wu").set_rank(&now, "20").await.unwrap_err(), Refusal::NotAllowed);
        let page = gu.contracts("", None).await;
        assert_eq!((page.rows[0].priority, page.changes[0].became), (10, Some(10)), "the first comes first");
        assert!(page.changes[0].subject.contains("清华大学"));
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn the_house_waits_as_long_as_was_set() {
    for house in houses().await {
        let gu = house.hand("gu");
        let rows = gu.waits().await.rows;
        let row = |code: &str| rows.iter().find(|row| row.code == code).unwrap().clone();
        let (ask, close): (WaitRow, WaitRow) = (row("acceptance_ask"), row("acceptance_close"));
        assert_eq!((ask.days, close.days), (7, 14));
        gu.set_wait(&ask, "10").await.unwrap();
        assert_eq!(gu.set_wait(&ask, "9").await.unwrap_err(), Refusal::Stale);
        let early = Refusal::field("days", FaultCode::OutOfRange { min: 11, max: 180 });
        assert_eq!(gu.set_wait(&close, "10").await.unwrap_err(), early, "nothing closes before it was asked");
        assert_eq!(house.hand("wu").set_wait(&close, "20").await.unwrap_err(), Refusal::NotAllowed);
        let page = gu.waits().await;
        assert_eq!((page.changes[0].subject.as_str(), page.changes[0].was), ("acceptance_ask", Some(7)));
        assert!(house.violations().await.is_empty());
    }
}
