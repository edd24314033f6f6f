//! The sheets of invoices, of what they bill and of how they were paid.

use store::Value;

use super::{Sheet, whole};
use crate::days;
use crate::demo::house::House;
use crate::demo::invoices::DUE_DAYS;

pub(super) static SHEETS: [Sheet; 3] = [
    Sheet {
        table: "invoices",
        columns: &[
            "org_id",
            "id",
            "no",
            "payer_id",
            "parcel_id",
            "tax_no",
            "issued_at",
            "due_day",
            "lines",
            "copies",
            "total_fen",
            "paid_day",
            "version",
        ],
        count: |house| house.invoices.len(),
        row: invoice,
        owner: Some(|house, index| house.people.orgs[house.invoices[index].org].id),
    },
    Sheet {
        table: "invoice_lines",
        columns: &["org_id", "invoice_id", "line_id", "copies", "price_fen"],
        count: |house| house.invoices.len(),
        row: lines,
        owner: Some(|house, index| house.people.orgs[house.invoices[index].org].id),
    },
    Sheet {
        table: "payments",
        columns: &["org_id", "id", "invoice_id", "day", "reference", "by_id", "at", "undone_note"],
        count: |house| house.invoices.len(),
        row: payment,
        owner: Some(|house, index| house.people.orgs[house.invoices[index].org].id),
    },
];

fn invoice(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let (invoice, orgs) = (&house.invoices[index], &house.people.orgs);
    rows.push(vec![
        orgs[invoice.org].id.into(),
        invoice.id.into(),
        invoice.no.as_str().into(),
        orgs[invoice.payer].id.into(),
        invoice.parcel.map(|parcel| house.parcels[parcel].id).into(),
        invoice.tax_no.as_str().into(),
        invoice.issued_at.into(),
        (days::today(invoice.issued_at) + DUE_DAYS).into(),
        whole(invoice.lines.len()),
        invoice.lines.iter().map(|(_, copies)| i64::from(*copies)).sum::<i64>().into(),
        invoice.total_fen.into(),
        invoice.paid.as_ref().map(|(at, _)| days::today(*at)).into(),
        Value::Int(1),
    ]);
}

fn lines(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let invoice = &house.invoices[index];
    let org = house.people.orgs[invoice.org].id;
    rows.extend(invoice.lines.iter().map(|(line, copies)| {
        let line = &house.orders.lines[*line as usize];
        vec![org.into(), invoice.id.into(), line.id.into(), i64::from(*copies).into(), line.price_fen.into()]
    }));
}

/// The order desk writes payments down.
fn payment(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let invoice = &house.invoices[index];
    let (Some((at, reference)), Some(by)) = (&invoice.paid, house.people.at_desk("orders")) else { return };
    rows.push(vec![
        house.people.orgs[invoice.org].id.into(),
        house.keys.payments.of(index, *at).into(),
        invoice.id.into(),
        days::today(*at).into(),
        reference.as_str().into(),
        house.people.users[by].id.into(),
        (*at).into(),
        "".into(),
    ]);
}
