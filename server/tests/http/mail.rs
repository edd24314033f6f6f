//! Two hundred letters through a mail server that is silent at first and fails often afterwards: none is lost, what comes
//! twice is the same letter, what cannot be sent is shown, and nobody at the portal has to wait for it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use kernel::Uuid;
use kernel::shapes::DeadRow;
use server::config::Config;
use server::mailer::Mailer;
use server::post;
use store::{Value, insert_many, sql};

use crate::portal::{Portal, portals};
use crate::smtp::{Letterbox, NOBODY, Received};
use crate::world::place;

/// Readers with a letter each, besides one whose mailbox does not exist.
const READERS: usize = 200;
/// The mail server says nothing for so long.
const SILENCE: Duration = Duration::from_secs(3);
/// Nobody waits longer for a page, however busy the machine of the tests is.
const PATIENCE: Duration = Duration::from_secs(3);
/// All of it takes no longer.
const LONGEST: Duration = Duration::from_secs(90);
/// What somebody might call themselves, or a book, to write headers of their own.
const EVIL: &str = "Wang\r\nBcc: victim@elsewhere.example\r\n\r\n<b>hello</b>";

fn config(letterbox: &Letterbox) -> Config {
    Config {
        addr: letterbox.address,
        data: PathBuf::new(),
        database_url: String::new(),
        site: PathBuf::new(),
        behind_proxy: false,
        url: "https://portolan.example".to_owned(),
        mail_from: "Portolan <notices@portolan.example>".to_owned(),
        smtp_url: Some(format!("smtp://{}", letterbox.address)),
    }
}

fn address(reader: usize) -> String {
    let name = if reader == READERS { NOBODY.to_owned() } else { format!("reader{reader}") };
    format!("{name}@readers.example")
}

/// Colleagues of Mei's to whom a letter about her order is due. Names and titles as nobody could type them: the mail must stand
/// what the forms refuse.
async fn readers(portal: &Portal, order_no: &str) {
    let (org, now) = (portal.house.org("pku"), portal.house.now());
    let order = sql!(
        fetch_one as (Uuid,),
        &mut portal.house.db.read().await.unwrap(),
        "select id from orders where no = $1",
        order_no
    );
    let (order,) = order.unwrap();
    let (mut users, mut notices, mut orders) = (Vec::new(), Vec::new(), Vec::new());
    for reader in 0..=READERS {
        let (id, evil) = (Uuid::now_v7(), reader % 10 == 0);
        let (name, title) = if evil { (EVIL, EVIL) } else { ("读者", "算法导论") };
        let to = address(reader);
        users.push(vec![
            org.into(),
            id.into(),
            to.as_str().into(),
            name.into(),
            "viewer".into(),
            "zh".into(),
            "".into(),
            now.into(),
            1_i64.into(),
        ]);
        let cause = format!("arrived:{reader}");
        notices.push(vec![
            org.into(),
            id.into(),
            cause.as_str().into(),
            1_i64.into(),
            "arrived".into(),
            now.into(),
            1_i64.into(),
        ]);
        orders.push(vec![
            org.into(),
            id.into(),
            cause.as_str().into(),
            1_i64.into(),
            org.into(),
            order.into(),
            1_i64.into(),
            3_i64.into(),
            title.into(),
        ]);
    }
    let done = portal.house.db.write((users, notices, orders), |tx, (users, notices, orders)| {
        Box::pin(async move {
            let user = &["org_id", "id", "email", "name", "role", "lang", "password_hash", "created_at", "version"];
            insert_many(tx, "users", user, rows(users)).await?;
            let notice = &["org_id", "user_id", "cause", "day", "topic", "at", "due_at"];
            insert_many(tx, "notices", notice, rows(notices)).await?;
            let order = &["org_id", "user_id", "cause", "day", "about_id", "order_id", "lines", "copies", "title"];
            insert_many(tx, "notice_orders", order, rows(orders)).await
        })
    });
    done.await.unwrap();
}

