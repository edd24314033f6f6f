//! A batch of 1,000 lines of 300 customers: one row in the outbox, one notice for each customer.

use std::time::Instant;

use domain::Tx;
use kernel::Uuid;
use store::{Value, insert_many, sql};

use crate::story::{Story, stories};

const CUSTOMERS: usize = 300;
const LINES: usize = 1_000;

#[tokio::test]
async fn a_thousand_lines_of_three_hundred_customers_are_one_notice_each() {
    for story in stories().await {
        let batch = Uuid::now_v7();
        let title = (story.house.titles[0].id, story.house.titles[0].publisher_id);
        let seed = (batch, title, story.house.org("house"), story.now);
        story.house.db.write(seed, |tx, seed| Box::pin(fill(tx, *seed))).await.unwrap();
        let began = Instant::now();
        story.forward("P26-900000").await;
        let moved = began.elapsed();
        assert_eq!(story.tell().await, 1, "one row in the outbox");
        println!("{:?}: moved in {moved:?}, told in {:?}", story.house.db.engine(), began.elapsed() - moved);
        assert_eq!(told(&story).await, (CUSTOMERS as i64, LINES as i64));
    }
}

/// How many people were told, of how many lines.
async fn told(story: &Story) -> (i64, i64) {
    let conn = &mut story.house.db.read().await.unwrap();
    let counted = sql!(
        fetch_one as (i64, i64),
        conn,
        "select count(distinct user_id), cast(sum(lines) as bigint) from notice_orders"
    );
    counted.unwrap()
}

/// The customers with an order each, and all their lines in one purchase batch.
async fn fill(
    tx: &mut Tx,
    (batch, (title, publisher), house, now): (Uuid, (Uuid, Uuid), Uuid, i64),
) -> domain::Result<()> {
    sql!(
        execute,
        tx,
        "insert into batches (id, no, stage, publisher_id, created_by, created_at, moved_at, version)
         values ($1, 'P26-900000', 'purchase', $2, null, $3, null, 1)",
        batch,
        publisher,
        now
    )?;
    let mut rows: [Vec<Vec<Value>>; 6] = Default::default();
    for customer in 0..CUSTOMERS {
        let [org, user, order] = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()];
        let name = format!("Customer {customer}");
        let lines = (LINES - customer).div_ceil(CUSTOMERS);
        let copies = i64::try_from(lines).unwrap();
        rows[0].push(org_row(org, house, &name, now));
        for (above, depth) in [(org, 0), (house, 1)] {
            rows[1].push(vec![above.into(), org.into(), Value::Int(depth)]);
        }
        rows[2].push(user_row(org, user, &name, now));
        rows[3].push(order_row(org, order, user, (customer, copies, now)));
        for position in 1..=copies {
            let line = Uuid::now_v7();
            rows[4].push(line_row(org, line, order, (position, title, publisher)));
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
    }
    for ((table, columns), rows) in TABLES.into_iter().zip(rows) {
        insert_many(tx, table, columns, rows).await?;
    }
    Ok(())
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

fn user_row(org: Uuid, user: Uuid, name: &str, now: i64) -> Vec<Value> {
    let email = format!("{}@bulk.example", name.replace(' ', "-"));
    let mut row: Vec<Value> = vec![org.into(), user.into(), email.into()];
    row.extend([name, "buyer", "en", "-"].map(Value::from));
    row.extend([now, 1].map(Value::Int));
    row
}

fn order_row(org: Uuid, order: Uuid, user: Uuid, (customer, copies, now): (usize, i64, i64)) -> Vec<Value> {
    let no = format!("S26-{:06}", 900_000 + customer);
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
