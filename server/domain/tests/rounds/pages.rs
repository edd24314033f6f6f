//! Who has begun many rounds finds the old ones too.

use domain::rounds;
use domain::{Result, Tx};
use kernel::Uuid;
use store::{Value, insert_many};

use crate::desk::Hand;
use crate::house::{HOUR, House, houses};

const COLUMNS: &[&str] =
    &["id", "act", "day", "note", "org_id", "by_id", "begun_at", "ended_at", "items", "done", "refused"];

/// Rounds that were begun one after the other, two of them at each instant.
async fn begun(house: &House, who: &str, many: i64) -> Vec<Uuid> {
    let ids: Vec<Uuid> = (0..many).map(|_| Uuid::now_v7()).collect();
    let row = |(nth, id): (i64, &Uuid)| -> Vec<Value> {
        let at = house.now() + nth / 2 * HOUR;
        let (org, by) = (house.org("house"), house.user(who));
        let mut row: Vec<Value> = vec![(*id).into(), "forward".into(), "".into(), "".into(), org.into(), by.into()];
        row.extend([at, at, 1, 1, 0].map(Value::Int));
        row
    };
    let rows: Vec<Vec<Value>> = (0..many).zip(&ids).map(row).collect();
    async fn write(tx: &mut Tx, rows: &[Vec<Value>]) -> Result<()> {
        insert_many(tx, "rounds", COLUMNS, rows.to_vec()).await
    }
    house.db.write(rows, |tx, rows| Box::pin(write(tx, rows))).await.unwrap();
    ids
}

impl Hand<'_> {
    /// Everything that the list shows, page by page, and how many pages it was.
    async fn all_rounds(&self) -> (Vec<Uuid>, usize) {
        let (mut ids, mut pages, mut after) = (Vec::new(), 0, None);
        loop {
            let mut conn = self.house.db.read().await.unwrap();
            let page = rounds::list(&mut conn, &self.scope.staff().unwrap(), after.as_deref()).await.unwrap();
            assert!(page.rows.is_sorted_by_key(|row| std::cmp::Reverse((row.begun_at, row.id))));
            ids.extend(page.rows.iter().map(|row| row.id));
            pages += 1;
            match page.next {
                Some(next) => after = Some(next),
                None => return (ids, pages),
            }
        }
    }
}

#[tokio::test]
async fn every_round_is_on_one_page_of_the_list() {
    for house in houses().await {
        let mut zhaos = begun(&house, "zhao", 101).await;
        let mut wus = begun(&house, "wu", 3).await;
        let (mut listed, pages) = house.hand("zhao").all_rounds().await;
        listed.sort_unstable();
        zhaos.sort_unstable();
        assert_eq!((&listed, pages), (&zhaos, 3));
        let (mut listed, pages) = house.hand("wu").all_rounds().await;
        listed.sort_unstable();
        wus.sort_unstable();
        assert_eq!((&listed, pages), (&wus, 1));
        assert_eq!(house.hand("gu").all_rounds().await.0.len(), 104, "a supervisor sees everybody's");
    }
}
