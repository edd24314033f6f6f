//! Whatever both sides do, in whatever order: the customer never sees a note, the clock runs exactly while the house has the
//! turn, a page offers exactly what would be done.

use domain::audit;
use domain::complaints::FileComplaint;
use kernel::shapes::{ComplaintPage, MessageKind, TicketPage};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use tokio::runtime::Runtime;
use uuid::Uuid;

use crate::house::{HOUR, NOW};
use crate::story::{ALGORITHMS, Deed, Story, about, stories};

const SECRET: &str = "SECRET: he always complains";
const PEOPLE: [&str; 7] = ["mei", "chen", "bo", "tang", "zhao", "wu", "gu"];
const DEEDS: [Deed; 8] = [
    Deed::Reply("Where is it?"),
    Deed::Close,
    Deed::Reopen("Not yet."),
    Deed::Escalate,
    Deed::Answer("Soon."),
    Deed::Note(SECRET),
    Deed::HandOver("distribution"),
    Deed::HandOver("imports"),
];

/// One thing that happens: the hours since the last one, then a person's deed, or the minute job.
#[derive(Clone, Debug)]
struct Happening {
    hours: i64,
    deed: Option<(&'static str, Deed)>,
}

fn happening() -> impl Strategy<Value = Happening> {
    // Mostly hours, sometimes weeks: an answer in time, a promise broken, a way back that closed.
    let hours = prop_oneof![6 => 0_i64..8, 3 => 8_i64..80, 1 => 80_i64..800];
    let deed = prop_oneof![1 => Just(None), 6 => (select(&PEOPLE[..]), select(&DEEDS[..])).prop_map(Some)];
    (hours, deed).prop_map(|(hours, deed)| Happening { hours, deed })
}

#[test]
fn whatever_happens_notes_stay_inside_and_the_clock_is_right() {
    let runtime = Runtime::new().expect("a runtime");
    let stories = runtime.block_on(stories());
    for story in &stories {
        let order_no = runtime.block_on(story.order("mei", ALGORITHMS, None));
        let mut runner = TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
        let outcome = runner
            .run(&prop::collection::vec(happening(), 1..25), |course| runtime.block_on(run(story, &order_no, course)));
        outcome.unwrap_or_else(|failure| panic!("{failure}"));
        runtime.block_on(async {
            let mut conn = story.house.db.read().await.expect("a reader");
            assert_eq!(audit::verify(&mut conn).await.expect("an audit"), Vec::<String>::new());
        });
    }
    runtime.block_on(async { drop(stories) });
}

async fn run(story: &Story, order_no: &str, course: Vec<Happening>) -> Result<(), TestCaseError> {
    let form = FileComplaint { subject: format!("Case {}", Uuid::now_v7()), ..about(order_no, None) };
    let no = story.file("mei", &form).await.expect("a complaint");
    let (mut now, mut notes) = (NOW, 0);
    for happening in course {
        now += happening.hours * HOUR;
        let before = story.ticket("gu", &no).await.expect("a ticket");
        match happening.deed {
            None => {
                story.minute(now).await;
                let broken = before.head.due_at.is_some_and(|due| due <= now);
                let after = story.ticket("gu", &no).await.expect("a ticket");
                prop_assert_eq!(after.head.level, before.head.level + i64::from(broken));
            }
            Some((who, deed)) => {
                let offered = offered(story, who, now, &no, &deed).await;
                let version = before.head.version;
                let done = story.act_on(story.house.scope_at(who, now), &no, version, deed.clone()).await;
                prop_assert_eq!(done.is_ok(), offered, "{} {:?}: {:?}", who, &deed, done);
                notes += usize::from(offered && deed == Deed::Note(SECRET));
                let stale = story.act_on(story.house.scope_at(who, now), &no, version - 1, deed).await;
                prop_assert!(stale.is_err(), "an old page did something");
            }
        }
        let page = story.page_at("mei", now, &no).await.expect("a complaint");
        let ticket = story.ticket("gu", &no).await.expect("a ticket");
        prop_assert!(ticket.head.version >= before.head.version);
        check(&page, &ticket, notes)?;
    }
    Ok(())
}

/// What holds at any moment.
fn check(page: &ComplaintPage, ticket: &TicketPage, notes: usize) -> Result<(), TestCaseError> {
    let sent = serde_json::to_string(page).expect("a shape that can be sent");
    prop_assert!(!sent.contains("SECRET") && !sent.contains("internal"), "{}", sent);
    let internal = ticket.messages.iter().filter(|message| message.kind == MessageKind::Internal).count();
    prop_assert_eq!(internal, notes);
    prop_assert_eq!(page.messages.len() + notes, ticket.messages.len());
    prop_assert_eq!(&page.head.row.state, &ticket.head.row.state);
    prop_assert!(["open", "answered", "closed"].contains(&page.head.row.state.as_str()));
    prop_assert_eq!(page.head.due_at.is_some(), page.head.row.state == "open");
    Ok(())
}

/// Whether a page offers this deed to this person at this moment.
async fn offered(story: &Story, who: &str, now: i64, no: &str, deed: &Deed) -> bool {
    match deed {
        Deed::Reply(_) | Deed::Close | Deed::Reopen(_) | Deed::Escalate => {
            let Ok(page) = story.page_at(who, now, no).await else { return false };
            let offers = page.offers;
            match deed {
                Deed::Reply(_) => offers.reply,
                Deed::Close => offers.close,
                Deed::Reopen(_) => offers.reopen,
                _ => offers.escalate,
            }
        }
        Deed::Answer(_) => story.ticket(who, no).await.is_ok_and(|ticket| ticket.answerable),
        Deed::Note(_) => story.ticket(who, no).await.is_ok(),
        Deed::HandOver(desk) => {
            story.ticket(who, no).await.is_ok_and(|ticket| ticket.desks.iter().any(|(code, _)| code == desk))
        }
    }
}
