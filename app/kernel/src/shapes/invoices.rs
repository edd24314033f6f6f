//! Invoices: what an organisation owes for what was accepted, and when it was paid.
//!
//! Only who pays and the house are ever given one of these shapes, so no amount in them is hidden.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What is left to do about an invoice. Derived from its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceState {
    /// Not paid, and not due before today.
    Open,
    /// Not paid, and it was due before today.
    Overdue,
    /// Paid.
    Paid,
}

impl InvoiceState {
    /// All of them, in the order in which a list offers them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Overdue, Self::Paid];

    /// Of an invoice with these days, on a day.
    pub const fn of(due_day: i64, paid_day: Option<i64>, today: i64) -> Self {
        match paid_day {
            Some(_) => Self::Paid,
            None if due_day < today => Self::Overdue,
            None => Self::Open,
        }
    }

    /// As it stands in an address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Paid => "paid",
        }
    }

    /// Of its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// An invoice in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceRow {
    /// Number.
    pub no: String,
    /// Number of the tax office's invoice; empty until it is known.
    pub tax_no: String,
    /// Who pays.
    pub payer: String,
    /// The customer that has the copies.
    pub org: String,
    /// Number of the parcel in which they came, unless it was before there were parcels.
    pub parcel: Option<String>,
    /// Issued at.
    pub issued_at: i64,
    /// The last day on which it is paid in time.
    pub due_day: i64,
    /// The day on which it was paid.
    pub paid_day: Option<i64>,
    /// What is left to do about it, today.
    pub state: InvoiceState,
    /// Lines of orders on it.
    pub lines: i64,
    /// Copies on it.
    pub copies: i64,
    /// What it asks for.
    pub total_fen: i64,
}

/// What an organisation owes: the credit that it uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// The most that it may owe.
    pub limit_fen: i64,
    /// What it owes: open orders and unpaid invoices.
    pub used_fen: i64,
    /// Invoices that are not paid.
    pub unpaid: i64,
    /// What they ask for.
    pub unpaid_fen: i64,
    /// Those of them that were due before today.
    pub overdue: i64,
    /// What these ask for.
    pub overdue_fen: i64,
}

impl Owed {
    /// What was ordered and has not been billed. Less than nothing is nothing: copies that were billed and came back then
    /// wait for their money.
    pub const fn open_fen(&self) -> i64 {
        if self.used_fen > self.unpaid_fen { self.used_fen - self.unpaid_fen } else { 0 }
    }
}

/// A page of invoices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoices {
    /// Those that are open or overdue by the day on which they are due; the paid ones by that on which they were paid, the
    /// last first.
    pub rows: Vec<InvoiceRow>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// What the reader's organisation owes; nothing for the house.
    pub owed: Option<Owed>,
}

/// Copies of one line of an order on an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceLine {
    /// The line of the order.
    pub line_id: Uuid,
    /// Number of the order.
    pub order_no: String,
    /// The customer's own reference of the order.
    pub own_ref: String,
    /// ISBN-13.
    pub isbn: String,
    /// Title.
    pub title: String,
    /// Copies that are billed.
    pub copies: i64,
    /// What one costs.
    pub price_fen: i64,
}

impl InvoiceLine {
    /// What they cost together.
    pub const fn total_fen(&self) -> i64 {
        self.copies.saturating_mul(self.price_fen)
    }
}

/// A payment that was written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentRow {
    /// The day on which it was paid.
    pub day: i64,
    /// By which the bank knows it.
    pub reference: String,
    /// When it was written down.
    pub at: i64,
    /// By whom; for the house's eyes, empty for others.
    pub by: String,
    /// When, by whom and why it was taken back; for the house's eyes.
    pub undone: Option<(i64, String, String)>,
}

/// One invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoicePage {
    /// The row of the list.
    pub row: InvoiceRow,
    /// Name of the house, which issued it.
    pub house: String,
    /// City of the house.
    pub house_city: String,
    /// City of who pays.
    pub city: String,
    /// What is billed, by order and place in it.
    pub lines: Vec<InvoiceLine>,
    /// Payments, the newest first: the one that stands and, for the house, those that were taken back.
    pub payments: Vec<PaymentRow>,
    /// Whether the reader may write down that it was paid.
    pub mine: bool,
    /// What the page was made from.
    pub version: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_on_which_it_is_due_is_still_in_time() {
        assert_eq!(InvoiceState::of(10, None, 10), InvoiceState::Open);
        assert_eq!(InvoiceState::of(10, None, 11), InvoiceState::Overdue);
        assert_eq!(InvoiceState::of(10, Some(12), 13), InvoiceState::Paid);
        assert!(InvoiceState::ALL.into_iter().all(|state| InvoiceState::from_code(state.code()) == Some(state)));
    }

    #[test]
    fn what_is_owed_is_open_orders_and_unpaid_invoices() {
        let owed = Owed { used_fen: 500, unpaid_fen: 200, ..Owed::default() };
        assert_eq!(owed.open_fen() + owed.unpaid_fen, owed.used_fen);
        assert_eq!(Owed { used_fen: 100, unpaid_fen: 200, ..Owed::default() }.open_fen(), 0);
    }
}
