//! Stories of recommendations: each has a reason that is true, and nothing is recommended that was ordered.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on says where")]

mod house;
mod ordered;

use domain::picks::{self, PICKS, Shelf};
use house::{House, NOW, houses};
use kernel::shapes::{Because, Picks};
use ordered::{Ordered, order};

/// Who ordered which titles, by their places in the house's list.
async fn orders(house: &House, org: &str, by: &str, titles: &[usize]) {
    for place in titles {
        let new = Ordered {
            org: house.org(org),
            by: house.user(by),
            no: format!("{org}-{place}"),
            title: house.titles[*place].id,
            ..Ordered::at(NOW)
        };
        order(&house.db, new).await;
    }
}

async fn shelf(house: &House) -> Shelf {
    Shelf::load(&mut house.db.read().await.unwrap()).await.unwrap()
}

async fn picks_of(house: &House, who: &str, shelf: &Shelf) -> Picks {
    let mut conn = house.db.read().await.unwrap();
    picks::for_org(&mut conn, &house.scope(who), shelf, PICKS).await.unwrap()
}

fn titles(picks: &Picks) -> Vec<&str> {
    picks.rows.iter().map(|pick| pick.book.title.as_str()).collect()
}

#[tokio::test]
async fn mei_is_shown_what_was_ordered_together_with_hers_and_why() {
    for house in houses().await {
        orders(&house, "pku", "mei", &[0]).await;
        orders(&house, "tsinghua", "tang", &[0, 1]).await;
        orders(&house, "suzhou", "sun", &[9]).await;
        let picks = picks_of(&house, "mei", &shelf(&house).await).await;
        assert!(picks.from_history);
        assert_eq!(titles(&picks), [house.titles[1].title]);
        assert_eq!(picks.rows[0].because, Because::YouOrdered(vec![house.titles[0].title.to_owned()]));
        assert!(picks.rows[0].book.price_fen.is_some());
    }
}

#[tokio::test]
async fn who_has_no_history_sees_the_favourites_of_the_own_class() {
    for house in houses().await {
        orders(&house, "pku", "mei", &[0, 1]).await;
        orders(&house, "suzhou", "sun", &[9]).await;
        let shelf = shelf(&house).await;
        let tang = picks_of(&house, "tang", &shelf).await;
        assert!(!tang.from_history);
        assert_eq!(tang.rows.len(), 2, "a library's orders are no university's");
        let class = Because::YourClass { class: "university".to_owned(), customers: 1 };
        assert!(tang.rows.iter().all(|pick| pick.because == class));
    }
}

#[tokio::test]
async fn an_order_of_this_minute_counts_although_the_shelf_is_older() {
    for house in houses().await {
        orders(&house, "pku", "mei", &[0]).await;
        orders(&house, "tsinghua", "tang", &[0, 1, 2]).await;
        let shelf = shelf(&house).await;
        assert_eq!(picks_of(&house, "mei", &shelf).await.rows.len(), 2);
        orders(&house, "pku", "chen", &[1, 7]).await;
        assert_eq!(titles(&picks_of(&house, "mei", &shelf).await), [house.titles[2].title]);
    }
}

#[tokio::test]
async fn lin_is_shown_books_for_his_whole_tree_and_never_what_his_customers_have() {
    for house in houses().await {
        orders(&house, "suzhou", "sun", &[0, 3]).await;
        orders(&house, "jiangsu", "lin", &[4]).await;
        orders(&house, "pku", "mei", &[0, 3, 4, 5]).await;
        let shelf = shelf(&house).await;
        let lin = picks_of(&house, "lin", &shelf).await;
        assert_eq!(titles(&lin), [house.titles[5].title]);
        let Because::YouOrdered(because) = &lin.rows[0].because else { panic!("a reason of his own") };
        assert_eq!(because.len(), 3);
        assert_eq!(titles(&picks_of(&house, "sun", &shelf).await).len(), 2);
    }
}

#[tokio::test]
async fn an_empty_house_recommends_nothing_and_its_own_people_get_nothing() {
    for house in houses().await {
        let empty = shelf(&house).await;
        assert_eq!(picks_of(&house, "mei", &empty).await, Picks::default());
        assert_eq!(picks_of(&house, "mei", &Shelf::default()).await, Picks::default());
        orders(&house, "pku", "mei", &[0]).await;
        assert_eq!(picks_of(&house, "zhao", &shelf(&house).await).await, Picks::default());
    }
}

#[tokio::test]
async fn a_page_of_picks_is_no_longer_than_asked() {
    for house in houses().await {
        orders(&house, "pku", "mei", &[0]).await;
        orders(&house, "tsinghua", "tang", &[0, 1, 2, 3, 4, 5, 6]).await;
        let shelf = shelf(&house).await;
        let mut conn = house.db.read().await.unwrap();
        for k in [0, 1, 3] {
            let picks = picks::for_org(&mut conn, &house.scope("mei"), &shelf, k).await.unwrap();
            assert_eq!(picks.rows.len(), k);
        }
    }
}
