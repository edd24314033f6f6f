//! Notices: what a person is told, at which pace by mail, and the links in letters.

use kernel::Refusal;
use kernel::shapes::{DeadRow, NoticeSettings, Notices};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use {crate::door, domain::notices, domain::outbox, kernel::forms::whole, kernel::shapes::Topic};

/// The form of the settings: a pace for each topic, by its code, and the quiet hours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SettingsForm {
    /// Pace of what left the way.
    pub exception: String,
    /// Pace of causes on batches.
    pub cause: String,
    /// Pace of lines that may be late.
    pub alert: String,
    /// Pace of answers to complaints.
    pub answered: String,
    /// Pace of parcels to confirm.
    pub confirm: String,
    /// Pace of invoices.
    pub invoice: String,
    /// Pace of tickets.
    pub ticket: String,
    /// Pace of dates that moved.
    pub redated: String,
    /// Pace of parcels on their way.
    pub parcel: String,
    /// Pace of arrivals.
    pub arrived: String,
    /// Pace of steps on the way.
    pub moved: String,
    /// Pace of purchases.
    pub bought: String,
    /// Pace of others' orders.
    pub placed: String,
    /// Pace of others' cancellings.
    pub cancelled: String,
    /// First quiet hour.
    pub quiet_from: String,
    /// First hour that is not quiet any more.
    pub quiet_to: String,
}

#[cfg(feature = "ssr")]
impl SettingsForm {
    fn pace(&self, topic: Topic) -> &str {
        match topic {
            Topic::Exception => &self.exception,
            Topic::Cause => &self.cause,
            Topic::Alert => &self.alert,
            Topic::Answered => &self.answered,
            Topic::Confirm => &self.confirm,
            Topic::Invoice => &self.invoice,
            Topic::Ticket => &self.ticket,
            Topic::Redated => &self.redated,
            Topic::Parcel => &self.parcel,
            Topic::Arrived => &self.arrived,
            Topic::Moved => &self.moved,
            Topic::Bought => &self.bought,
            Topic::Placed => &self.placed,
            Topic::Cancelled => &self.cancelled,
        }
    }

    fn wish(&self) -> Result<notices::SetSettings, Refusal> {
        let pace = |topic: Topic| (topic.code().to_owned(), self.pace(topic).to_owned());
        Ok(notices::SetSettings {
            // A page offers the topics that concern its reader; the others stay as they are.
            paces: Topic::ALL.into_iter().map(pace).filter(|(_, pace)| !pace.is_empty()).collect(),
            quiet_from: whole("quiet_from", &self.quiet_from, 0, 23)?,
            quiet_to: whole("quiet_to", &self.quiet_to, 0, 23)?,
        })
    }
}

/// A page of the person's notices.
#[server(endpoint = "/notices/list", prefix = "/api")]
pub async fn list(after: Option<String>) -> Result<Notices, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(notices::list(&mut conn, &scope, after.as_deref()).await?)
}

/// How many notices the person has not read.
#[server(endpoint = "/notices/unread", prefix = "/api")]
pub async fn unread() -> Result<i64, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(notices::unread(&mut conn, &scope).await?)
}

/// Marks one notice as read.
#[server(endpoint = "/notices/read", prefix = "/api")]
pub async fn read(key: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    Ok(house.db.write((scope, key), |tx, (scope, key)| Box::pin(notices::read(tx, scope, key))).await?)
}

/// Marks all notices as read that were there when the page was made.
#[server(endpoint = "/notices/read_all", prefix = "/api")]
pub async fn read_all(until: i64) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    Ok(house.db.write((scope, until), |tx, (scope, until)| Box::pin(notices::read_all(tx, scope, *until))).await?)
}

/// What the person wants to be told by mail.
#[server(endpoint = "/notices/settings", prefix = "/api")]
pub async fn settings() -> Result<NoticeSettings, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(notices::settings(&mut conn, &scope).await?)
}

/// Changes it.
#[server(endpoint = "/notices/set", prefix = "/api")]
pub async fn set(form: SettingsForm) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    let wish = form.wish()?;
    house.db.write((scope, wish), |tx, (scope, wish)| Box::pin(notices::set(tx, scope, wish))).await?;
    door::go_to("/notices/settings?saved=1");
    Ok(())
}

/// Has everything sent at once that waits for a digest.
#[server(endpoint = "/notices/send_now", prefix = "/api")]
pub async fn send_now() -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    house.db.write(scope, |tx, scope| Box::pin(notices::send_now(tx, scope))).await?;
    door::go_to("/notices/settings?sending=1");
    Ok(())
}

/// Whether the person follows an order; nothing when there is nothing to follow.
#[server(endpoint = "/notices/follows", prefix = "/api")]
pub async fn follows(no: String) -> Result<Option<bool>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(notices::follows(&mut conn, &scope, &no).await?)
}

/// Follows an order that somebody else placed.
#[server(endpoint = "/notices/follow", prefix = "/api")]
pub async fn follow(no: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    Ok(house.db.write((scope, no), |tx, (scope, no)| Box::pin(notices::follow(tx, scope, no))).await?)
}

/// Follows it no longer.
#[server(endpoint = "/notices/unfollow", prefix = "/api")]
pub async fn unfollow(no: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    Ok(house.db.write((scope, no), |tx, (scope, no)| Box::pin(notices::unfollow(tx, scope, no))).await?)
}

/// Whose letters the link in one of them ends. Needs no sign-in.
#[server(endpoint = "/notices/key_holder", prefix = "/api")]
pub async fn key_holder(key: String) -> Result<String, Refusal> {
    let (visitor, house) = (door::visitor(), door::house()?);
    Ok(notices::key_holder(&mut house.db.read().await?, &key, visitor.now).await?.0)
}

/// Ends the letters of the reader behind a link. Needs no sign-in.
#[server(endpoint = "/notices/unsubscribe", prefix = "/api")]
pub async fn unsubscribe(key: String) -> Result<(), Refusal> {
    let (visitor, house) = (door::visitor(), door::house()?);
    // A key that works is hexadecimal, so it can stand in an address as it is.
    let done = format!("/unsubscribe/{key}?done=1");
    house.db.write((key, visitor.now), |tx, (key, now)| Box::pin(notices::unsubscribe(tx, key, *now))).await?;
    door::go_to(&done);
    Ok(())
}

/// What could not be told or sent.
#[server(endpoint = "/notices/dead", prefix = "/api")]
pub async fn dead() -> Result<Vec<DeadRow>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(outbox::dead(&mut conn, &scope.staff()?).await?)
}

/// Has it all tried again.
#[server(endpoint = "/notices/retry", prefix = "/api")]
pub async fn retry() -> Result<u64, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    Ok(house.db.write(scope, |tx, scope| Box::pin(async move { outbox::retry(tx, &scope.staff()?).await })).await?)
}
