//! Carrying a round out: what the job calls, for one batch at a time.

use kernel::shapes::RoundAct;
use kernel::{Lang, OrgKind, Refusal, Role};
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use crate::batches::{self, Expect, Onward, Part, Release};
use crate::events;
use crate::scope::{Scope, Staff};

/// Rounds that are served side by side.
const SIDE_BY_SIDE: i64 = 20;
/// A batch that met with so many accidents on our side is given up.
const MOST_TRIES: i64 = 3;

/// The next batch of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The round.
    pub round: Uuid,
    /// The batch's place in it.
    pub position: i64,
}

/// The next batch of every round that runs, the oldest round first: rounds advance side by side, so that a short one does
/// not wait for a long one.
pub async fn waiting(conn: &mut Conn) -> Result<Vec<Turn>> {
    let rows = sql!(
        fetch_all as (Uuid, Option<i64>),
        conn,
        "select r.id, (select min(i.position) from round_items i where i.round_id = r.id and i.state = 'waiting')
         from rounds r where r.ended_at is null order by r.begun_at, r.id limit $1",
        SIDE_BY_SIDE
    )?;
    Ok(rows.into_iter().filter_map(|(round, position)| Some(Turn { round, position: position? })).collect())
}

/// Does with one batch what the round says, as the person who began it, with the rights that they have now. Nothing happens
/// when its turn is over already.
///
/// # Errors
/// Whatever the batch's own verb says; then nothing was done, and [`refuse`] keeps the reason.
pub async fn carry_out(tx: &mut Tx, now: i64, turn: Turn) -> Result<()> {
    // Whoever marks it carries it out; a refusal takes the mark back with everything else.
    let marked = sql!(
        execute,
        tx,
        "update round_items set state = 'done', over_at = $3 where round_id = $1 and position = $2 and state = 'waiting'",
        turn.round,
        turn.position,
        now
    )?;
    if marked == 0 {
        return Ok(());
    }
    let wish = wish(tx, turn).await?;
    let actor = actor(tx, wish.by_id, now).await?;
    let into = act(tx, &actor.staff().map_err(|_| Refusal::NotAllowed)?, &wish).await?;
    sql!(
        execute,
        tx,
        "update round_items set into_no = $3 where round_id = $1 and position = $2",
        turn.round,
        turn.position,
        into
    )?;
    count(tx, now, turn.round, (1, 0)).await
}

/// Keeps the reason for which a batch was not moved. An accident on our side is tried again a few times before that.
pub async fn refuse(tx: &mut Tx, now: i64, turn: Turn, why: &Refusal) -> Result<()> {
    if matches!(why, Refusal::Broken { .. }) && !is_hopeless(tx, turn).await? {
        return Ok(());
    }
    let why = serde_json::to_string(why).map_err(|error| store::Fault::Broken(sqlx::Error::Decode(error.into())))?;
    let marked = sql!(
        execute,
        tx,
        "update round_items set state = 'refused', refusal = $4, over_at = $3
         where round_id = $1 and position = $2 and state = 'waiting'",
        turn.round,
        turn.position,
        now,
        &why
    )?;
    if marked == 0 { Ok(()) } else { count(tx, now, turn.round, (0, 1)).await }
}

/// Counts an accident; `true` when there were too many.
async fn is_hopeless(tx: &mut Tx, turn: Turn) -> Result<bool> {
    let tries = sql!(
        fetch_optional as (i64,),
        tx,
        "update round_items set tries = tries + 1 where round_id = $1 and position = $2 returning tries",
        turn.round,
        turn.position
    )?;
    Ok(tries.is_none_or(|(tries,)| tries >= MOST_TRIES))
}

/// Counts a batch that is over, ends the round with the last one, and tells open pages.
async fn count(tx: &mut Tx, now: i64, round: Uuid, (done, refused): (i64, i64)) -> Result<()> {
    let house = sql!(
        fetch_one as (Uuid,),
        tx,
        "update rounds set done = done + $2, refused = refused + $3,
                ended_at = case when done + refused + 1 = items then cast($4 as bigint) else null end
         where id = $1 returning org_id",
        round,
        done,
        refused,
        now
    )?;
    events::record(tx, now, house.0, "round.changed", round).await
}

#[derive(sqlx::FromRow)]
struct Wish {
    act: String,
    day: String,
    note: String,
    by_id: Uuid,
    no: String,
    version: i64,
}

async fn wish(tx: &mut Tx, turn: Turn) -> Result<Wish> {
    sql!(
        fetch_one as Wish,
        tx,
        "select r.act, r.day, r.note, r.by_id, b.no, i.version
         from round_items i join rounds r on r.id = i.round_id join batches b on b.id = i.batch_id
         where i.round_id = $1 and i.position = $2",
        turn.round,
        turn.position
    )
}

/// The person as of now.
///
/// # Errors
/// `NotAllowed` for one who may not sign in any more.
async fn actor(tx: &mut Tx, user_id: Uuid, now: i64) -> Result<Scope> {
    let found = sql!(
        fetch_optional as (Uuid, String, String, Option<String>, String),
        tx,
        "select u.org_id, g.kind, u.role, u.desk, u.lang from users u join orgs g on g.id = u.org_id
         where u.id = $1 and u.disabled_at is null",
        user_id
    )?;
    let scope = found.and_then(|(org_id, kind, role, desk, lang)| {
        Some(Scope {
            user_id: Some(user_id),
            org_id,
            kind: OrgKind::from_code(&kind)?,
            role: Role::from_code(&role)?,
            desk,
            lang: Lang::from_code(&lang)?,
            now,
        })
    });
    scope.ok_or_else(|| Refusal::NotAllowed.into())
}

/// The verb of the batch; answers with the number of the batch in which the copies are afterwards, if it is another one.
async fn act(tx: &mut Tx, staff: &Staff<'_>, wish: &Wish) -> Result<Option<String>> {
    let (no, version) = (wish.no.clone(), wish.version);
    let part = Part { no: no.clone(), version, slices: Vec::new() };
    match RoundAct::from_code(&wish.act) {
        Some(RoundAct::Forward) => batches::forward(tx, staff, &Onward { parts: vec![part], into: None }).await,
        Some(RoundAct::Release) => {
            let wish = Release { part, into: None, note: wish.note.clone() };
            Ok(Some(batches::release(tx, staff, &wish).await?))
        }
        Some(RoundAct::Expect) => {
            let wish = Expect { no, version, day: wish.day.clone(), note: wish.note.clone() };
            batches::expect(tx, staff, &wish).await?;
            Ok(None)
        }
        None => Err(Refusal::NotFound.into()),
    }
}
