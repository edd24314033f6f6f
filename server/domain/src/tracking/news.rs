//! What the readers of links are told, and when: of one book once, when it comes; of a whole order whenever something of it
//! comes, at most once a day, until all of it has come that ever will. What such a letter says is read when it is sent, so that
//! one which waited for the next morning tells of everything that came until then.

use store::{Result, Tx, sql};
use uuid::Uuid;

use super::letters::send;
use crate::days;

/// Tells everybody who waits for something of which an act brought copies to the customer, or after which nothing more will
/// come.
pub(crate) async fn arrived(tx: &mut Tx, move_id: Uuid, now: i64) -> Result<()> {
    let waiting = sql!(
        fetch_all as (Uuid,),
        tx,
        "update watchers set told_at = $2
         where confirmed_at is not null and told_at is null and link_id in (
           select k.id from movements m join stages t on t.code = m.to_stage and t.kind = 'end'
           join track_links k on k.org_id = m.org_id and k.line_id = m.line_id
           where m.move_id = $1 and k.order_id is null and k.revoked_at is null and k.expires_at > $2)
         returning id",
        move_id,
        now
    )?;
    for (watcher,) in waiting {
        send(tx, watcher, "arrived", (now, now)).await?;
    }
    arrived_of_orders(tx, move_id, now).await
}

/// Of an order something came, or the last copies that were still to come never will: they were cancelled, or are not to be
/// had.
async fn arrived_of_orders(tx: &mut Tx, move_id: Uuid, now: i64) -> Result<()> {
    let waiting = sql!(
        fetch_all as (Uuid, Option<i64>, i64),
        tx,
        "select distinct w.id, w.told_at, m.at
         from movements m join stages t on t.code = m.to_stage left join stages f on f.code = m.from_stage
         join order_lines l on l.org_id = m.org_id and l.id = m.line_id
         join track_links k on k.org_id = l.org_id and k.order_id = l.order_id
         join watchers w on w.link_id = k.id and w.confirmed_at is not null
         where m.move_id = $1 and k.revoked_at is null and k.expires_at > $2
           and (t.kind = 'end' or (t.kind = 'exit' and f.kind in ('open', 'way')
             and exists (
               select 1 from order_lines x cross join slices s cross join stages g
               where x.org_id = l.org_id and x.order_id = l.order_id and s.org_id = x.org_id and s.line_id = x.id
                 and g.code = s.stage and g.kind = 'end')
             and not exists (
               select 1 from order_lines x cross join slices s cross join stages g
               where x.org_id = l.org_id and x.order_id = l.order_id and s.org_id = x.org_id and s.line_id = x.id
                 and g.code = s.stage and g.kind in ('open', 'way'))))",
        move_id,
        now
    )?;
    for (watcher, told_at, at) in waiting {
        if let Some(due_at) = next_letter(told_at, (at, now)) {
            sql!(execute, tx, "update watchers set told_at = $2 where id = $1", watcher, due_at)?;
            send(tx, watcher, "arrived", (now, due_at)).await?;
        }
    }
    Ok(())
}

/// When a letter about what happened at an instant is due, by when the last one was: none when that one was due since, or
/// still waits, because it is written when it is sent.
fn next_letter(told_at: Option<i64>, (happened_at, now): (i64, i64)) -> Option<i64> {
    match told_at {
        Some(at) if at >= happened_at => None,
        Some(at) if days::today(at) == days::today(now) => Some(days::morning(days::today(now) + 1)),
        _ => Some(now),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday, 7 September 2026, ten o'clock in Beijing.
    const NOW: i64 = 1_788_746_400_000;
    const HOUR: i64 = 3_600_000;

    #[test]
    fn a_second_letter_waits_for_the_morning_and_a_third_for_the_second() {
        let at = |hours: i64| NOW + hours * HOUR;
        assert_eq!(next_letter(None, (NOW, NOW)), Some(NOW));
        assert_eq!(next_letter(Some(NOW), (at(1), at(1))), Some(at(22)), "eight o'clock on Tuesday");
        assert_eq!(next_letter(Some(at(22)), (at(2), at(2))), None);
        assert_eq!(next_letter(Some(NOW), (at(24), at(24))), Some(at(24)));
    }

    #[test]
    fn what_happened_before_a_letter_was_due_is_in_it() {
        assert_eq!(next_letter(Some(NOW), (NOW - HOUR, NOW)), None);
        assert_eq!(next_letter(Some(NOW), (NOW, NOW + HOUR)), None);
    }
}