fn rows(rows: &[Vec<Value>]) -> Vec<Vec<Value>> {
    rows.to_vec()
}

/// Lets the time pass that a letter waits after a failure; one that is being sent is left alone.
async fn hurry(portal: &Portal) {
    let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_millis() as i64;
    let hurried = portal.house.db.write(now, |tx, now| {
        Box::pin(async move {
            sql!(
                execute,
                tx,
                "update outbox set due_at = $1 where kind = 'letter' and done_at is null and dead_at is null and fault <> ''
                   and due_at > $1 and not (due_at > $1 + 280000 and due_at <= $1 + 300000)",
                *now
            )
        })
    });
    hurried.await.unwrap();
}

async fn unsent(portal: &Portal) -> i64 {
    let found = sql!(
        fetch_one as (i64,),
        &mut portal.house.db.read().await.unwrap(),
        "select (select count(*) from notices where due_at = 1)
              + (select count(*) from outbox where kind = 'letter' and done_at is null and dead_at is null)"
    );
    found.unwrap().0
}

#[tokio::test]
async fn no_letter_is_lost_and_nobody_waits_for_the_mail() {
    for portal in portals().await {
        let (mut mei, mut lin, mut sun) =
            (portal.browser("mei").await, portal.browser("lin").await, portal.browser("sun").await);
        let order = place(&mut mei, "9780262033848 3", "").await;
        readers(&portal, &order).await;
        let letterbox = Letterbox::open(SILENCE).await;
        let mailer = Mailer::new(&config(&letterbox)).unwrap();
        let started = Instant::now();
        let post = tokio::spawn(post::run(portal.house.db.db(), mailer));

        // While the mail server says nothing, people are told of what happens.
        let suzhou = portal.house.org("suzhou").to_string();
        place(&mut lin, "9780262035613 4", &suzhou).await;
        while sun.call("/api/notices/unread", &[]).await.json::<i64>() == 0 {
            assert!(started.elapsed() < SILENCE, "the letters hold up what is told");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(letterbox.letters().len(), 0);

        let mut slowest = Duration::ZERO;
        while unsent(&portal).await > 0 {
            assert!(started.elapsed() < LONGEST, "{} of {READERS} letters came", letterbox.letters().len());
            hurry(&portal).await;
            let asked = Instant::now();
            assert!(mei.get(&format!("/orders/{order}")).await.status.is_success());
            slowest = slowest.max(asked.elapsed());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        post.abort();
        assert!(slowest < PATIENCE, "a page took {slowest:?}");
        every_letter_came(&letterbox.letters());
        let dead: Vec<DeadRow> = portal.browser("gu").await.call("/api/notices/dead", &[]).await.json();
        let of_it: Vec<_> = dead.iter().map(|row| (row.to.as_str(), row.fault.is_empty())).collect();
        assert_eq!(of_it, [(address(READERS).as_str(), false)]);
    }
}

fn every_letter_came(letters: &[Received]) {
    let mut by_reader: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for letter in letters {
        by_reader.entry(letter.to.as_str()).or_default().insert(letter.id());
        let heads = letter.heads().to_lowercase();
        assert!(!heads.lines().any(|line| line.starts_with("bcc")), "{heads}");
        assert_eq!(heads.lines().filter(|line| line.starts_with("subject:")).count(), 1, "{heads}");
    }
    let expected: BTreeSet<String> = (0..READERS).map(address).collect();
    let came: BTreeSet<String> = by_reader.keys().map(|to| (*to).to_owned()).collect();
    assert_eq!(came, expected, "each letter came, and none to anybody else");
    for (to, ids) in &by_reader {
        assert_eq!(ids.len(), 1, "{to} got different letters");
    }
    assert!(letters.len() > READERS, "the server never kept a letter without saying so: nothing was tried");
}
