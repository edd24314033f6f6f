//! The sheets of parcels, of what is in them and of what was said of it.

use store::Value;

use super::Sheet;
use super::ledger::{batch_id, owner, user_id};
use crate::demo::house::House;

pub(super) static SHEETS: [Sheet; 3] = [
    Sheet {
        table: "parcels",
        columns: &[
            "org_id",
            "id",
            "no",
            "batch_id",
            "carrier",
            "tracking",
            "by_hand",
            "packed_by",
            "packed_at",
            "sent_at",
            "delivery_id",
            "delivered_at",
            "asked_at",
            "closed_at",
            "closed_by",
            "closing_note",
            "version",
        ],
        count: |house| house.parcels.len(),
        row: parcel,
        owner: None,
    },
    Sheet {
        table: "parcel_items",
        columns: &["org_id", "parcel_id", "line_id", "copies"],
        count: |house| house.parcels.len(),
        row: items,
        owner: None,
    },
    Sheet {
        table: "acceptances",
        columns: &[
            "org_id",
            "id",
            "form_id",
            "parcel_id",
            "line_id",
            "accepted",
            "refused",
            "reason",
            "note",
            "complaint_no",
            "by_id",
            "at",
        ],
        count: |house| house.parcels.len(),
        row: said,
        owner: None,
    },
];

fn parcel(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let parcel = &house.parcels[index];
    rows.push(vec![
        house.people.orgs[parcel.org].id.into(),
        parcel.id.into(),
        parcel.no.as_str().into(),
        batch_id(house, Some(parcel.batch)),
        parcel.carrier.into(),
        parcel.tracking.as_str().into(),
        Value::Bool(true),
        user_id(house, parcel.packed_by),
        parcel.packed_at.into(),
        parcel.sent_at.into(),
        parcel.delivery.map(|(act, _)| house.ledger.acts[act as usize].id).into(),
        parcel.delivery.map(|(_, at)| at).into(),
        parcel.asked_at.into(),
        parcel.closed.map(|(at, _)| at).into(),
        parcel.closed.map(|(_, by)| by).into(),
        "".into(),
        Value::Int(1),
    ]);
}

fn items(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let parcel = &house.parcels[index];
    rows.extend(parcel.items.iter().map(|(line, copies)| {
        let (org, line) = owner(house, *line);
        vec![org.into(), parcel.id.into(), line.into(), i64::from(*copies).into()]
    }));
}

fn said(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    /// No parcel has more lines.
    const MOST: usize = 10_000;
    let parcel = &house.parcels[index];
    rows.extend(parcel.said.iter().enumerate().map(|(place, said)| {
        let (org, line) = owner(house, said.line);
        vec![
            org.into(),
            house.keys.acceptances.of(index * MOST + place, said.at).into(),
            house.keys.forms.of(index, said.at).into(),
            parcel.id.into(),
            line.into(),
            i64::from(said.accepted).into(),
            i64::from(said.refused).into(),
            said.reason.into(),
            "".into(),
            said.complaint.map(|complaint| house.complaints[complaint].no.clone()).into(),
            house.people.users[said.by].id.into(),
            said.at.into(),
        ]
    }));
}
