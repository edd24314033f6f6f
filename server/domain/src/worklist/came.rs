//! What came to a desk's stages since the house closed last and is still there.

use kernel::shapes::CameIn;
use store::{Conn, Result, sql};

use super::Desk;

/// By stage, in the order of the way; stages to which nothing came are left out.
pub(super) async fn since(conn: &mut Conn, desk: &Desk<'_>, closed_at: i64) -> Result<Vec<CameIn>> {
    let waiting = sql!(
        fetch_all as (String, i64, i64),
        conn,
        "select g.code, count(*), cast(sum(s.copies) as bigint) from stages g cross join slices s
         where g.kind = 'open' and (cast($1 as text) = '' or g.desk = $1) and s.stage = g.code and s.since >= $2
         group by g.code",
        desk.code,
        closed_at
    )?;
    let batches = sql!(
        fetch_all as (String, i64, i64),
        conn,
        "select g.code, count(*), cast(sum(b.copies) as bigint)
         from stages g cross join batches b
         where g.kind = 'way' and (cast($1 as text) = '' or g.desk = $1) and b.stage = g.code and b.moved_at is null
           and b.created_at >= $2
         group by g.code order by min(g.position)",
        desk.code,
        closed_at
    )?;
    let came = |singly: bool| {
        move |(stage, count, copies): (String, i64, i64)| {
            let name = desk.stages.name(&stage);
            CameIn { stage, name, count, copies, singly }
        }
    };
    Ok(waiting.into_iter().map(came(true)).chain(batches.into_iter().map(came(false))).collect())
}
