//! What an order's page must and must not hold, and what counts as news.

use kernel::journey::{StageKind, State};
use kernel::shapes::{Arrival, ArrivalPart, LinePlace, LineRow, Port, Promise, PromiseReason, SliceRow, Step};

use super::news::{News, compare, seen};
use super::*;
use kernel::Lang;

const DAY_MS: i64 = 86_400_000;

fn step(to: &str, copies: i64) -> Step {
    Step { at: 0, copies, from: None, to: to.to_owned(), batch: None, reason: None, undo: false }
}

fn line(position: i64, steps: &[(&str, i64)]) -> LineRow {
    let slice = SliceRow {
        stage: "customs".to_owned(),
        name: "Customs".to_owned(),
        kind: StageKind::Way,
        position: 30,
        desk: "Import desk".to_owned(),
        batch: Some("C26-000001".to_owned()),
        copies: 3,
        since: 100 * DAY_MS,
        usual_days: 9,
        held: None,
    };
    LineRow {
        id: Uuid::from_u128(position.unsigned_abs().into()),
        position,
        isbn: "9780262033848".to_owned(),
        title: "</td><script>alert(1)</script>".to_owned(),
        authors: String::new(),
        publisher: "MIT Press".to_owned(),
        copies: 3,
        urgent: false,
        price_fen: None,
        state: State::OnTheWay,
        slices: vec![slice],
        steps: steps.iter().map(|(to, copies)| step(to, *copies)).collect(),
        cancellable: 0,
        cutoff: None,
        cause: None,
        parcels: Vec::new(),
        instead_of: None,
        instead: Vec::new(),
        arrival: None,
    }
}

fn look() -> Look {
    let port = |code: &str, kind, usual_days| Port { code: code.to_owned(), name: code.to_owned(), kind, usual_days };
    Look {
        no: "S26-000001".to_owned(),
        ports: vec![port("customs", StageKind::Way, 9), port("delivered", StageKind::End, 0)],
        needed_by: None,
        buyer: true,
        staff: false,
        opened: None,
        arrives: Some((104, 113)),
        held: None,
    }
}

fn drawn(look: Look, lines: Vec<LineRow>) -> String {
    Owner::new().with(|| {
        provide_context(Lang::En);
        view! { <Journey look=look lines=lines tried=None now=100 * DAY_MS /> }.into_view().to_html()
    })
}

#[test]
fn a_title_is_text_and_nothing_else() {
    let html = drawn(look(), vec![line(1, &[("Open", 3)])]);
    for forbidden in ["<script", " style=", " onclick"] {
        assert!(!html.contains(forbidden), "{forbidden} in {html}");
    }
}

#[test]
fn who_does_not_pay_sees_no_column_of_prices() {
    let (free, mut paid) = (line(1, &[]), line(1, &[]));
    paid.price_fen = Some(10_050);
    assert!(!drawn(look(), vec![free]).contains(w::PRICE.1));
    let html = drawn(look(), vec![paid]);
    assert!(html.contains("¥100.50") && html.contains("¥301.50"), "{html}");
}

#[test]
fn only_the_house_follows_a_batch() {
    let lines = || vec![line(1, &[])];
    assert!(!drawn(look(), lines()).contains("/desk/"));
    assert!(drawn(Look { staff: true, ..look() }, lines()).contains(r#"href="/desk/batches/C26-000001""#));
}

fn arriving(late: i64) -> LineRow {
    let part = |stage: &str, days| ArrivalPart {
        stage: stage.to_owned(),
        name: stage.to_owned(),
        low: days - 2,
        mid: days,
        high: days + 3,
    };
    let arrival = Arrival {
        by_hand: None,
        low: 104,
        mid: 108,
        high: 113,
        sure: 800,
        late: Some(late),
        silent_at: None,
        extra_days: 0,
        parts: vec![part("Open", 10), part("customs", 9)],
        promises: Vec::new(),
    };
    LineRow { arrival: Some(arrival), ..line(1, &[("Open", 3)]) }
}

#[test]
fn a_range_is_said_with_how_sure_it_is() {
    let html = drawn(Look { held: Some((82, 12_345)), ..look() }, vec![arriving(0)]);
    for words in ["15–24 Apr 1970", "8 in 10", "In the last year 82% of such ranges held (12,345 lines)."] {
        assert!(html.contains(words), "{words} in {html}");
    }
    assert!(drawn(look(), vec![line(1, &[])]).contains(a::WORKING.1));
}

#[test]
fn a_deadline_that_may_be_missed_is_said() {
    let needed = |late| drawn(Look { needed_by: Some(110), ..look() }, vec![arriving(late)]);
    assert!(!needed(49).contains(r#"role="alert""#));
    let html = needed(150);
    assert!(html.contains(r#"role="alert""#) && html.contains("15% chance of missing 21 Apr 1970"), "{html}");
}

#[test]
fn what_takes_the_place_of_a_line_is_one_step_away() {
    let place = |position| LinePlace { order_no: "S26-000009".to_owned(), position };
    let html = drawn(look(), vec![LineRow { instead_of: Some(place(2)), instead: vec![place(3)], ..line(1, &[]) }]);
    for position in [2, 3] {
        assert!(html.contains(&format!("/orders/S26-000009?line={position}#line-{position}")), "{html}");
    }
}

#[test]
fn what_waits_says_when_its_batch_closes() {
    let html = drawn(look(), vec![LineRow { cutoff: Some(110 * DAY_MS), ..line(1, &[]) }]);
    assert!(html.contains("the batch that closes on 21 Apr 1970"), "{html}");
}

#[test]
fn a_long_order_holds_only_the_route_that_was_asked_for() {
    let lines: Vec<LineRow> = (1..=500).map(|position| line(position, &[("Open", 3)])).collect();
    let html = drawn(Look { opened: Some(7), ..look() }, lines);
    assert_eq!(html.matches("<details").count(), 1);
    assert_eq!(html.matches(r#"class="route""#).count(), 2, "of the order and of line 7");
    assert!(html.contains("/orders/S26-000001?line=8#line-8"));
}

#[test]
fn only_what_the_reader_has_not_seen_is_news() {
    let lines =
        vec![line(1, &[("Open", 3), ("Customs", 2)]), line(2, &[("Open", 1), ("Customs", 1)]), line(3, &[("Open", 9)])];
    let news = compare("1.0 1.0 1.0", &lines);
    assert_eq!(news.changed, [lines[0].id, lines[1].id]);
    assert_eq!(news.arrivals, [("Customs".to_owned(), 3)]);
    assert_eq!(compare(&seen(&lines), &lines), News { changed: Vec::new(), arrivals: Vec::new(), redated: false });
    for unreadable in ["", "x y", "-1"] {
        assert_eq!(compare(unreadable, &lines).changed.len(), 3, "{unreadable}");
    }
    let mut promised = arriving(0);
    let seen = seen(std::slice::from_ref(&promised));
    if let Some(arrival) = &mut promised.arrival {
        arrival.promises.push(Promise {
            at: 0,
            low: 104,
            high: 113,
            reason: PromiseReason::Ordered,
            note: String::new(),
        });
    }
    assert!(compare(&seen, &[promised]).redated);
}
