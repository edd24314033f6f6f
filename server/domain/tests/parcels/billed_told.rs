//! Who pays hears of an invoice, once; nobody else does.

use domain::{Result, Tx, notices, outbox};
use kernel::shapes::{InvoiceState, LetterBody, NoticeRow, Topic};

use crate::house::{DAY, House, email, houses};

const TITLES: &str = "9780262033848 3\n9780262035613 2";

impl House {
    /// The notices of somebody that are about invoices.
    async fn told_of_invoices(&self, who: &str) -> Vec<NoticeRow> {
        let mut conn = self.db.read().await.unwrap();
        let rows = notices::list(&mut conn, &self.scope(who), None).await.unwrap().rows;
        rows.into_iter().filter(|row| row.topic == Topic::Invoice).collect()
    }

    /// What the letters of the next morning say of invoices: the reader's address and the sentences' facts.
    async fn written_of_invoices(&self) -> Vec<(String, Vec<NoticeRow>)> {
        async fn write(tx: &mut Tx, now: i64) -> Result<Vec<(String, Vec<NoticeRow>)>> {
            notices::compose(tx, now).await?;
            let mut written = Vec::new();
            for due in outbox::due(tx, now, 500).await?.iter().filter(|due| due.kind == outbox::Kind::Letter) {
                let Some(letter) = notices::letter(tx, due.subject, now).await? else { continue };
                let LetterBody::Notices { rows, .. } = letter.body else { continue };
                let rows: Vec<_> = rows.into_iter().filter(|row| row.topic == Topic::Invoice).collect();
                written.extend((!rows.is_empty()).then_some((letter.to, rows)));
            }
            Ok(written)
        }
        self.db.write(self.now() + DAY, |tx, now| Box::pin(write(tx, *now))).await.unwrap()
    }
}

#[tokio::test]
async fn an_invoice_is_told_once_with_what_it_asks_for() {
    for house in houses().await {
        let (mei, gu) = (house.hand("mei"), house.hand("gu"));
        let order = mei.order(TITLES).await;
        let parcel = gu.deliver().await.remove(0);
        house.tell(0).await;
        assert_eq!(house.told_of_invoices("mei").await, [], "nothing is billed before it was accepted");
        mei.accept_all(&parcel).await.unwrap();
        house.tell(0).await;
        house.tell(0).await;

        let bill = mei.invoices(InvoiceState::Open).await.remove(0);
        let told = house.told_of_invoices("mei").await;
        let [row] = told.as_slice() else { panic!("{told:?}") };
        let invoice = row.invoice.as_ref().unwrap();
        assert_eq!((&invoice.no, invoice.total_fen, invoice.due_day), (&bill.no, bill.total_fen, bill.due_day));
        assert_eq!((row.parcel.as_ref(), row.lines(), row.copies()), (Some(&parcel), 2, 5));
        assert_eq!((row.orders.len(), &row.orders[0].no, invoice.paid), (1, &order, false));
        for other in ["chen", "tang", "lin", "gu"] {
            assert_eq!(house.told_of_invoices(other).await, [], "{other} neither ordered nor follows it");
        }

        let written = house.written_of_invoices().await;
        let [(to, rows)] = written.as_slice() else { panic!("{written:?}") };
        assert_eq!((to, rows[0].invoice.as_ref()), (&email("mei"), Some(invoice)));
        assert_eq!(house.written_of_invoices().await, written, "a letter that was not sent says the same again");
        gu.pay(&bill.no, "2026-09-07", "ICBC 1").await.unwrap();
        assert!(house.told_of_invoices("mei").await[0].invoice.as_ref().unwrap().paid, "nobody is asked twice");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn of_two_who_pay_for_one_parcel_each_hears_of_his_own() {
    for house in houses().await {
        let (lin, sun, gu) = (house.hand("lin"), house.hand("sun"), house.hand("gu"));
        lin.order_for("9780262033848 2", Some(house.org("suzhou"))).await;
        sun.order("9780262035613 1").await;
        let parcel = gu.deliver().await.remove(0);
        sun.accept_all(&parcel).await.unwrap();
        house.tell(0).await;
        let (of_lin, of_sun) = (house.told_of_invoices("lin").await, house.told_of_invoices("sun").await);
        let no = |rows: &[NoticeRow]| rows.iter().map(|row| row.invoice.clone().unwrap().no).collect::<Vec<_>>();
        assert_eq!((no(&of_lin), no(&of_sun)), (lin.billed(&parcel).await, sun.billed(&parcel).await));
        // Sun hears of all else about the order that the bookstore placed for her library, but of no amount.
        let mut conn = house.db.read().await.unwrap();
        let hers = notices::list(&mut conn, &house.scope("sun"), None).await.unwrap().rows;
        assert!(hers.iter().any(|row| row.topic == Topic::Placed), "{hers:?}");
        assert_eq!(hers.iter().filter(|row| row.invoice.is_some()).count(), 1, "{hers:?}");
        drop(conn);
        assert!(house.violations().await.is_empty());
    }
}
