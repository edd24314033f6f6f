//! Orders of one line as bare rows, for stories that need a history and not the way to it.

use domain::{Db, Result, Tx};
use store::sql;
use uuid::Uuid;

/// An order of one title.
#[derive(Clone, Debug)]
pub struct Ordered {
    /// The customer, who pays.
    pub org: Uuid,
    /// Who placed it.
    pub by: Uuid,
    /// Its number.
    pub no: String,
    /// The title.
    pub title: Uuid,
    /// Copies.
    pub copies: i64,
    /// When.
    pub placed_at: i64,
    /// When all copies arrived, if they have.
    pub delivered_at: Option<i64>,
}

impl Ordered {
    /// One copy of nothing for nobody yet.
    pub fn at(placed_at: i64) -> Self {
        let nil = Uuid::nil();
        Self { org: nil, by: nil, no: String::new(), title: nil, copies: 1, placed_at, delivered_at: None }
    }
}

/// Writes the rows.
pub async fn order(db: &Db, new: Ordered) {
    db.write(new, |tx, new| Box::pin(rows(tx, new))).await.expect("an order is written");
}

async fn rows(tx: &mut Tx, new: &Ordered) -> Result<()> {
    let (order_id, line_id) = (Uuid::now_v7(), Uuid::now_v7());
    sql!(
        execute,
        tx,
        "insert into orders (org_id, id, no, payer_id, placed_by, own_ref, note, needed_by, urgent, lines, copies, total_fen,
                             content_hash, placed_at, version)
         values ($1, $2, $3, $1, $4, '', '', null, $5, 1, $6, 0, '', $7, 1)",
        new.org,
        order_id,
        &new.no,
        new.by,
        false,
        new.copies,
        new.placed_at
    )?;
    sql!(
        execute,
        tx,
        "insert into order_lines (org_id, id, order_id, position, title_id, publisher_id, copies, price_fen, list_minor,
                                  currency, rate_micro, factor_bp, version)
         select $1, $2, $3, 1, id, publisher_id, $5, 0, list_minor, currency, 1, 1, 1 from titles where id = $4",
        new.org,
        line_id,
        order_id,
        new.title,
        new.copies
    )?;
    sql!(
        execute,
        tx,
        "insert into slices (org_id, id, line_id, stage, batch_id, copies, since) values ($1, $2, $3, $4, null, $5, $6)",
        new.org,
        Uuid::now_v7(),
        line_id,
        if new.delivered_at.is_some() { "delivered" } else { "ordered" },
        new.copies,
        new.delivered_at.unwrap_or(new.placed_at)
    )?;
    Ok(())
}
