//! Writes the house into the database: one sheet for each table, in the order in which they refer to each other.

mod invoices;
mod ledger;
mod parcels;
mod promises;
mod trade;

use std::sync::Arc;

use serde_json::json;
use store::{Db, Result, Tx, Value, insert_many, sql};
use uuid::Uuid;

use super::house::House;
use crate::audit::{self, Entry};
use crate::{arrivals, batches, moves, orgs};

/// A table and how its rows come about.
struct Sheet {
    table: &'static str,
    columns: &'static [&'static str],
    /// How many rows.
    count: fn(&House) -> usize,
    /// Writes row `index`, or rows when one thing takes several.
    row: fn(&House, usize, &mut Vec<Vec<Value>>),
    /// Whose row it is, for the tables that are large. What belongs to one organisation is written together, since the keys
    /// of these tables begin with it: their trees grow at one place at a time, and not all over the disk.
    owner: Option<fn(&House, usize) -> Uuid>,
}

/// Things in one statement: few enough for the time that PostgreSQL gives a statement.
const PORTION: usize = 5_000;
/// So many portions are the most that one transaction takes: the usual house. A larger one takes a transaction for each,
/// because SQLite keeps the old pages of a transaction at hand and goes through them after every statement.
const PORTIONS: usize = 200;

/// Some things of one sheet.
type Portion = (&'static Sheet, Vec<usize>);

/// Writes everything; `now` is the instant in the audit.
pub(super) async fn write(db: &Db, house: &Arc<House>, now: i64) -> Result<()> {
    let portions = portions(house);
    let at_once = if portions.len() <= PORTIONS { PORTIONS } else { 1 };
    let transactions = portions.chunks(at_once);
    let last = transactions.len().saturating_sub(1);
    for (index, portions) in transactions.enumerate() {
        let closing = (index == last).then_some(now);
        db.write((Arc::clone(house), portions.to_vec(), closing), |tx, (house, portions, closing)| {
            Box::pin(transaction(tx, house, portions, *closing))
        })
        .await?;
    }
    Ok(())
}

fn portions(house: &House) -> Vec<Portion> {
    let sheets = trade::SHEETS.iter().chain(&ledger::SHEETS).chain(&parcels::SHEETS);
    let sheets = sheets.chain(&invoices::SHEETS).chain(&promises::SHEETS);
    sheets
        .flat_map(|sheet| {
            let mut things: Vec<usize> = (0..(sheet.count)(house)).collect();
            if let Some(owner) = sheet.owner {
                things.sort_by_cached_key(|index| owner(house, *index));
            }
            things.chunks(PORTION).map(|things| (sheet, things.to_vec())).collect::<Vec<_>>()
        })
        .collect()
}

async fn transaction(tx: &mut Tx, house: &House, portions: &[Portion], closing: Option<i64>) -> Result<()> {
    for (sheet, things) in portions {
        let mut rows = Vec::with_capacity(things.len());
        for index in things {
            (sheet.row)(house, *index, &mut rows);
        }
        insert_many(tx, sheet.table, sheet.columns, rows).await?;
    }
    match closing {
        Some(now) => close(tx, house, now).await,
        None => Ok(()),
    }
}

/// Every batch should leave its stage at the closing of its last usual day, as `batches` counts it. One row of the audit
/// says where all this came from.
async fn close(tx: &mut Tx, house: &House, now: i64) -> Result<()> {
    sql!(
        execute,
        tx,
        "update batches set expected_at = ((created_at + 28800000) / 86400000
           + (select s.usual_days from stages s where s.code = batches.stage)) * 86400000 + 36000000"
    )?;
    batches::recount_all(tx).await?;
    moves::follow_all(tx).await?;
    arrivals::add_up_all(tx).await?;
    let scope = orgs::job(tx, now).await?;
    let detail = json!({ "seed": house.seed, "orders": house.orders.orders.len(), "lines": house.orders.lines.len() });
    let entry = Entry { org_id: scope.org_id, verb: "demo.load", subject: scope.org_id.to_string(), detail };
    audit::record(tx, &scope, entry).await
}

/// A count as the database keeps it.
fn whole(count: usize) -> Value {
    Value::Int(i64::try_from(count).unwrap_or(i64::MAX))
}
