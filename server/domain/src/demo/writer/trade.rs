//! The sheets of people, catalogue and orders.

use sha2::{Digest, Sha256};
use store::Value;

use super::{Sheet, whole};
use crate::catalogue;
use crate::demo::house::House;

const FIRST_VERSION: Value = Value::Int(1);

pub(super) static SHEETS: [Sheet; 12] = [
    Sheet {
        table: "orgs",
        columns: &[
            "id",
            "parent_id",
            "kind",
            "class",
            "name_zh",
            "name_en",
            "city_zh",
            "city_en",
            "factor_bp",
            "credit_limit_fen",
            "credit_used_fen",
            "priority",
            "created_at",
            "version",
        ],
        count: |house| house.people.orgs.len(),
        row: org,
        owner: None,
    },
    Sheet {
        table: "org_tree",
        columns: &["above_id", "org_id", "depth"],
        count: |house| house.people.orgs.len(),
        row: tree,
        owner: None,
    },
    Sheet {
        table: "units",
        columns: &["org_id", "id", "name_zh", "name_en"],
        count: |house| house.people.units.len(),
        row: unit,
        owner: None,
    },
    Sheet {
        table: "users",
        columns: &[
            "org_id",
            "id",
            "unit_id",
            "email",
            "name",
            "role",
            "desk",
            "lang",
            "password_hash",
            "disabled_at",
            "created_at",
            "version",
        ],
        count: |house| house.people.users.len(),
        row: user,
        owner: None,
    },
    Sheet {
        table: "publishers",
        columns: &["id", "name", "country", "currency"],
        count: |house| house.shelves.publishers.len(),
        row: |house, index, rows| {
            let publisher = &house.shelves.publishers[index];
            let (name, country, currency) = (&publisher.name, &publisher.country, &publisher.currency);
            rows.push(vec![
                publisher.id.into(),
                name.as_str().into(),
                country.as_str().into(),
                currency.as_str().into(),
            ]);
        },
        owner: None,
    },
    Sheet {
        table: "cutoffs",
        columns: &["publisher_id", "rhythm_days", "anchor_day", "version"],
        count: |house| house.ledger.cut_offs.len(),
        row: |house, index, rows| {
            let (rhythm, anchor) = house.ledger.cut_offs[index];
            rows.push(vec![house.shelves.publishers[index].id.into(), rhythm.into(), anchor.into(), FIRST_VERSION]);
        },
        owner: None,
    },
    Sheet {
        table: "rates",
        columns: &["currency", "day", "rate_micro"],
        count: |house| house.rates.0.len(),
        row: |house, index, rows| {
            let rate = &house.rates.0[index];
            rows.push(vec![rate.currency.into(), rate.day.into(), rate.rate_micro.into()]);
        },
        owner: None,
    },
    Sheet {
        table: "classes",
        columns: &["code", "name_zh", "name_en"],
        count: |house| house.classes.len(),
        row: |house, index, rows| {
            let class = &house.classes[index];
            rows.push(vec![class.code.as_str().into(), class.name_zh.as_str().into(), class.name_en.as_str().into()]);
        },
        owner: None,
    },
    Sheet {
        table: "titles",
        columns: catalogue::TITLE_COLUMNS,
        count: |house| house.shelves.titles.len(),
        row: |house, index, rows| rows.push(catalogue::title_rows(&house.shelves.titles[index].entry).title),
        owner: None,
    },
    Sheet {
        table: "title_words",
        columns: catalogue::WORD_COLUMNS,
        count: |house| house.shelves.titles.len(),
        row: |house, index, rows| rows.extend(catalogue::title_rows(&house.shelves.titles[index].entry).words),
        owner: None,
    },
    Sheet {
        table: "orders",
        columns: &[
            "org_id",
            "id",
            "no",
            "payer_id",
            "placed_by",
            "own_ref",
            "course",
            "note",
            "needed_by",
            "urgent",
            "lines",
            "copies",
            "total_fen",
            "content_hash",
            "placed_at",
            "version",
        ],
        count: |house| house.orders.orders.len(),
        row: order,
        owner: None,
    },
    Sheet {
        table: "order_lines",
        columns: &[
            "org_id",
            "id",
            "order_id",
            "position",
            "title_id",
            "publisher_id",
            "copies",
            "price_fen",
            "list_minor",
            "currency",
            "rate_micro",
            "factor_bp",
            "urgent_at",
            "instead_of",
            "version",
        ],
        count: |house| house.orders.lines.len(),
        row: line,
        owner: Some(|house, index| {
            house.people.orgs[house.orders.orders[house.orders.lines[index].order as usize].org].id
        }),
    },
];

