//! The urgent lane: dearer, said before, and bought at once.

use domain::{Refusal, orders};
use kernel::FaultCode;

use crate::house::houses;
use crate::steps::{list, places};

#[tokio::test]
async fn the_price_of_haste_is_said_before_and_kept_on_the_line() {
    for house in houses().await {
        let mei = house.hand("mei");
        let mut conn = house.db.read().await.unwrap();
        let read =
            orders::check(&mut conn, &mei.scope, (None, "9780262033848 3\n9780521809269 1"), None).await.unwrap();
        drop(conn);
        let (usual, urgent) = (read.total_fen.unwrap(), read.urgent_total_fen.unwrap());
        assert!(urgent > usual && urgent < usual * 6 / 5, "12 percent on top: {usual}, {urgent}");
        let mut form = list("9780262033848 3\n9780521809269 1");
        form.urgent = true;
        let no = mei.place(form).await.unwrap().no;
        let page = mei.order(&no).await.unwrap();
        assert_eq!(page.head.total_fen, Some(urgent), "what was shown is what is owed");
        assert!(page.lines.iter().all(|line| line.cutoff.is_none()), "it waits for no cut-off");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn what_is_urgent_is_bought_at_once_and_the_rest_waits() {
    for house in houses().await {
        let (mei, zhao) = (house.hand("mei"), house.hand("zhao"));
        let usual = mei.place(list("9780262033848 5")).await.unwrap().no;
        assert_eq!(zhao.rush().await.unwrap_err(), Refusal::field("slices", FaultCode::NothingChosen));
        let mut form = list("9780262033848 2\n9780521809269 1");
        form.urgent = true;
        let urgent = mei.place(form).await.unwrap().no;
        assert_eq!(zhao.groups(Default::default()).await[0].urgent, 1);
        let bought = zhao.rush().await.unwrap();
        assert_eq!(bought.len(), 2, "a batch for each publisher");
        assert_eq!(places(&mei.line(&urgent).await), [("purchase", 2)]);
        assert_eq!(places(&mei.line(&usual).await), [("ordered", 5)]);
        assert_eq!(house.hand("wu").rush().await.unwrap_err(), Refusal::NotAllowed);
        assert!(house.violations().await.is_empty());
    }
}
