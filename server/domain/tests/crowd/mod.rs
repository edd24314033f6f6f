//! 300 customers with an order each, and all of their 1,000 lines in one purchase batch: written in a few statements, because
//! ordering one by one takes longer than the stories that are told of them.
//!
//! Nothing but what those stories look at: no prices, no credit, no movements.

use domain::{Result, Tx};
use kernel::Uuid;
use store::{Value, insert_many, sql};

use crate::house::House;

/// Customers.
pub const CUSTOMERS: usize = 300;
/// Lines of all of them; each has three or four.
pub const LINES: usize = 1_000;
/// The purchase batch in which all lines are.
pub const BATCH: &str = "P26-900000";

/// One of the customers.
#[derive(Clone, Debug)]
pub struct Customer {
    /// Sign-in address of its only person, who has everybody's password.
    pub email: String,
    /// Number of its order.
    pub order: String,
    /// Key of its order.
    pub order_id: Uuid,
    /// Lines of its order.
    pub lines: i64,
}

/// Adds them to a house.
pub async fn gather(house: &House, now: i64) -> Vec<Customer> {
    let title = (house.titles[0].id, house.titles[0].publisher_id);
    let seed = (title, house.org("house"), now);
    house.db.write(seed, |tx, seed| Box::pin(fill(tx, *seed))).await.unwrap()
}

async fn fill(tx: &mut Tx, ((title, publisher), house, now): ((Uuid, Uuid), Uuid, i64)) -> Result<Vec<Customer>> {
    let batch = Uuid::now_v7();
    sql!(
        execute,
        tx,
        "insert into batches (id, no, stage, publisher_id, created_by, created_at, moved_at, version)
         values ($1, $2, 'purchase', $3, null, $4, null, 1)",
        batch,
        BATCH,
        publisher,
        now
    )?;
    let (password,) = sql!(fetch_one as (String,), tx, "select min(password_hash) from users")?;
    let mut customers = Vec::with_capacity(CUSTOMERS);
    let mut rows: [Vec<Vec<Value>>; 6] = Default::default();
    for place in 0..CUSTOMERS {
        let [org, user, order_id] = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()];
        let (name, order) = (format!("Customer {place}"), format!("S26-{:06}", 900_000 + place));
        let email = format!("customer-{place}@bulk.example");
        let lines = i64::try_from((LINES - place).div_ceil(CUSTOMERS)).unwrap();
        rows[0].push(org_row(org, house, &name, now));
        for (above, depth) in [(org, 0), (house, 1)] {
            rows[1].push(vec![above.into(), org.into(), Value::Int(depth)]);
        }
        rows[2].push(user_row(org, user, [&email, &name, &password], now));
        rows[3].push(order_row(org, order_id, user, (&order, lines, now)));
        for position in 1..=lines {
            let line = Uuid::now_v7();
            rows[4].push(line_row(org, line, order_id, (position, title, publisher)));
            rows[5].push(vec![
                org.into(),
                Uuid::now_v7().into(),
                line.into(),
                "purchase".into(),
                batch.into(),
                1_i64.into(),
                now.into(),
            ]);
        }
        customers.push(Customer { email, order, order_id, lines });
    }
    for ((table, columns), rows) in TABLES.into_iter().zip(rows) {
        insert_many(tx, table, columns, rows).await?;
    }
    Ok(customers)
}

const TABLES: [(&str, &[&str]); 6] = [
    (
        "orgs",
        &[
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
            "created_at",
            "version",
        ],
    ),
    ("org_tree", &["above_id", "org_id", "depth"]),
    ("users", &["org_id", "id", "email", "name", "role", "lang", "password_hash", "created_at", "version"]),
    (
        "orders",
        &[
            "org_id",
            "id",
            "no",
            "payer_id",
            "placed_by",
            "own_ref",
            "note",
            "urgent",
            "lines",
            "copies",
            "total_fen",
            "content_hash",
            "placed_at",
            "version",
        ],
    ),
    (
        "order_lines",
        &[
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
            "version",
        ],
    ),
    ("slices", &["org_id", "id", "line_id", "stage", "batch_id", "copies", "since"]),
];

fn org_row(org: Uuid, house: Uuid, name: &str, now: i64) -> Vec<Value> {
    let mut row: Vec<Value> = vec![org.into(), house.into(), "customer".into(), "library".into()];
    row.extend([name, name, "城", "City"].map(Value::from));
    row.extend([10_000, 0, 0, now, 1].map(Value::Int));
    row
}

fn user_row(org: Uuid, user: Uuid, [email, name, password]: [&str; 3], now: i64) -> Vec<Value> {
    let mut row: Vec<Value> = vec![org.into(), user.into(), email.into()];
    row.extend([name, "buyer", "en", password].map(Value::from));
    row.extend([now, 1].map(Value::Int));
    row
}

fn order_row(org: Uuid, order: Uuid, user: Uuid, (no, copies, now): (&str, i64, i64)) -> Vec<Value> {
    let mut row: Vec<Value> = vec![org.into(), order.into(), no.into(), org.into(), user.into()];
    row.extend(["", ""].map(Value::from));
    row.extend([Value::Bool(false), copies.into(), copies.into(), 0_i64.into(), "".into(), now.into(), 1_i64.into()]);
    row
}

fn line_row(org: Uuid, line: Uuid, order: Uuid, (position, title, publisher): (i64, Uuid, Uuid)) -> Vec<Value> {
    let mut row: Vec<Value> =
        vec![org.into(), line.into(), order.into(), position.into(), title.into(), publisher.into()];
    row.extend([1_i64.into(), 0_i64.into(), 1_i64.into(), "USD".into()]);
    row.extend([1, 10_000, 1].map(Value::Int));
    row
}
