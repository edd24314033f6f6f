//! Rows of invoices as the reads share them.

use kernel::Lang;
use kernel::shapes::{InvoiceRow, InvoiceState};
use uuid::Uuid;

use crate::days;
use crate::scope::Scope;

/// A row of the view `invoice_rows`.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Row {
    pub(super) org_id: Uuid,
    pub(super) id: Uuid,
    no: String,
    tax_no: String,
    issued_at: i64,
    pub(super) due_day: i64,
    lines: i64,
    copies: i64,
    total_fen: i64,
    pub(super) paid_day: Option<i64>,
    pub(super) version: i64,
    parcel: Option<String>,
    org_zh: String,
    org_en: String,
    payer_zh: String,
    payer_en: String,
    city_zh: String,
    city_en: String,
}

impl Row {
    /// As a list shows it.
    pub(super) fn shown(self, scope: &Scope) -> InvoiceRow {
        let pick = |zh: &str, en: &str| scope.lang.pick(zh, en).to_owned();
        InvoiceRow {
            payer: pick(&self.payer_zh, &self.payer_en),
            org: pick(&self.org_zh, &self.org_en),
            state: InvoiceState::of(self.due_day, self.paid_day, days::today(scope.now)),
            no: self.no,
            tax_no: self.tax_no,
            parcel: self.parcel,
            issued_at: self.issued_at,
            due_day: self.due_day,
            paid_day: self.paid_day,
            lines: self.lines,
            copies: self.copies,
            total_fen: self.total_fen,
        }
    }

    /// City of who pays.
    pub(super) fn city(&self, lang: Lang) -> String {
        lang.pick(&self.city_zh, &self.city_en).to_owned()
    }
}
