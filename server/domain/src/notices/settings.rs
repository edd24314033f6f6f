//! What a person wants to be told by mail, and when.

use kernel::shapes::{NoticeSettings, Pace, Topic};
use kernel::{FaultCode, Faults, Refusal};
use serde_json::json;
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use super::pace::Dues;
use crate::audit::{self, Entry};
use crate::scope::Scope;

/// The form of the settings, as it was sent: topic and pace by their codes.
#[derive(Clone, Debug, Default)]
pub struct SetSettings {
    /// A pace for each topic that shall change.
    pub paces: Vec<(String, String)>,
    /// First quiet hour, 0 to 23.
    pub quiet_from: i64,
    /// First hour that is not quiet any more; the same as the other for no quiet hours.
    pub quiet_to: i64,
}

/// The settings of the person who asks.
///
/// # Errors
/// `NotAllowed` for a job.
pub async fn settings(conn: &mut Conn, scope: &Scope) -> Result<NoticeSettings> {
    let user_id = scope.person()?;
    let chosen = sql!(
        fetch_all as (String, String),
        conn,
        "select topic, pace from notice_paces where org_id = $1 and user_id = $2",
        scope.org_id,
        user_id
    )?;
    let (email, quiet_from, quiet_to) = sql!(
        fetch_one as (String, i64, i64),
        conn,
        "select u.email, coalesce(q.from_hour, 0), coalesce(q.to_hour, 0)
         from users u left join quiet_hours q on q.org_id = u.org_id and q.user_id = u.id
         where u.org_id = $1 and u.id = $2",
        scope.org_id,
        user_id
    )?;
    let pace = |topic: Topic| {
        let own = chosen.iter().find(|(code, _)| code == topic.code());
        own.and_then(|(_, pace)| Pace::from_code(pace)).unwrap_or_else(|| topic.usual_pace())
    };
    let concerned = scope.staff().is_ok();
    let topics = Topic::ALL.into_iter().filter(|topic| topic.is_for_the_house() == concerned);
    let paces = topics.map(|topic| (topic, pace(topic))).collect();
    Ok(NoticeSettings { paces, quiet_from, quiet_to, email })
}

/// Changes them. What waits for a letter already is sent at the new pace.
///
/// # Errors
/// `Invalid` with every fault; `NotAllowed` for a job.
pub async fn set(tx: &mut Tx, scope: &Scope, form: &SetSettings) -> Result<()> {
    let user_id = scope.person()?;
    let paces = checked(form)?;
    for pace in &paces {
        set_pace(tx, (scope.org_id, user_id), *pace, scope.now).await?;
    }
    sql!(
        execute,
        tx,
        "insert into quiet_hours (org_id, user_id, from_hour, to_hour) values ($1, $2, $3, $4)
         on conflict (org_id, user_id) do update set from_hour = excluded.from_hour, to_hour = excluded.to_hour",
        scope.org_id,
        user_id,
        form.quiet_from,
        form.quiet_to
    )?;
    let paces: Vec<_> = paces.iter().map(|(topic, pace)| json!([topic.code(), pace.code()])).collect();
    let detail = json!({ "paces": paces, "quiet": [form.quiet_from, form.quiet_to] });
    let entry = Entry { org_id: scope.org_id, verb: "notices.set", subject: user_id.to_string(), detail };
    audit::record(tx, scope, entry).await
}

fn checked(form: &SetSettings) -> Result<Vec<(Topic, Pace)>, Refusal> {
    let mut faults = Faults::new();
    let mut paces = Vec::with_capacity(form.paces.len());
    for (topic, pace) in &form.paces {
        match (Topic::from_code(topic), Pace::from_code(pace)) {
            (Some(topic), Some(pace)) => paces.push((topic, pace)),
            _ => faults.add(topic, FaultCode::UnknownChoice),
        }
    }
    for (field, hour) in [("quiet_from", form.quiet_from), ("quiet_to", form.quiet_to)] {
        if !(0..24).contains(&hour) {
            faults.add(field, FaultCode::OutOfRange { min: 0, max: 23 });
        }
    }
    faults.check()?;
    Ok(paces)
}

/// Has a letter made at once of everything that waits for a digest. What the person heard of today by mail still waits for
/// the next morning. Does nothing when nothing waits.
///
/// # Errors
/// `NotAllowed` for a job.
pub async fn send_now(tx: &mut Tx, scope: &Scope) -> Result<()> {
    sql!(
        execute,
        tx,
        "update notices set due_at = $3 where org_id = $1 and user_id = $2 and due_at > $3",
        scope.org_id,
        scope.person()?,
        scope.now
    )?;
    Ok(())
}

/// Writes one pace and puts what waits for a letter on it.
pub(super) async fn set_pace(
    tx: &mut Tx,
    (org_id, user_id): (Uuid, Uuid),
    (topic, pace): (Topic, Pace),
    now: i64,
) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into notice_paces (org_id, user_id, topic, pace) values ($1, $2, $3, $4)
         on conflict (org_id, user_id, topic) do update set pace = excluded.pace",
        org_id,
        user_id,
        topic.code(),
        pace.code()
    )?;
    sql!(
        execute,
        tx,
        "update notices set due_at = $4
         where org_id = $1 and user_id = $2 and topic = $3 and due_at is not null",
        org_id,
        user_id,
        topic.code(),
        Dues::of(now).at(pace)
    )?;
    Ok(())
}
