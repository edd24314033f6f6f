//! Writing a round down.

use std::collections::HashSet;

use kernel::shapes::RoundAct;
use kernel::{FaultCode, Faults, Refusal};
use serde_json::json;
use store::{Result, Tx, Value, insert_many, sql};
use uuid::Uuid;

use crate::audit::{self, Entry};
use crate::batches::read_expected;
use crate::events;
use crate::scope::Staff;

/// Most batches of one round.
const MOST: usize = 500;

/// What is to be done with which batches.
#[derive(Clone, Debug, Default)]
pub struct Begin {
    /// The round's key, made before it was sent for the first time: a repeat begins nothing.
    pub id: Uuid,
    /// Code of a [`RoundAct`].
    pub act: String,
    /// The expected day, as `2026-11-28`; only for that act.
    pub day: String,
    /// Why; not for moving on.
    pub note: String,
    /// Numbers of the batches, with the versions that the page was made from.
    pub batches: Vec<(String, i64)>,
}

/// Begins a round and answers with its key. Whether each batch can be moved is found out when its turn comes.
///
/// # Errors
/// `Invalid` with every fault: `act: UnknownChoice`, `batches: NothingChosen | OutOfRange`, `day` and `note` as the act has
/// them; `NotFound` for a number that is none, and for the key of somebody else's round; `Stale` for a key that was used
/// for other batches or another act.
pub async fn begin(tx: &mut Tx, staff: &Staff<'_>, wish: &Begin) -> Result<Uuid> {
    let person = staff.person()?;
    if let Some(by) = begun_by(tx, wish.id).await? {
        if by != person {
            return Err(Refusal::NotFound.into());
        }
        return if is_repeat(tx, wish).await? { Ok(wish.id) } else { Err(Refusal::Stale.into()) };
    }
    let (act, note) = check(wish, staff.now)?;
    let items = items(tx, wish).await?;
    sql!(
        execute,
        tx,
        "insert into rounds (id, act, day, note, org_id, by_id, begun_at, ended_at, items, done, refused)
         values ($1, $2, $3, $4, $5, $6, $7, null, $8, 0, 0)",
        wish.id,
        act.code(),
        if act == RoundAct::Expect { wish.day.trim() } else { "" },
        &note,
        staff.org_id,
        person,
        staff.now,
        i64::try_from(items.len()).unwrap_or(i64::MAX)
    )?;
    let detail = json!({ "act": act.code(), "day": wish.day, "note": note, "batches": items.len() });
    insert_many(tx, "round_items", &COLUMNS, items).await?;
    let entry = Entry { org_id: staff.org_id, verb: "round.begin", subject: wish.id.to_string(), detail };
    audit::record(tx, staff, entry).await?;
    events::record(tx, staff.now, staff.org_id, "round.changed", wish.id).await?;
    Ok(wish.id)
}

const COLUMNS: [&str; 8] = ["round_id", "position", "batch_id", "version", "lines", "copies", "state", "tries"];

/// Who began the round of this key, if there is one.
async fn begun_by(tx: &mut Tx, id: Uuid) -> Result<Option<Uuid>> {
    let found = sql!(fetch_optional as (Uuid,), tx, "select by_id from rounds where id = $1", id)?;
    Ok(found.map(|(by,)| by))
}

/// Whether the round of this key is the one that is asked for.
async fn is_repeat(tx: &mut Tx, wish: &Begin) -> Result<bool> {
    let mut begun = sql!(
        fetch_all as (String, String, i64),
        tx,
        "select r.act, b.no, i.version from rounds r join round_items i on i.round_id = r.id
         join batches b on b.id = i.batch_id where r.id = $1",
        wish.id
    )?;
    begun.sort_unstable_by(|a, b| a.1.cmp(&b.1));
    let mut wished: Vec<(&str, &str, i64)> =
        wish.batches.iter().map(|(no, version)| (wish.act.as_str(), no.trim(), *version)).collect();
    wished.sort_unstable_by_key(|(_, no, _)| *no);
    wished.dedup_by_key(|(_, no, _)| *no);
    Ok(begun.iter().map(|(act, no, version)| (act.as_str(), no.as_str(), *version)).eq(wished))
}

/// Gathers the faults; answers with the act and its reason.
fn check(wish: &Begin, now: i64) -> Result<(RoundAct, String), Refusal> {
    let mut faults = Faults::new();
    let act = RoundAct::from_code(&wish.act);
    let note = match act {
        None => {
            faults.add("act", FaultCode::UnknownChoice);
            String::new()
        }
        Some(RoundAct::Forward) => String::new(),
        Some(RoundAct::Expect) => read_expected(&mut faults, now, (&wish.day, &wish.note)).1,
        Some(RoundAct::Release) => faults.text("note", &wish.note, 2, 500),
    };
    match wish.batches.len() {
        0 => faults.add("batches", FaultCode::NothingChosen),
        1..=MOST => {}
        _ => faults.add("batches", FaultCode::OutOfRange { min: 1, max: MOST as i64 }),
    }
    faults.check()?;
    Ok((act.unwrap_or(RoundAct::Forward), note))
}

/// The rows of the batches, each once, in the order in which they were chosen.
async fn items(tx: &mut Tx, wish: &Begin) -> Result<Vec<Vec<Value>>> {
    let mut rows: Vec<Vec<Value>> = Vec::with_capacity(wish.batches.len());
    let mut seen = HashSet::new();
    for (no, version) in &wish.batches {
        let found = sql!(
            fetch_optional as (Uuid, i64, i64),
            tx,
            "select id, lines, copies from batches where no = $1",
            no.trim()
        )?;
        let (batch, lines, copies) = found.ok_or(Refusal::NotFound)?;
        if seen.insert(batch) {
            let position = i64::try_from(seen.len()).unwrap_or(i64::MAX);
            rows.push(vec![
                wish.id.into(),
                position.into(),
                batch.into(),
                (*version).into(),
                lines.into(),
                copies.into(),
                "waiting".into(),
                0_i64.into(),
            ]);
        }
    }
    Ok(rows)
}
