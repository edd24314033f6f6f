//! What payers and the order desk do with invoices, in one word each, called as the doors call it.

use domain::invoices::{self, PayInvoice, SetTaxNo, UndoPayment, Wanted};
use domain::settings::{self, SetWait};
use domain::{Refusal, batches, journeys};
use kernel::Uuid;
use kernel::shapes::{Found, InvoicePage, InvoiceRow, InvoiceState, Invoices, Owed};

use crate::hands::Hand;

impl Hand<'_> {
    /// The first page of the invoices in a state.
    pub async fn invoices(&self, state: InvoiceState) -> Vec<InvoiceRow> {
        self.invoices_after(state, None).await.rows
    }

    pub async fn invoices_after(&self, state: InvoiceState, after: Option<&str>) -> Invoices {
        let mut conn = self.house.db.read().await.unwrap();
        invoices::list(&mut conn, &self.scope, Wanted { state, after }).await.unwrap()
    }

    pub async fn invoice(&self, no: &str) -> Result<InvoicePage, Refusal> {
        let mut conn = self.house.db.read().await.unwrap();
        invoices::find(&mut conn, &self.scope, no).await.map_err(Refusal::from)
    }

    pub async fn owed(&self) -> Owed {
        invoices::owed(&mut self.house.db.read().await.unwrap(), &self.scope).await.unwrap()
    }

    /// Numbers of the invoices of a parcel.
    pub async fn billed(&self, parcel: &str) -> Vec<String> {
        let mut conn = self.house.db.read().await.unwrap();
        let rows = invoices::of_parcel(&mut conn, &self.scope, parcel).await.unwrap();
        rows.into_iter().map(|row| row.no).collect()
    }

    /// Numbers of the invoices of an order.
    pub async fn billed_of(&self, order: &str) -> Vec<String> {
        let mut conn = self.house.db.read().await.unwrap();
        let rows = invoices::of_order(&mut conn, &self.scope, order).await.unwrap();
        rows.into_iter().map(|row| row.no).collect()
    }

    pub async fn find(&self, question: &str) -> Found {
        journeys::find(&mut self.house.db.read().await.unwrap(), &self.scope, question, false).await.unwrap()
    }

    pub async fn pay(&self, no: &str, day: &str, reference: &str) -> Result<(), Refusal> {
        let version = self.invoice(no).await?.version;
        let (day, reference) = (day.to_owned(), reference.to_owned());
        self.pay_form(PayInvoice { no: no.to_owned(), version, day, reference }).await
    }

    pub async fn pay_form(&self, form: PayInvoice) -> Result<(), Refusal> {
        let done = self.house.db.write((self.scope.clone(), form), |tx, (scope, wish)| {
            Box::pin(async move { invoices::pay(tx, &scope.staff()?, wish).await })
        });
        done.await.map_err(Refusal::from)
    }

    pub async fn undo_payment(&self, no: &str, note: &str) -> Result<(), Refusal> {
        let version = self.invoice(no).await?.version;
        let form = UndoPayment { no: no.to_owned(), version, note: note.to_owned() };
        let done = self.house.db.write((self.scope.clone(), form), |tx, (scope, wish)| {
            Box::pin(async move { invoices::undo_payment(tx, &scope.staff()?, wish).await })
        });
        done.await.map_err(Refusal::from)
    }

    pub async fn set_tax_no(&self, no: &str, tax_no: &str) -> Result<(), Refusal> {
        let version = self.invoice(no).await?.version;
        let form = SetTaxNo { no: no.to_owned(), version, tax_no: tax_no.to_owned() };
        let done = self.house.db.write((self.scope.clone(), form), |tx, (scope, wish)| {
            Box::pin(async move { invoices::set_tax_no(tx, &scope.staff()?, wish).await })
        });
        done.await.map_err(Refusal::from)
    }

    /// Sets the days in which an invoice is to be paid.
    pub async fn set_days_to_pay(&self, days: &str) {
        let form = SetWait { code: "invoice_due".to_owned(), version: 1, days: days.to_owned() };
        let done = self.house.db.write((self.scope.clone(), form), |tx, (scope, wish)| {
            Box::pin(async move { settings::set_wait(tx, &scope.staff()?, wish).await })
        });
        done.await.unwrap();
    }

    /// Takes delivered copies of a line back, to be bought again.
    pub async fn replace(&self, line: Uuid, copies: i64) {
        let done = self.house.db.write((self.scope.clone(), line, copies), |tx, (scope, line, copies)| {
            Box::pin(async move { batches::take_back(tx, &scope.staff()?, *line, *copies, "damaged").await })
        });
        done.await.unwrap();
    }

    /// Brings what is ordered of the first publisher to its customers; the numbers of their parcels.
    pub async fn deliver(&self) -> Vec<String> {
        let batch = self.to_dispatch().await;
        self.pack_rest(&batch).await.unwrap();
        let nos = self.numbers(&batch).await;
        let list: Vec<(&str, &str)> = nos.iter().map(|no| (no.as_str(), "")).collect();
        self.send("EMS", &list).await.unwrap();
        self.delivered(&nos.iter().map(String::as_str).collect::<Vec<_>>()).await.unwrap();
        nos
    }
}
