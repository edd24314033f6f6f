//! Credit is taken when an order is placed, given back for what will never come, and never overdrawn.

use domain::{Refusal, orders};

use crate::house::houses;
use crate::steps::list;

#[tokio::test]
async fn racing_orders_never_overdraw() {
    for house in houses().await {
        // Suzhou's own limit is ¥50,000.00; two hundred copies of this title cost ¥16,000 and more: three fit, four do not.
        let sun = house.scope("sun");
        let sends = (0..12).map(|_| {
            let (db, verb) = (house.db.clone(), (sun.clone(), list("9780262033848 20")));
            tokio::spawn(async move {
                db.write(verb, |tx, (scope, form)| Box::pin(orders::place(tx, scope, form)))
                    .await
                    .map_err(Refusal::from)
            })
        });
        let (mut placed, mut short) = (0, 0);
        for send in sends.collect::<Vec<_>>() {
            match send.await.unwrap() {
                Ok(_) => placed += 1,
                Err(Refusal::Credit { short_fen }) => {
                    assert!(short_fen > 0);
                    short += 1;
                }
                Err(Refusal::Busy) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        assert!(placed >= 1 && short >= 1, "{placed} placed, {short} refused");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn cancelled_copies_give_their_credit_back() {
    for house in houses().await {
        let mei = house.hand("mei");
        let free = || async {
            let mut conn = house.db.read().await.unwrap();
            orders::check(&mut conn, &house.scope("mei"), (None, "9780262033848"), None)
                .await
                .unwrap()
                .free_fen
                .unwrap()
        };
        let before = free().await;
        let no = mei.place(list("9780262033848 5")).await.unwrap().no;
        let line = mei.line(&no).await;
        assert_eq!(before - free().await, 5 * line.price_fen.unwrap());
        mei.cancel(line.id, 2).await.unwrap();
        assert_eq!(before - free().await, 3 * line.price_fen.unwrap());
        let gone = mei.cancel(line.id, 4).await.unwrap_err();
        assert!(gone.faults().is_some_and(|faults| faults.of("copies").is_some()), "only three are left");
        assert_eq!(house.hand("tang").cancel(line.id, 1).await.unwrap_err(), Refusal::NotFound);
        assert!(house.violations().await.is_empty());
    }
}