fn org(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let org = &house.people.orgs[index];
    rows.push(vec![
        org.id.into(),
        org.parent.map(|parent| house.people.orgs[parent].id).into(),
        org.kind.code().into(),
        org.class.as_str().into(),
        org.name_zh.as_str().into(),
        org.name_en.as_str().into(),
        org.city_zh.as_str().into(),
        org.city_en.as_str().into(),
        org.factor_bp.into(),
        org.credit_limit_fen.into(),
        org.credit_used_fen.into(),
        rank(&org.class).into(),
        org.created_at.into(),
        FIRST_VERSION,
    ]);
}

/// Rank of the framework contracts when copies are short; who has none comes after them.
fn rank(class: &str) -> i64 {
    match class {
        "university" => 20,
        "library" => 30,
        "institute" => 40,
        _ => 100,
    }
}

/// An organisation itself and all above it.
fn tree(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let orgs = &house.people.orgs;
    let above = std::iter::successors(Some(index), |org| orgs[*org].parent);
    rows.extend(
        above.enumerate().map(|(depth, above)| vec![orgs[above].id.into(), orgs[index].id.into(), whole(depth)]),
    );
}

fn unit(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let unit = &house.people.units[index];
    rows.push(vec![house.people.orgs[unit.org].id.into(), unit.id.into(), unit.name_zh.into(), unit.name_en.into()]);
}

fn user(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let user = &house.people.users[index];
    rows.push(vec![
        house.people.orgs[user.org].id.into(),
        user.id.into(),
        user.unit.map(|unit| house.people.units[unit].id).into(),
        user.email.as_str().into(),
        user.name.as_str().into(),
        user.role.code().into(),
        user.desk.into(),
        user.lang.into(),
        user.password_hash.as_str().into(),
        Value::Null,
        user.created_at.into(),
        FIRST_VERSION,
    ]);
}

fn order(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let (order, orgs) = (&house.orders.orders[index], &house.people.orgs);
    let content = format!("{:x}", Sha256::digest(order.id.as_bytes()));
    rows.push(vec![
        orgs[order.org].id.into(),
        order.id.into(),
        order.no.as_str().into(),
        orgs[order.payer].id.into(),
        house.people.users[order.placed_by].id.into(),
        order.own_ref.as_str().into(),
        order.course.as_str().into(),
        order.note.into(),
        order.needed_by.into(),
        order.urgent.into(),
        whole(order.lines.len()),
        order.copies.into(),
        order.total_fen.into(),
        content.into(),
        order.placed_at.into(),
        FIRST_VERSION,
    ]);
}

fn line(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let line = &house.orders.lines[index];
    let order = &house.orders.orders[line.order as usize];
    let title = &house.shelves.titles[line.title as usize];
    rows.push(vec![
        house.people.orgs[order.org].id.into(),
        line.id.into(),
        order.id.into(),
        whole(index - order.lines.start + 1),
        title.entry.id.into(),
        house.shelves.publishers[title.publisher].id.into(),
        i64::from(line.copies).into(),
        line.price_fen.into(),
        title.entry.list_minor.into(),
        title.entry.currency.as_str().into(),
        line.rate_micro.into(),
        line.factor_bp.into(),
        order.urgent.then_some(order.placed_at).into(),
        line.instead_of.map(|other| house.orders.lines[other as usize].id).into(),
        FIRST_VERSION,
    ]);
}
