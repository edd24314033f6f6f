//! Who follows a link and wants to be told when the book is there. An address is used only after its owner said yes to the
//! question that was sent there.

use kernel::{FaultCode, Faults, Lang, Refusal};
use store::{Conn, Db, Result, Tx, sql};
use uuid::Uuid;

use super::letters::send;
use super::{Link, Visit, live};
use crate::scope::new_id;
use crate::sessions::digest;
use crate::{days, people, throttles};

/// The question can be answered for so long, in milliseconds.
const ASKED_MS: i64 = 7 * days::DAY_MS;
/// The question is not sent to one address again before, in milliseconds.
const AGAIN_MS: i64 = 3_600_000;
/// Questions that one visitor, one link and one address cause in a day.
const MOST_BY_VISITOR: i64 = 10;
const MOST_BY_LINK: i64 = 20;
const MOST_TO_ADDRESS: i64 = 3;

/// Asks an address whether its owner wants to be told. The answer is the same whether the address was known or not.
///
/// # Errors
/// `NotFound` for a link that does not work, `Invalid` about `email`, `TooMany`.
pub async fn watch(db: &Db, visit: &Visit, email: &str) -> Result<()> {
    let link = live(&mut db.read().await?, &visit.token, visit.now).await?.ok_or(Refusal::NotFound)?;
    let email = checked(email)?;
    let buckets = vec![
        (visit.bucket("watch"), MOST_BY_VISITOR),
        (format!("track link {}", link.id), MOST_BY_LINK),
        (format!("track mail {}", digest(&email)), MOST_TO_ADDRESS),
    ];
    db.write((buckets, visit.now), |tx, (buckets, now)| {
        Box::pin(async move {
            for (bucket, limit) in buckets {
                throttles::spend(tx, bucket, *limit, days::DAY_MS, *now).await?;
            }
            Ok(())
        })
    })
    .await?;
    let asking = (link, email, visit.lang, visit.now);
    db.write(asking, |tx, (link, email, lang, now)| Box::pin(ask(tx, link, (email, *lang), *now))).await
}

/// One address, as strictly as a header of a mail needs it: RFC 5321 without quotes, comments and other scripts.
fn checked(typed: &str) -> Result<String, Refusal> {
    let mut faults = Faults::new();
    let email = people::address(&faults.text("email", typed, 3, people::MAX_EMAIL));
    if faults.of("email").is_none() && !is_address(&email) {
        faults.add("email", FaultCode::Unreadable);
    }
    faults.check()?;
    Ok(email)
}

fn is_address(text: &str) -> bool {
    let is_atom = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c))
    };
    let is_label = |part: &str| {
        !part.is_empty() && !part.starts_with('-') && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    text.split_once('@').is_some_and(|(local, host)| {
        local.len() <= 64 && local.split('.').all(is_atom) && host.contains('.') && host.split('.').all(is_label)
    })
}

async fn ask(tx: &mut Tx, link: &Link, (email, lang): (&str, Lang), now: i64) -> Result<()> {
    let asked = sql!(
        fetch_optional as (Uuid,),
        tx,
        "insert into watchers (id, link_id, email, lang, asked_at) values ($1, $2, $3, $4, $5)
         on conflict (link_id, email) do update set asked_at = excluded.asked_at, lang = excluded.lang
           where watchers.confirmed_at is null and watchers.asked_at <= $6
         returning id",
        new_id(),
        link.id,
        email,
        lang.code(),
        now,
        now - AGAIN_MS
    )?;
    match asked {
        Some((watcher,)) => send(tx, watcher, "confirm", (now, now)).await,
        None => Ok(()),
    }
}

/// The title that the question is about (none for all books of an order), for the page on which it is answered, and whether
/// it was answered.
///
/// # Errors
/// `NotFound` for a secret that is none or has expired.
pub async fn question(conn: &mut Conn, key: &str, now: i64) -> Result<(Option<String>, bool)> {
    let found = sql!(
        fetch_optional as (Option<String>, i64),
        conn,
        "select case when k.order_id is null then t.title end, cast(case when w.confirmed_at is null then 0 else 1 end as bigint)
         from watchers w join track_links k on k.id = w.link_id
         join order_lines l on l.org_id = k.org_id and l.id = k.line_id join titles t on t.id = l.title_id
         where w.token_hash = $1 and w.asked_at > $2 and k.revoked_at is null and k.expires_at > $3",
        digest(key),
        now - ASKED_MS,
        now
    )?;
    let (title, confirmed) = found.ok_or(Refusal::NotFound)?;
    Ok((title, confirmed == 1))
}

/// The owner of the address says yes. A repeat changes nothing.
///
/// # Errors
/// `NotFound` for a secret that is none or has expired.
pub async fn confirm(tx: &mut Tx, key: &str, now: i64) -> Result<()> {
    question(tx, key, now).await?;
    sql!(
        execute,
        tx,
        "update watchers set confirmed_at = coalesce(confirmed_at, $2) where token_hash = $1",
        digest(key),
        now
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{checked, is_address};

    #[test]
    fn an_address_is_one_address_and_nothing_else() {
        for good in ["a@b.cn", "wang.fang+books@lib.pku.edu.cn"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "a@b",
            "a@b.cn,c@d.cn",
            "a@b.cn\nBcc: c@d.cn",
            "a b@c.cn",
            "<a@b.cn>",
            "a@@b.cn",
            "a@b..cn",
            ".a@b.cn",
            "a@-b.cn",
            "\"a\"@b.cn",
            "书@b.cn",
        ] {
            assert!(!is_address(bad), "{bad:?}");
        }
        assert!(checked("a@b.cn\r\nBcc: c@d.cn").is_err());
        assert_eq!(checked("  Wang@PKU.example ").ok().as_deref(), Some("wang@pku.example"));
    }
}
