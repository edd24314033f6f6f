//! What became of promises, added up by day and publisher: a report on a year is about thousands of such sums and not about
//! every line that came. A sum is made anew in the transaction that changes one of its outcomes; `fsck` compares.

use store::{Result, Tx, sql};
use uuid::Uuid;

/// Makes the sum of a publisher's lines that arrived on a day.
pub(in crate::arrivals) async fn add_up(tx: &mut Tx, publisher: Uuid, day: i64) -> Result<()> {
    sql!(execute, tx, "delete from kept_days where day = $1 and publisher_id = $2", day, publisher)?;
    sql!(
        execute,
        tx,
        "insert into kept_days (day, publisher_id, lines, in_time, last_in_time, last_held, late_days)
         select arrived_on, publisher_id, count(*),
                cast(sum(case when arrived_on <= first_high then 1 else 0 end) as bigint),
                cast(sum(case when arrived_on <= last_high then 1 else 0 end) as bigint),
                cast(sum(case when arrived_on between last_low and last_high then 1 else 0 end) as bigint),
                cast(sum(case when arrived_on > first_high then arrived_on - first_high else 0 end) as bigint)
         from outcomes where arrived_on = $1 and publisher_id = $2 group by arrived_on, publisher_id",
        day,
        publisher
    )?;
    Ok(())
}

/// Makes all sums of a house that came in as a whole.
pub(crate) async fn add_up_all(tx: &mut Tx) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into kept_days (day, publisher_id, lines, in_time, last_in_time, last_held, late_days)
         select arrived_on, publisher_id, count(*),
                cast(sum(case when arrived_on <= first_high then 1 else 0 end) as bigint),
                cast(sum(case when arrived_on <= last_high then 1 else 0 end) as bigint),
                cast(sum(case when arrived_on between last_low and last_high then 1 else 0 end) as bigint),
                cast(sum(case when arrived_on > first_high then arrived_on - first_high else 0 end) as bigint)
         from outcomes group by arrived_on, publisher_id"
    )?;
    Ok(())
}
