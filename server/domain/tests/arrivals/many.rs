//! Promises about many lines: one act is a few statements, and yet each line keeps its own dates, and each order is told by
//! itself.

use std::collections::BTreeMap;

use domain::arrivals::{Given, PromiseFor};
use kernel::Uuid;
use store::sql;

use crate::story::{ALGORITHMS, KRITIK, Story, list, stories};

/// Low and high that are shown of every line.
async fn ranges(story: &Story) -> BTreeMap<Uuid, (i64, i64)> {
    story.shown().await.into_iter().map(|shown| (shown.line_id, (shown.low, shown.high))).collect()
}

/// Lines for which something is promised by hand, and by how many acts.
async fn held(story: &Story) -> (i64, i64) {
    let conn = &mut story.house.db.read().await.unwrap();
    let counted = sql!(fetch_one as (i64, i64), conn, "select count(*), count(distinct act_id) from hand_promises");
    counted.unwrap()
}

/// Six orders of one title, of two customers with turns, in one purchase batch; and one of another title. Gives the lines of
/// the batch, and its number.
async fn bought(story: &Story) -> (Vec<Uuid>, String) {
    let mut lines = Vec::new();
    for turn in 0..6 {
        let text = format!("{ALGORITHMS} {}", turn + 1);
        let no = story.place(["mei", "tang"][turn % 2], list(&text)).await;
        lines.push(story.line(&no).await.id);
    }
    story.order("mei", &format!("{KRITIK} 2")).await;
    let batch = story.gather(ALGORITHMS).await.unwrap();
    story.renew().await;
    (lines, batch)
}

#[tokio::test]
async fn a_batch_takes_the_place_of_what_single_lines_were_promised() {
    for mut story in stories().await {
        let (lines, batch) = bought(&story).await;
        let model = ranges(&story).await;
        let (one, all) = (PromiseFor::Line(lines[1]), PromiseFor::Batch(batch));
        story.give("zhao", &story.wish(one.clone(), (60, 70))).await.unwrap();
        story.pass(1);
        let wish = story.wish(all.clone(), (90, 99));
        assert_eq!(story.give("zhao", &wish).await, Ok(Given { lines: 6, behind: 0 }));
        assert_eq!(held(&story).await, (6, 1), "the newer act took the place of the older one");
        let shown = ranges(&story).await;
        for (line, range) in &shown {
            let promised = (story.today() + 90, story.today() + 99);
            assert_eq!(*range, if lines.contains(line) { promised } else { model[line] });
        }
        assert_eq!(story.violations().await, [""; 0]);

        story.pass(1);
        story.take_promise_back("zhao", one).await.unwrap();
        assert_eq!(held(&story).await, (5, 1));
        let after = ranges(&story).await;
        assert_eq!(after[&lines[1]], model[&lines[1]]);
        assert_eq!(after[&lines[0]], shown[&lines[0]], "the others keep theirs");
        assert_eq!(story.take_promise_back("zhao", all).await, Ok(5));
        assert_eq!((held(&story).await, ranges(&story).await), ((0, 0), model));
        assert_eq!(story.violations().await, [""; 0]);
    }
}

#[tokio::test]
async fn each_order_is_told_of_its_own_lines() {
    for story in stories().await {
        let (_, batch) = bought(&story).await;
        story.give("zhao", &story.wish(PromiseFor::Batch(batch), (200, 210))).await.unwrap();
        let conn = &mut story.house.db.read().await.unwrap();
        let told = sql!(
            fetch_all as (String, i64, i64, i64),
            conn,
            "select r.title, r.lines, r.copies, count(b.id) from redatings r
             join order_lines l on l.org_id = r.org_id and l.order_id = r.order_id
             left join outbox b on b.kind = 'redated' and b.subject_id = r.id
             where r.copies = l.copies group by r.id, r.title, r.lines, r.copies order by r.copies"
        );
        let told = told.unwrap();
        let wanted: Vec<_> = (1..=6).map(|copies| ("Introduction to Algorithms".to_owned(), 1, copies, 1)).collect();
        assert_eq!(told, wanted);
    }
}
