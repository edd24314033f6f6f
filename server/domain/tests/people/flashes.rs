//! Drafts of refused forms.

use domain::flashes::{self, KEPT_MS, MAX_BYTES};
use domain::{Db, Refusal, Result};
use store::fresh::fresh_dbs;

use crate::house::NOW;
use crate::refusal;

async fn keep(db: &Db, token: &str, body: String) -> Result<()> {
    db.write((token.to_owned(), body), |tx, (token, body)| Box::pin(flashes::keep(tx, token, body, NOW))).await
}

async fn kept(db: &Db, token: &str, now: i64) -> Option<String> {
    flashes::kept(&mut db.read().await.expect("a reader"), token, now).await.expect("a look")
}

#[tokio::test]
async fn a_draft_survives_a_reload_and_ends_after_ten_minutes() {
    for db in fresh_dbs().await {
        keep(&db, "visitor", "first".to_owned()).await.expect("kept");
        assert_eq!(kept(&db, "visitor", NOW).await.as_deref(), Some("first"));
        assert_eq!(
            kept(&db, "visitor", NOW + KEPT_MS - 1).await.as_deref(),
            Some("first"),
            "reading does not use it up"
        );
        assert_eq!(kept(&db, "visitor", NOW + KEPT_MS).await, None);
        assert_eq!(kept(&db, "somebody else", NOW).await, None);
        keep(&db, "visitor", "second".to_owned()).await.expect("replaced");
        assert_eq!(kept(&db, "visitor", NOW).await.as_deref(), Some("second"));
        db.write((), |tx, ()| Box::pin(flashes::clear(tx, "visitor"))).await.expect("cleared");
        assert_eq!(kept(&db, "visitor", NOW).await, None);
    }
}

#[tokio::test]
async fn a_draft_has_a_largest_size_and_is_swept() {
    for db in fresh_dbs().await {
        keep(&db, "visitor", "9".repeat(MAX_BYTES)).await.expect("a list of 5,000 lines");
        assert_eq!(refusal(keep(&db, "visitor", "9".repeat(MAX_BYTES + 1)).await), Refusal::TooLarge);
        let swept = |now| db.write(now, |tx, now| Box::pin(flashes::sweep(tx, *now)));
        assert_eq!(swept(NOW + KEPT_MS - 1).await.expect("a sweep"), 0);
        assert_eq!(swept(NOW + KEPT_MS).await.expect("a sweep"), 1);
    }
}
