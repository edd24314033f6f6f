//! fsck sees each kind of damage to invoices. Each of these was a sound house one statement ago.

use crate::damage::rules;
use crate::hands::said;
use crate::house::{House, houses};

/// Two invoices: one of Mei's, of which a copy was refused, and one of Tang's, which is paid.
async fn two_invoices() -> Vec<House> {
    let houses = houses().await;
    for house in &houses {
        let (mei, tang, gu) = (house.hand("mei"), house.hand("tang"), house.hand("gu"));
        mei.order("9780262033848 3").await;
        let no = gu.deliver().await.remove(0);
        let line = mei.parcel(&no).await.unwrap().lines.remove(0);
        mei.accept(&no, vec![said(&line, 2, 1)]).await.unwrap();
        tang.order("9780262033848 2").await;
        tang.accept_all(&gu.deliver().await[0]).await.unwrap();
        gu.pay("F26-000002", "2026-09-07", "ICBC 1").await.unwrap();
        assert!(rules(house).await.is_empty());
    }
    houses
}

#[tokio::test]
async fn a_number_that_is_left_out_is_found() {
    for house in two_invoices().await {
        assert_eq!(
            damage!(&house, "update invoices set no = 'F26-000003' where no = 'F26-000002'"),
            ["invoices-numbers"]
        );
    }
    for house in two_invoices().await {
        assert_eq!(damage!(&house, "update counters set value = value + 1 where name = 'F26'"), ["invoices-numbers"]);
    }
    for house in two_invoices().await {
        let found = damage!(&house, "insert into counters (name, value) values ('F25', 3)");
        assert_eq!(found, ["invoices-numbers"]);
    }
}

#[tokio::test]
async fn a_wrong_sum_is_found() {
    for house in two_invoices().await {
        assert_eq!(damage!(&house, "update invoices set total_fen = total_fen + 1"), ["invoices-totals"]);
    }
    for house in two_invoices().await {
        let found = damage!(
            &house,
            "delete from invoice_lines where invoice_id in (select id from invoices where paid_day is null)"
        );
        assert_eq!(found, ["invoices-totals"]);
    }
}

#[tokio::test]
async fn a_refused_copy_that_is_billed_is_found() {
    for house in two_invoices().await {
        let found = damage!(
            &house,
            "update invoice_lines set copies = copies + 1
             where invoice_id in (select id from invoices where paid_day is null)"
        );
        assert_eq!(found, ["invoices-totals", "invoices-accepted"]);
    }
    for house in two_invoices().await {
        let found = damage!(&house, "update invoices set payer_id = (select id from orgs where kind = 'partner')");
        assert!(found.contains(&"invoices-accepted".to_owned()), "{found:?}");
    }
    for house in two_invoices().await {
        let found = damage!(&house, "update parcels set closed_at = null, closed_by = null");
        assert!(found.contains(&"invoices-accepted".to_owned()), "{found:?}");
    }
}

#[tokio::test]
async fn a_copy_that_is_billed_twice_is_found() {
    for house in two_invoices().await {
        let found = damage!(
            &house,
            "update invoice_lines set copies = copies * 2 where invoice_id in (select id from invoices where paid_day is null)"
        );
        assert!(found.contains(&"invoices-once".to_owned()), "{found:?}");
    }
}

#[tokio::test]
async fn an_invoice_that_is_paid_by_nothing_is_found() {
    for house in two_invoices().await {
        let found = damage!(&house, "update invoices set paid_day = issued_at / 86400000 where paid_day is null");
        assert_eq!(found, ["credit-orders", "invoices-paid"]);
    }
    for house in two_invoices().await {
        let found = damage!(&house, "update payments set undone_at = at, undone_by = by_id");
        assert_eq!(found, ["invoices-paid"]);
    }
    for house in two_invoices().await {
        let found = damage!(&house, "delete from credit_entries where reason = 'paid'");
        assert_eq!(found, ["credit-entries", "credit-orders"]);
    }
}
