//! The sheets of batches, acts, copies, credit, complaints and what happened last.

use store::Value;
use uuid::Uuid;

use super::{Sheet, whole};
use crate::demo::house::House;

pub(super) static SHEETS: [Sheet; 9] = [
    Sheet {
        table: "batches",
        columns: &["id", "no", "stage", "publisher_id", "created_by", "created_at", "moved_at", "version"],
        count: |house| house.ledger.batches.len(),
        row: batch,
        owner: None,
    },
    Sheet {
        table: "moves",
        columns: &["id", "kind", "from_batch", "to_batch", "reason", "note", "by_id", "at", "undoes"],
        count: |house| house.ledger.acts.len(),
        row: act,
        owner: None,
    },
    Sheet {
        table: "movements",
        columns: &[
            "org_id",
            "id",
            "line_id",
            "move_id",
            "from_stage",
            "to_stage",
            "from_batch",
            "to_batch",
            "copies",
            "at",
        ],
        count: |house| house.ledger.movements.len(),
        row: movement,
        owner: Some(|house, index| owner(house, house.ledger.movements[index].line).0),
    },
    Sheet {
        table: "slices",
        columns: &["org_id", "id", "line_id", "stage", "batch_id", "copies", "since"],
        count: |house| house.ledger.slices.len(),
        row: slice,
        owner: Some(|house, index| owner(house, house.ledger.slices[index].line).0),
    },
    Sheet {
        table: "credit_entries",
        columns: &["org_id", "id", "order_id", "delta_fen", "reason", "at"],
        count: |house| house.credit.len(),
        row: credit,
        owner: None,
    },
    Sheet {
        table: "complaints",
        columns: &[
            "org_id",
            "id",
            "no",
            "order_id",
            "line_id",
            "kind",
            "subject",
            "state",
            "filed_by",
            "filed_at",
            "closed_at",
            "desk",
            "level",
            "due_at",
            "version",
        ],
        count: |house| house.complaints.len(),
        row: complaint,
        owner: None,
    },
    Sheet {
        table: "messages",
        columns: &["org_id", "id", "complaint_id", "author_id", "kind", "body", "at"],
        count: |house| house.complaints.len(),
        row: messages,
        owner: None,
    },
    Sheet {
        table: "events",
        columns: &["id", "at", "org_id", "kind", "subject_id"],
        count: |house| house.events.len(),
        row: |house, index, rows| {
            let event = &house.events[index];
            let (id, org) = (house.keys.events.of(index, event.at), house.people.orgs[event.org].id);
            rows.push(vec![id.into(), event.at.into(), org.into(), event.kind.into(), event.subject.into()]);
        },
        owner: None,
    },
    Sheet {
        table: "counters",
        columns: &["name", "value"],
        count: |house| house.counters.len(),
        row: |house, index, rows| {
            let (name, value) = &house.counters[index];
            rows.push(vec![name.as_str().into(), (*value).into()]);
        },
        owner: None,
    },
];

pub(super) fn batch_id(house: &House, batch: Option<u32>) -> Value {
    batch.map(|batch| house.ledger.batches[batch as usize].id).into()
}

pub(super) fn user_id(house: &House, user: Option<usize>) -> Value {
    user.map(|user| house.people.users[user].id).into()
}

/// Whose line it is, and the line's key.
pub(super) fn owner(house: &House, line: u32) -> (Uuid, Uuid) {
    let line = &house.orders.lines[line as usize];
    (house.people.orgs[house.orders.orders[line.order as usize].org].id, line.id)
}

fn batch(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let batch = &house.ledger.batches[index];
    rows.push(vec![
        batch.id.into(),
        batch.no.as_str().into(),
        batch.stage.code().into(),
        batch.publisher.map(|publisher| house.shelves.publishers[publisher].id).into(),
        user_id(house, batch.by),
        batch.created_at.into(),
        batch.moved_at.into(),
        Value::Int(1),
    ]);
}

fn act(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let act = &house.ledger.acts[index];
    rows.push(vec![
        act.id.into(),
        act.kind.code().into(),
        batch_id(house, act.from),
        batch_id(house, act.to),
        act.reason.map(|reason| reason.code()).into(),
        if act.undoes.is_some() { "误操作，已退回" } else { "" }.into(),
        user_id(house, act.by),
        act.at.into(),
        act.undoes.map(|undone| house.ledger.acts[undone as usize].id).into(),
    ]);
}

fn movement(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let movement = &house.ledger.movements[index];
    let act = &house.ledger.acts[movement.act as usize];
    let (org, line) = owner(house, movement.line);
    rows.push(vec![
        org.into(),
        house.keys.movements.of(index, act.at).into(),
        line.into(),
        act.id.into(),
        movement.from.map(|stage| stage.code()).into(),
        movement.to.code().into(),
        batch_id(house, movement.from_batch),
        batch_id(house, movement.to_batch),
        i64::from(movement.copies).into(),
        act.at.into(),
    ]);
}

fn slice(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let slice = &house.ledger.slices[index];
    let (org, line) = owner(house, slice.line);
    rows.push(vec![
        org.into(),
        house.keys.slices.of(index, slice.since).into(),
        line.into(),
        slice.stage.code().into(),
        batch_id(house, slice.batch),
        i64::from(slice.copies).into(),
        slice.since.into(),
    ]);
}

fn credit(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let entry = &house.credit[index];
    let order = &house.orders.orders[entry.order];
    rows.push(vec![
        house.people.orgs[order.payer].id.into(),
        house.keys.credit.of(index, entry.at).into(),
        order.id.into(),
        entry.delta_fen.into(),
        entry.reason.into(),
        entry.at.into(),
    ]);
}

fn complaint(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let complaint = &house.complaints[index];
    rows.push(vec![
        house.people.orgs[complaint.org].id.into(),
        complaint.id.into(),
        complaint.no.as_str().into(),
        house.orders.orders[complaint.order].id.into(),
        complaint.line.map(|line| house.orders.lines[line as usize].id).into(),
        complaint.kind.into(),
        complaint.subject.as_str().into(),
        complaint.state.into(),
        house.people.users[complaint.filed_by].id.into(),
        complaint.filed_at.into(),
        complaint.closed_at.into(),
        complaint.desk.into(),
        complaint.level.into(),
        complaint.due_at.into(),
        whole(complaint.messages.len()),
    ]);
}

fn messages(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    /// No complaint has more messages.
    const MOST: usize = 16;
    let complaint = &house.complaints[index];
    rows.extend(complaint.messages.iter().enumerate().map(|(place, message)| {
        vec![
            house.people.orgs[complaint.org].id.into(),
            house.keys.messages.of(index * MOST + place, message.at).into(),
            complaint.id.into(),
            user_id(house, message.author),
            message.kind.into(),
            message.body.as_str().into(),
            message.at.into(),
        ]
    }));
}
