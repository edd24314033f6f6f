//! Receiving a batch by scanner: every scan is a row that is never changed, the count is what the rows say, and finishing it
//! shares out what came.
//!
//! `count` is pure and knows what the scans mean; `plan` knows who waits for the copies; `scan`, `find` and `finish` are the
//! verbs.

mod count;
mod find;
mod finish;
mod plan;
mod scan;

pub use find::find;
pub use finish::{Finish, finish};
pub use scan::{Scan, scan};

use store::{Conn, Result, sql};
use uuid::Uuid;

use count::Scanned;

/// The count of a batch that is not finished.
async fn open_receipt(conn: &mut Conn, batch: Uuid) -> Result<Option<Uuid>> {
    let found = sql!(
        fetch_optional as (Uuid,),
        conn,
        "select id from receipts where batch_id = $1 and closed_at is null",
        batch
    )?;
    Ok(found.map(|(id,)| id))
}

/// Its scans, oldest first.
async fn scans_of(conn: &mut Conn, receipt: Uuid) -> Result<Vec<Scanned>> {
    sql!(
        fetch_all as Scanned,
        conn,
        "select s.typed, s.isbn, s.copies, s.state, s.at, u.name as by_name
         from scans s left join users u on u.id = s.by_id
         where s.receipt_id = $1 order by s.at, s.id, s.position",
        receipt
    )
}
