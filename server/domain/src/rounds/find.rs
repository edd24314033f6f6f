//! Rounds as people look at them: their own, and for supervisors everybody's.

use kernel::shapes::{RoundAct, RoundItem, RoundOutcome, RoundPage, RoundRow, Rounds};
use kernel::{Refusal, Role};
use store::{Conn, Result, sql};
use uuid::Uuid;

use crate::complaints::cursor;
use crate::scope::Staff;
use crate::stages::Stages;

#[derive(sqlx::FromRow)]
struct Head {
    id: Uuid,
    act: String,
    day: String,
    note: String,
    by_id: Uuid,
    by_name: Option<String>,
    begun_at: i64,
    ended_at: Option<i64>,
    items: i64,
    done: i64,
    refused: i64,
}

impl Head {
    /// Nothing for an act that this binary does not know.
    fn shown(self) -> Option<RoundRow> {
        Some(RoundRow {
            act: RoundAct::from_code(&self.act)?,
            id: self.id,
            day: self.day,
            note: self.note,
            by: self.by_name.unwrap_or_default(),
            begun_at: self.begun_at,
            ended_at: self.ended_at,
            items: self.items,
            done: self.done,
            refused: self.refused,
        })
    }
}

/// A page of rounds, newest first: one's own; everybody's for supervisors. `after` is the `next` of the page before; one that
/// is none begins at the newest.
pub async fn list(conn: &mut Conn, staff: &Staff<'_>, after: Option<&str>) -> Result<Rounds> {
    let place = cursor::read(after, i64::MAX);
    let mut heads = match staff.role {
        Role::Supervisor => everybodys(conn, place).await?,
        _ => own(conn, staff.person()?, place).await?,
    };
    let next = cursor::cut(&mut heads, |head| (head.begun_at, head.id));
    Ok(Rounds { rows: heads.into_iter().filter_map(Head::shown).collect(), next })
}

async fn everybodys(conn: &mut Conn, (begun_at, id): (i64, Uuid)) -> Result<Vec<Head>> {
    sql!(
        fetch_all as Head,
        conn,
        "select r.id, r.act, r.day, r.note, r.by_id, u.name as by_name, r.begun_at, r.ended_at, r.items, r.done, r.refused
         from rounds r left join users u on u.id = r.by_id where (r.begun_at, r.id) < ($1, $2)
         order by r.begun_at desc, r.id desc limit $3",
        begun_at,
        id,
        cursor::LIMIT
    )
}

async fn own(conn: &mut Conn, person: Uuid, (begun_at, id): (i64, Uuid)) -> Result<Vec<Head>> {
    sql!(
        fetch_all as Head,
        conn,
        "select r.id, r.act, r.day, r.note, r.by_id, u.name as by_name, r.begun_at, r.ended_at, r.items, r.done, r.refused
         from rounds r left join users u on u.id = r.by_id where r.by_id = $1 and (r.begun_at, r.id) < ($2, $3)
         order by r.begun_at desc, r.id desc limit $4",
        person,
        begun_at,
        id,
        cursor::LIMIT
    )
}

/// A round with its report.
///
/// # Errors
/// `NotFound` for somebody else's, but not for supervisors.
pub async fn find(conn: &mut Conn, staff: &Staff<'_>, id: Uuid) -> Result<RoundPage> {
    let head = sql!(
        fetch_optional as Head,
        conn,
        "select r.id, r.act, r.day, r.note, r.by_id, u.name as by_name, r.begun_at, r.ended_at, r.items, r.done, r.refused
         from rounds r left join users u on u.id = r.by_id where r.id = $1 and r.org_id = $2",
        id,
        staff.org_id
    )?;
    let head = head.ok_or(Refusal::NotFound)?;
    let mine = staff.user_id == Some(head.by_id);
    if !mine && staff.role != Role::Supervisor {
        return Err(Refusal::NotFound.into());
    }
    let stages = Stages::load(conn, staff.lang).await?;
    let items = items(conn, id, &stages).await?;
    let lines = items.iter().map(|item| item.lines).sum();
    Ok(RoundPage { head: head.shown().ok_or(Refusal::NotFound)?, lines, items, mine })
}

async fn items(conn: &mut Conn, id: Uuid, stages: &Stages) -> Result<Vec<RoundItem>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        no: String,
        stage: String,
        lines: i64,
        copies: i64,
        state: String,
        into_no: Option<String>,
        refusal: Option<String>,
        version: i64,
        moved_at: Option<i64>,
    }
    let rows = sql!(
        fetch_all as Row,
        conn,
        "select b.no, b.stage, i.lines, i.copies, i.state, i.into_no, i.refusal, b.version, b.moved_at
         from round_items i join batches b on b.id = i.batch_id where i.round_id = $1
         order by case i.state when 'refused' then 0 when 'waiting' then 1 else 2 end, i.position",
        id
    )?;
    let item = |row: Row| RoundItem {
        stage: stages.name(&row.stage),
        no: row.no,
        lines: row.lines,
        copies: row.copies,
        outcome: match (row.state.as_str(), row.refusal) {
            ("waiting", _) => RoundOutcome::Waiting,
            ("refused", why) => RoundOutcome::Refused {
                // A reason that an older program wrote and this one cannot read is a defect of ours.
                why: why
                    .and_then(|why| serde_json::from_str(&why).ok())
                    .unwrap_or_else(|| Refusal::Broken { reference: String::new() }),
                again: row.moved_at.is_none().then_some(row.version),
            },
            _ => RoundOutcome::Done { into: row.into_no },
        },
    };
    Ok(rows.into_iter().map(item).collect())
}

/// Rounds of this person that began after an instant and left something refused: key, how many batches, when it ended.
pub(crate) async fn refused_lately(conn: &mut Conn, staff: &Staff<'_>, after: i64) -> Result<Vec<(Uuid, i64, i64)>> {
    sql!(
        fetch_all as (Uuid, i64, i64),
        conn,
        "select id, refused, ended_at from rounds
         where by_id = $1 and begun_at > $2 and ended_at is not null and refused > 0
         order by begun_at desc, id desc limit 5",
        staff.person()?,
        after
    )
}
