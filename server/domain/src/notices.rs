//! What people are told, and when: notices in the portal at once, letters by mail at the pace that each person chose. One
//! act of a desk is one outbox row; the job tells it to everybody in a handful of statements, however many lines it moved.
//!
//! A cause is told to one person once a day at most, by mail: what happens again after the letter waits for the next
//! morning. It knows no sentences and no mail; `letters` hands out what the mailer puts into words.

mod acts;
mod alerts;
mod follows;
mod invoices;
mod keys;
mod letters;
mod list;
mod pace;
mod parcels;
mod redated;
mod settings;
mod spread;
mod staff;
mod tell;

pub use follows::{follow, follows, unfollow};
pub use keys::{key_holder, unsubscribe};
pub use letters::{compose, letter, waiting};
pub use list::{list, read, read_all, unread};
pub use settings::{SetSettings, send_now, set, settings};
pub use tell::tell;

use store::{Result, Tx, sql};

use crate::days::DAY_MS;

/// Notices and letters are kept this long, in days.
const KEPT_DAYS: i64 = 180;

/// Throws away what nobody will look for any more: notices and letters after half a year, links in letters when they have
/// expired. Returns how many rows.
pub async fn sweep(tx: &mut Tx, now: i64) -> Result<u64> {
    let before = now - KEPT_DAYS * DAY_MS;
    let day = crate::days::today(before);
    let orders = sql!(execute, tx, "delete from notice_orders where day < $1", day)?;
    let notices = sql!(execute, tx, "delete from notices where day < $1", day)?;
    let tellings = sql!(execute, tx, "delete from tellings where day < $1", day)?;
    let letters = sql!(
        execute,
        tx,
        "delete from letters where made_at < $1 and not exists (
           select 1 from outbox b where b.kind = 'letter' and b.subject_id = letters.id and b.done_at is null)",
        before
    )?;
    let keys = sql!(execute, tx, "delete from mail_keys where expires_at <= $1", now)?;
    Ok(orders + notices + tellings + letters + keys)
}
