//! What was accepted is billed once, to who ordered it; what is paid gives its credit back.

use domain::invoices::PayInvoice;
use kernel::shapes::InvoiceState;
use kernel::{FaultCode, Faults, Refusal};

use crate::hands::{Hand, said};
use crate::house::houses;

const TITLES: &str = "9780262033848 3\n9780262035613 2";
/// The day on which all stories begin, and those after it.
const TODAY: &str = "2026-09-07";
const BEFORE: &str = "2026-09-05";

/// What one copy of each line of an order costs.
async fn prices(hand: &Hand<'_>, order: &str) -> Vec<i64> {
    hand.lines(order).await.iter().map(|line| line.price_fen.unwrap()).collect()
}

#[tokio::test]
async fn what_was_accepted_is_billed_when_the_parcel_is_closed() {
    for house in houses().await {
        let (mei, gu) = (house.hand("mei"), house.hand("gu"));
        let order = mei.order(TITLES).await;
        let price = prices(&mei, &order).await;
        let used = mei.owed().await.used_fen;
        assert_eq!(used, 3 * price[0] + 2 * price[1]);
        let no = gu.deliver().await.remove(0);
        let lines = mei.parcel(&no).await.unwrap().lines;
        mei.accept(&no, vec![said(&lines[0], 2, 1)]).await.unwrap();
        assert!(mei.billed(&no).await.is_empty(), "the parcel is still open");
        mei.accept_all(&no).await.unwrap();

        let invoices = mei.invoices(InvoiceState::Open).await;
        let [row] = invoices.as_slice() else { panic!("{invoices:?}") };
        assert_eq!((row.no.as_str(), row.parcel.as_deref()), ("F26-000001", Some(no.as_str())));
        assert_eq!(
            (row.lines, row.copies, row.total_fen),
            (2, 4, 2 * price[0] + 2 * price[1]),
            "none was refused twice"
        );
        assert_eq!(row.due_day, kernel::days::today(house.now()) + 30);
        assert_eq!((row.payer.as_str(), row.org.as_str()), ("北京大学", "北京大学"));
        let page = mei.invoice("f26-000001 ").await.unwrap();
        assert_eq!(page.lines.iter().map(|line| line.copies).collect::<Vec<_>>(), [2, 2]);
        assert!(page.lines.iter().all(|line| line.order_no == order) && page.house == "书港图书进出口公司");
        assert!(!page.mine && page.payments.is_empty());
        assert_eq!((mei.billed(&no).await, mei.billed_of(&order).await), (vec![row.no.clone()], vec![row.no.clone()]));

        let owed = mei.owed().await;
        assert_eq!((owed.used_fen, owed.unpaid, owed.unpaid_fen), (used, 1, row.total_fen), "a bill takes no credit");
        assert_eq!(owed.open_fen(), price[0], "the copy that was refused is still owed by the house");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn a_payment_gives_the_credit_back_and_a_mistake_takes_it_again() {
    for house in houses().await {
        let (mei, gu, wu) = (house.hand("mei"), house.hand("gu"), house.hand("wu"));
        let order = mei.order(TITLES).await;
        let used = mei.owed().await.used_fen;
        mei.accept_all(&gu.deliver().await[0]).await.unwrap();
        let no = "F26-000001";
        assert_eq!(wu.pay(no, TODAY, "ICBC 1").await.unwrap_err(), Refusal::NotAllowed, "not the desk of money");
        let fault = |field: &str, code: FaultCode| kernel::forms::Fault { field: field.to_owned(), code };
        let wrong = Faults(vec![fault("day", FaultCode::DateAhead), fault("reference", FaultCode::Required)]);
        assert_eq!(gu.pay(no, "2026-09-08", " ").await.unwrap_err(), Refusal::Invalid(wrong));
        let never = Refusal::field("day", FaultCode::NotADate);
        assert_eq!(gu.pay(no, "1999-09-08", "ICBC 1").await.unwrap_err(), never);
        let version = gu.invoice(no).await.unwrap().version;
        let form =
            |day: &str| PayInvoice { no: no.to_owned(), version, day: day.to_owned(), reference: "ICBC 1".to_owned() };
        gu.pay_form(form(BEFORE)).await.unwrap();
        assert_eq!(gu.pay_form(form(BEFORE)).await.unwrap_err(), Refusal::Stale, "a button pressed twice");
        assert_eq!(gu.pay(no, TODAY, "ICBC 2").await.unwrap_err(), Refusal::Stale, "it is paid");
        let owed = mei.owed().await;
        assert_eq!((owed.used_fen, owed.unpaid, owed.unpaid_fen), (0, 0, 0));
        let page = mei.invoice(no).await.unwrap();
        assert_eq!((page.row.state, page.payments.len()), (InvoiceState::Paid, 1));
        assert_eq!((page.payments[0].reference.as_str(), page.payments[0].by.as_str()), ("ICBC 1", ""));
        assert!(mei.invoices(InvoiceState::Open).await.is_empty());
        assert_eq!(mei.invoices(InvoiceState::Paid).await[0].no, no);
        assert!(house.violations().await.is_empty());

        assert_eq!(gu.undo_payment(no, "").await.unwrap_err(), Refusal::field("note", FaultCode::Required));
        assert_eq!(wu.undo_payment(no, "another's").await.unwrap_err(), Refusal::NotAllowed);
        gu.undo_payment(no, "it was for another invoice").await.unwrap();
        assert_eq!(gu.undo_payment(no, "again").await.unwrap_err(), Refusal::Stale);
        assert_eq!(mei.owed().await.used_fen, used);
        assert!(mei.invoice(no).await.unwrap().payments.is_empty(), "the house's mistakes are its own");
        let payments = gu.invoice(no).await.unwrap().payments;
        assert_eq!(payments[0].undone.as_ref().map(|(_, by, _)| by.as_str()), Some("gu"));
        assert_eq!(mei.billed_of(&order).await, [no]);
        gu.pay(no, TODAY, "ICBC 2").await.unwrap();
        assert_eq!(mei.owed().await.used_fen, 0);
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn who_orders_is_billed_and_nobody_else_sees_it() {
    for house in houses().await {
        let (lin, sun, gu) = (house.hand("lin"), house.hand("sun"), house.hand("gu"));
        let lins = lin.order_for("9780262033848 2", Some(house.org("suzhou"))).await;
        let suns = sun.order("9780262035613 1").await;
        let no = gu.deliver().await.remove(0);
        sun.accept_all(&no).await.unwrap();
        let (of_lin, of_sun) = (lin.invoices(InvoiceState::Open).await, sun.invoices(InvoiceState::Open).await);
        assert_eq!((of_lin.len(), of_sun.len()), (1, 1), "one parcel, two who pay");
        assert_eq!(of_lin[0].total_fen, 2 * prices(&lin, &lins).await[0]);
        assert_eq!(of_sun[0].total_fen, prices(&sun, &suns).await[0]);
        assert_eq!((of_lin[0].payer.as_str(), of_lin[0].org.as_str()), ("Jiangsu Foreign Bookstore", "Suzhou Library"));
        let (lins_no, suns_no) = (of_lin[0].no.as_str(), of_sun[0].no.as_str());
        for (hand, foreign) in [(&sun, lins_no), (&lin, suns_no), (&house.hand("mei"), lins_no)] {
            assert_eq!(hand.invoice(foreign).await.unwrap_err(), Refusal::NotFound);
            let found = hand.find(foreign).await;
            assert!(found.invoices.is_empty() && found.rows.is_empty(), "{foreign}");
        }
        assert_eq!(sun.billed(&no).await, [suns_no]);
        assert!(sun.billed_of(&lins).await.is_empty());
        assert_eq!(gu.billed(&no).await.len(), 2);
        assert_eq!(gu.invoices(InvoiceState::Open).await.len(), 2);
        assert!(house.hand("wu").invoice(lins_no).await.is_ok(), "every desk answers questions about it");
        assert_eq!((lin.owed().await.open_fen(), sun.owed().await.open_fen()), (0, 0));
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn its_number_finds_its_books() {
    for house in houses().await {
        let (mei, gu) = (house.hand("mei"), house.hand("gu"));
        let order = mei.order(TITLES).await;
        mei.accept_all(&gu.deliver().await[0]).await.unwrap();
        let (no, tax_no) = ("F26-000001", "26112000000123456789");
        assert!(mei.find(tax_no).await.invoices.is_empty());
        gu.set_tax_no(no, &format!(" {tax_no} ")).await.unwrap();
        let same = Refusal::field("tax_no", FaultCode::NothingChanges);
        assert_eq!(gu.set_tax_no(no, tax_no).await.unwrap_err(), same);
        assert_eq!(house.hand("zhao").set_tax_no(no, "1").await.unwrap_err(), Refusal::NotAllowed);
        for asker in [&mei, &house.hand("bo"), &gu] {
            for asked in ["f26-000001", no, tax_no] {
                let found = asker.find(asked).await;
                assert_eq!(found.invoices.iter().map(|row| row.no.as_str()).collect::<Vec<_>>(), [no], "{asked}");
                assert_eq!(found.rows.iter().filter(|row| row.order_no == order).count(), 2, "{asked}");
            }
        }
        assert!(house.hand("tang").find(tax_no).await.rows.is_empty());
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn what_nobody_confirms_is_billed_when_it_closes_and_falls_due() {
    for house in houses().await {
        let gu = house.hand("gu");
        gu.set_days_to_pay("10").await;
        house.hand("mei").order("9780262033848 3").await;
        let parcels = gu.deliver().await;
        let line = house.hand("mei").parcel(&parcels[0]).await.unwrap().lines.remove(0);
        house.hand("mei").accept(&parcels[0], vec![said(&line, 0, 1)]).await.unwrap();
        house.hand("tang").order("9780262033848 1").await;
        let second = gu.deliver().await.remove(0);
        gu.close(&second, "confirmed by phone").await.unwrap();
        assert_eq!(house.hand("tang").billed(&second).await, ["F26-000001"], "the house closes it, the house bills it");
        house.clock(7).await;
        assert_eq!(house.clock(14).await, (0, 1));
        let mei = house.later("mei", 14);
        let row = mei.invoices(InvoiceState::Open).await.remove(0);
        assert_eq!((row.no.as_str(), row.copies), ("F26-000002", 2), "what was refused is not billed");
        assert_eq!(row.due_day, kernel::days::today(mei.scope.now) + 10);
        assert_eq!(mei.owed().await.overdue, 0);
        let late = house.later("mei", 25);
        assert_eq!((late.owed().await.overdue, late.invoices(InvoiceState::Overdue).await.len()), (1, 1));
        assert_eq!(late.invoices(InvoiceState::Open).await[0].state, InvoiceState::Overdue, "it is still to be paid");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn what_takes_the_place_of_a_billed_copy_is_free() {
    for house in houses().await {
        let (mei, gu) = (house.hand("mei"), house.hand("gu"));
        let order = mei.order("9780262033848 3").await;
        mei.accept_all(&gu.deliver().await[0]).await.unwrap();
        let line = mei.lines(&order).await.remove(0).id;
        gu.replace(line, 2).await;
        let second = gu.deliver().await.remove(0);
        mei.accept_all(&second).await.unwrap();
        assert!(mei.billed(&second).await.is_empty(), "all three were billed");
        assert_eq!(mei.billed_of(&order).await, ["F26-000001"]);
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn copies_that_come_back_after_they_were_paid_never_leave_less_than_nothing() {
    for house in houses().await {
        let (mei, gu) = (house.hand("mei"), house.hand("gu"));
        let order = mei.order("9780262033848 3").await;
        let price = prices(&mei, &order).await[0];
        mei.accept_all(&gu.deliver().await[0]).await.unwrap();
        gu.pay("F26-000001", TODAY, "ICBC 1").await.unwrap();
        let line = mei.lines(&order).await.remove(0).id;
        gu.take_back(line, 1).await.unwrap();
        assert_eq!(mei.owed().await.used_fen, 0, "what was paid for it is settled elsewhere");
        assert!(house.violations().await.is_empty());
        gu.undo_payment("F26-000001", "the bank took it back").await.unwrap();
        assert_eq!(mei.owed().await.used_fen, 2 * price, "owed is what the customer has");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn credit_that_was_used_since_is_not_taken_twice() {
    for house in houses().await {
        // Suzhou's own limit is ¥50,000.00: three such orders fit, four do not.
        let (sun, gu) = (house.hand("sun"), house.hand("gu"));
        sun.order("9780262033848 40").await;
        sun.accept_all(&gu.deliver().await[0]).await.unwrap();
        gu.pay("F26-000001", TODAY, "ICBC 1").await.unwrap();
        let free = sun.owed().await.limit_fen;
        while free - sun.owed().await.used_fen > gu.invoice("F26-000001").await.unwrap().row.total_fen {
            sun.order("9780262033848 20").await;
        }
        let refused = gu.undo_payment("F26-000001", "by mistake").await.unwrap_err();
        assert!(matches!(refused, Refusal::Credit { short_fen } if short_fen > 0), "{refused:?}");
        assert_eq!(gu.invoice("F26-000001").await.unwrap().row.state, InvoiceState::Paid);
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn every_year_has_numbers_of_its_own_and_a_list_has_pages() {
    for house in houses().await {
        house.lend().await;
        for round in 0..43 {
            let (tang, gu) = (house.later("tang", 100 + round / 3), house.later("gu", 100 + round / 3));
            tang.order("9780262033848 1").await;
            tang.accept_all(&gu.deliver().await[0]).await.unwrap();
        }
        let (tang, gu) = (house.later("tang", 117), house.later("gu", 117));
        for hand in [&tang, &gu] {
            let first = hand.invoices_after(InvoiceState::Open, None).await;
            let rest = hand.invoices_after(InvoiceState::Open, first.next.as_deref()).await;
            assert_eq!((first.rows.len(), rest.rows.len(), rest.next), (40, 3, None));
            let days: Vec<i64> = first.rows.iter().chain(&rest.rows).map(|row| row.due_day).collect();
            assert!(days.is_sorted(), "the first due first");
        }
        // 116 days after the 7th of September the new year begins.
        let all = tang.invoices(InvoiceState::Open).await;
        assert!(all.iter().all(|row| row.no.starts_with("F26-")), "{:?}", all.last());
        tang.order("9780262033848 1").await;
        tang.accept_all(&gu.deliver().await[0]).await.unwrap();
        assert!(tang.find("F27-000001").await.invoices.len() == 1, "a new year begins at one");
        assert!(house.violations().await.is_empty());
    }
}
