//! One complaint in the hands of a verb: found under the reader's rights, changed by an act, saved against the version that
//! the reader saw, and told to the audit and to open pages.

use kernel::Refusal;
use kernel::shapes::MessageKind;
use serde_json::Value;
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use super::standing::{Act, Standing};
use crate::outbox::{self, Kind};
use crate::{Scope, audit, events};

/// What happened to a complaint besides what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Closed,
    Reopened,
    Escalated,
    Moved,
}

impl Step {
    /// The text of a message of the kind `step`.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Reopened => "reopened",
            Self::Escalated => "escalated",
            Self::Moved => "moved",
        }
    }
}

/// A complaint that a verb is about to change.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Held {
    pub(crate) org_id: Uuid,
    pub(crate) id: Uuid,
    pub(crate) no: String,
    pub(crate) desk: String,
    pub(crate) version: i64,
    #[sqlx(flatten)]
    pub(crate) standing: Standing,
}

impl Held {
    /// The complaint with this number, as the reader saw it.
    ///
    /// # Errors
    /// `NotFound` outside of what the reader sees, `Stale` when it was changed since.
    pub(crate) async fn find(conn: &mut Conn, scope: &Scope, no: &str, version: i64) -> Result<Self> {
        let found = sql!(
            fetch_optional as Self,
            conn,
            "select org_id, id, no, desk, version, state, level, due_at, closed_at from complaints
             where no = $1 and org_id in (select org_id from org_tree where above_id = $2)",
            no,
            scope.org_id
        )?;
        match found {
            None => Err(Refusal::NotFound.into()),
            Some(held) if held.version != version => Err(Refusal::Stale.into()),
            Some(held) => Ok(held),
        }
    }

    /// Moves it to where an act leads.
    ///
    /// # Errors
    /// `Stale` when the act is not possible (any more): no page offers it then.
    pub(crate) fn act(&mut self, act: Act, now: i64) -> Result<(), Refusal> {
        self.standing = self.standing.after(act, now).ok_or(Refusal::Stale)?;
        Ok(())
    }

    /// Writes it back under the next version.
    ///
    /// # Errors
    /// `Stale` when somebody else was faster.
    pub(crate) async fn save(&mut self, tx: &mut Tx) -> Result<()> {
        let saved = sql!(
            execute,
            tx,
            "update complaints set version = version + 1, desk = $4, state = $5, level = $6, due_at = $7, closed_at = $8
             where org_id = $1 and id = $2 and version = $3",
            self.org_id,
            self.id,
            self.version,
            &self.desk,
            self.standing.state.code(),
            self.standing.level,
            self.standing.due_at,
            self.standing.closed_at
        )?;
        if saved == 0 {
            return Err(Refusal::Stale.into());
        }
        self.version += 1;
        Ok(())
    }

    /// Writes back an escalation by time under the same version: the answer that somebody is typing at this moment is just
    /// what it asks for, and must not be refused because of it.
    pub(crate) async fn raise(&self, tx: &mut Tx) -> Result<()> {
        sql!(
            execute,
            tx,
            "update complaints set level = $3, due_at = $4 where org_id = $1 and id = $2",
            self.org_id,
            self.id,
            self.standing.level,
            self.standing.due_at
        )?;
        Ok(())
    }

    /// Adds a step to its conversation.
    pub(crate) async fn step(&self, tx: &mut Tx, scope: &Scope, step: Step) -> Result<()> {
        self.say(tx, scope, MessageKind::Step, step.code()).await
    }

    /// Adds what somebody wrote to its conversation. What the house wrote to the customer goes to the outbox, and so do the
    /// steps that a desk must hear of: the ticket came to it, or went up.
    pub(crate) async fn say(&self, tx: &mut Tx, scope: &Scope, kind: MessageKind, body: &str) -> Result<()> {
        let id = crate::scope::new_id();
        sql!(
            execute,
            tx,
            "insert into messages (org_id, id, complaint_id, author_id, kind, body, at) values ($1, $2, $3, $4, $5, $6, $7)",
            self.org_id,
            id,
            self.id,
            scope.user_id,
            kind.code(),
            body,
            scope.now
        )?;
        let for_a_desk = [Step::Moved, Step::Escalated].map(Step::code).contains(&body);
        match kind {
            MessageKind::House => outbox::post(tx, scope.now, Kind::Answer, id).await,
            MessageKind::Step if for_a_desk => outbox::post(tx, scope.now, Kind::Answer, id).await,
            _ => Ok(()),
        }
    }

    /// Writes the audit row of a change that the customer may know of, and tells open pages.
    pub(crate) async fn tell(&self, tx: &mut Tx, scope: &Scope, verb: &str, detail: Value) -> Result<()> {
        let entry = audit::Entry { org_id: self.org_id, verb, subject: self.no.clone(), detail };
        audit::record(tx, scope, entry).await?;
        events::record(tx, scope.now, self.org_id, "complaint.changed", self.id).await
    }
}
