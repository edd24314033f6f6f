//! Dates that moved: when a new range is far enough from the one that the customer was told last, the outbox tells them, once
//! for each order and look, with both ranges. What the customer has just been told in another way is not told again.

use kernel::shapes::PromiseReason;
use store::{Result, Tx, insert_many, sql};
use uuid::Uuid;

use crate::days::DAY_MS;
use crate::outbox::{self, Kind};
use crate::scope::new_id;

/// A range that ends so many days later than the one that was told is not news: a reader who made room on a shelf or in a
/// timetable has a few days to spare.
const LATER_DAYS: i64 = 3;
/// Sooner by a week is no news either: nobody has to do anything about it.
const SOONER_DAYS: i64 = 7;
/// What was told is kept this long, in days.
const KEPT_DAYS: i64 = 30;

/// A line whose date moved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Redated {
    pub(super) line: Uuid,
    pub(super) copies: i64,
    pub(super) old: (i64, i64),
    pub(super) new: (i64, i64),
}

/// Whether a reader who was told one range must be told another.
pub(super) const fn is_news(told: (i64, i64), new: (i64, i64)) -> bool {
    new.1 - told.1 > LATER_DAYS || told.1 - new.1 > SOONER_DAYS
}

/// Whether the reader knows already why, and by how much: the first range is on the order's own page, a cause on a batch is
/// told with its days, and who made a line urgent was shown what that brings.
pub(super) const fn is_known(reason: PromiseReason) -> bool {
    matches!(reason, PromiseReason::Ordered | PromiseReason::Cause | PromiseReason::Lane)
}

/// Lines of one order that are told together.
pub(super) struct Telling<'a> {
    /// Its organisation and its id.
    pub(super) order: (Uuid, Uuid),
    pub(super) lines: &'a [Redated],
    /// The one by whose range they are told: [`last`].
    pub(super) last: &'a Redated,
    /// Its title.
    pub(super) title: &'a str,
}

/// The line that comes last.
pub(super) fn last(lines: &[Redated]) -> Option<&Redated> {
    lines.iter().max_by_key(|line| (line.new.1, line.line))
}

/// Has these lines of an order told together.
pub(super) async fn tell(tx: &mut Tx, now: i64, order: (Uuid, Uuid), lines: &[Redated]) -> Result<()> {
    let Some(last) = last(lines) else { return Ok(()) };
    let (title,) = sql!(
        fetch_one as (String,),
        tx,
        "select t.title from order_lines l join titles t on t.id = l.title_id where l.org_id = $1 and l.id = $2",
        order.0,
        last.line
    )?;
    tell_each(tx, (now, None), &[Telling { order, lines, last, title: &title }]).await
}

/// Has the lines of many orders told, each order by itself: when, and by whom the dates were moved.
pub(super) async fn tell_each(tx: &mut Tx, (now, by): (i64, Option<Uuid>), tellings: &[Telling<'_>]) -> Result<()> {
    let ids: Vec<Uuid> = tellings.iter().map(|_| new_id()).collect();
    let row = |(id, telling): (&Uuid, &Telling<'_>)| {
        let Telling { order: (org_id, order_id), lines, last, title } = telling;
        vec![
            (*id).into(),
            (*org_id).into(),
            (*order_id).into(),
            now.into(),
            by.into(),
            i64::try_from(lines.len()).unwrap_or(i64::MAX).into(),
            lines.iter().map(|line| line.copies).sum::<i64>().into(),
            (*title).into(),
            last.old.0.into(),
            last.old.1.into(),
            last.new.0.into(),
            last.new.1.into(),
        ]
    };
    insert_many(tx, "redatings", COLUMNS, ids.iter().zip(tellings).map(row).collect()).await?;
    outbox::post_each(tx, now, Kind::Redated, &ids).await
}

const COLUMNS: &[&str] = &[
    "id", "org_id", "order_id", "at", "by_id", "lines", "copies", "title", "old_low", "old_high", "new_low", "new_high",
];

/// Throws away what was told long ago; returns how many rows.
pub async fn sweep(tx: &mut Tx, now: i64) -> Result<u64> {
    sql!(execute, tx, "delete from redatings where at < $1", now - KEPT_DAYS * DAY_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_days_are_no_news() {
        let told = (100, 120);
        for (new, news) in [((100, 123), false), ((100, 124), true), ((90, 113), false), ((90, 112), true)] {
            assert_eq!(is_news(told, new), news, "{new:?}");
        }
    }
}
