//! What was done with a batch, and the batches before and after it: read from the acts.

use kernel::Lang;
use kernel::shapes::MoveRow;
use store::{Conn, Result, sql};
use uuid::Uuid;

use crate::scope::Staff;
use crate::stages::Stages;

/// Kinds of acts that a desk can take back.
const UNDOABLE: [&str; 8] = ["batch", "forward", "split", "merge", "hold", "release", "take_out", "deliver"];

/// Batches whose copies came into this one, by number; what was taken back does not count.
pub(super) async fn sources(conn: &mut Conn, batch: Uuid) -> Result<Vec<String>> {
    let rows = sql!(
        fetch_all as (String,),
        conn,
        "select distinct f.no from moves v join batches f on f.id = v.from_batch
         where v.to_batch = $1 and v.kind <> 'undo' and not exists (select 1 from moves x where x.undoes = v.id)
         order by f.no",
        batch
    )?;
    Ok(rows.into_iter().map(|(no,)| no).collect())
}

/// Batches into which its copies went, by number; what was taken back does not count.
pub(super) async fn goals(conn: &mut Conn, batch: Uuid) -> Result<Vec<String>> {
    let rows = sql!(
        fetch_all as (String,),
        conn,
        "select distinct t.no from moves v join batches t on t.id = v.to_batch
         where v.from_batch = $1 and v.kind <> 'undo' and not exists (select 1 from moves x where x.undoes = v.id)
         order by t.no",
        batch
    )?;
    Ok(rows.into_iter().map(|(no,)| no).collect())
}

/// The acts on a batch, newest first, at most 200.
pub(super) async fn of(conn: &mut Conn, staff: &Staff<'_>, stages: &Stages, batch: Uuid) -> Result<Vec<MoveRow>> {
    #[derive(sqlx::FromRow)]
    struct ActRow {
        id: Uuid,
        kind: String,
        at: i64,
        by_name: Option<String>,
        copies: i64,
        from_no: Option<String>,
        to_no: Option<String>,
        from_stage: Option<String>,
        reason_zh: Option<String>,
        reason_en: Option<String>,
        note: String,
        undone: i64,
    }
    let rows = sql!(
        fetch_all as ActRow,
        conn,
        "select v.id, v.kind, v.at, u.name as by_name,
                (select coalesce(cast(sum(m.copies) as bigint), 0) from movements m where m.move_id = v.id) as copies,
                f.no as from_no, b.no as to_no,
                (select min(m.from_stage) from movements m where m.move_id = v.id) as from_stage,
                r.name_zh as reason_zh, r.name_en as reason_en, v.note,
                (select count(*) from moves x where x.undoes = v.id) as undone
         from moves v left join users u on u.id = v.by_id left join batches f on f.id = v.from_batch
         left join batches b on b.id = v.to_batch left join reasons r on r.code = v.reason
         where v.from_batch = $1 or v.to_batch = $1 order by v.at desc, v.id desc limit 200",
        batch
    )?;
    let desk_of =
        |stage: &Option<String>| stage.as_deref().and_then(|code| stages.get(code)).map(|stage| stage.desk.clone());
    let act = |row: ActRow| MoveRow {
        undoable: row.undone == 0
            && UNDOABLE.contains(&row.kind.as_str())
            && desk_of(&row.from_stage).is_some_and(|desk| staff.holds(&desk).is_ok()),
        undone: row.undone > 0,
        reason: match staff.lang {
            Lang::Zh => row.reason_zh,
            Lang::En => row.reason_en,
        },
        id: row.id,
        kind: row.kind,
        at: row.at,
        by: row.by_name.unwrap_or_default(),
        copies: row.copies,
        from: row.from_no,
        to: row.to_no,
        note: row.note,
    };
    Ok(rows.into_iter().map(act).collect())
}
