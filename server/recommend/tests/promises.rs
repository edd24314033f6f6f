//! What a reader can rely on: nothing twice, true reasons, the same answer every time.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use recommend::{Model, Pick, Settings, most_ordered};

const K: usize = 10;

fn orders() -> impl Strategy<Value = Vec<(u32, u32)>> {
    prop::collection::vec((0..12_u32, 0..30_u32), 0..150)
}

fn history() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(0..35_u32, 0..8)
}

fn customers_of(pairs: &[(u32, u32)]) -> BTreeMap<u32, BTreeSet<u32>> {
    let mut customers: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for &(customer, title) in pairs {
        customers.entry(title).or_default().insert(customer);
    }
    customers
}

fn recommend(pairs: &[(u32, u32)], history: &[u32]) -> Vec<Pick> {
    Model::build(pairs, Settings::default()).recommend(history, |_| false, K)
}

#[test]
fn what_colleagues_ordered_comes_first() {
    let pairs = [(1, 10), (1, 11), (2, 10), (2, 11), (3, 10), (3, 12), (4, 13), (4, 14)];
    let picks = recommend(&pairs, &[10]);
    assert_eq!(picks.iter().map(|pick| pick.title).collect::<Vec<_>>(), [11, 12]);
    assert!(picks.iter().all(|pick| pick.because == [10]));
}

#[test]
fn nobody_knows_nothing() {
    assert!(recommend(&[], &[1]).is_empty());
    assert!(recommend(&[(1, 2), (1, 3)], &[]).is_empty());
    assert!(recommend(&[(1, 2), (1, 3)], &[99]).is_empty());
    assert!(most_ordered(&[], |_| false, K).is_empty());
}

#[test]
fn most_ordered_counts_customers_not_orders() {
    let pairs = [(1, 10), (1, 10), (1, 10), (1, 11), (2, 11), (3, 12), (4, 13), (5, 13)];
    assert_eq!(most_ordered(&pairs, |title| title == 13, 2), [(11, 2), (10, 1)]);
}

#[test]
fn a_heavy_customer_does_not_slow_the_model_down() {
    let pairs: Vec<(u32, u32)> = (0..20_000).map(|title| (1, title)).collect();
    let settings = Settings { per_title: 20, cap_per_customer: 100 };
    let model = Model::build(&pairs, settings);
    let known = (0..20_000).filter(|&title| !model.recommend(&[title], |_| false, 200).is_empty()).count();
    assert_eq!(known, 100);
}

proptest! {
    #[test]
    fn nothing_that_is_had_or_excluded_comes_back(pairs in orders(), history in history(), declined in 0..30_u32) {
        let picks = Model::build(&pairs, Settings::default()).recommend(&history, |title| title == declined, K);
        let shown: BTreeSet<u32> = picks.iter().map(|pick| pick.title).collect();
        prop_assert!(picks.len() <= K && shown.len() == picks.len());
        prop_assert!(!shown.contains(&declined));
        prop_assert!(history.iter().all(|title| !shown.contains(title)));
        prop_assert!(picks.is_sorted_by(|one, other| one.score >= other.score));
    }

    #[test]
    fn every_reason_is_true(pairs in orders(), history in history()) {
        let customers = customers_of(&pairs);
        for pick in recommend(&pairs, &history) {
            prop_assert!((1..=3).contains(&pick.because.len()));
            for reason in &pick.because {
                prop_assert!(history.contains(reason));
                prop_assert!(!customers[reason].is_disjoint(&customers[&pick.title]));
            }
        }
    }

    #[test]
    fn a_stranger_changes_nothing(pairs in orders(), history in history(), stranger in any::<u32>()) {
        prop_assume!(!(0..12).contains(&stranger));
        let theirs = [100, 200, 300].map(|title| (stranger, title));
        prop_assert_eq!(recommend(&pairs, &history), recommend(&[&pairs[..], &theirs].concat(), &history));
    }

    #[test]
    fn the_order_of_the_pairs_does_not_matter(
        (pairs, shuffled) in orders().prop_flat_map(|pairs| (Just(pairs.clone()), Just(pairs).prop_shuffle())),
        history in history(),
    ) {
        let settings = Settings { per_title: 5, cap_per_customer: 4 };
        let answer = |pairs: &[(u32, u32)]| Model::build(pairs, settings).recommend(&history, |_| false, K);
        prop_assert_eq!(answer(&pairs), answer(&shuffled));
        prop_assert_eq!(answer(&pairs), answer(&[&shuffled[..], &shuffled[..]].concat()));
    }

    #[test]
    fn most_ordered_is_what_it_says(pairs in orders(), declined in 0..30_u32) {
        let customers = customers_of(&pairs);
        let top = most_ordered(&pairs, |title| title == declined, K);
        prop_assert!(top.iter().all(|&(title, count)| title != declined && customers[&title].len() == count as usize));
        let least = top.last().map_or(0, |&(_, count)| count as usize);
        let missed = customers.iter().filter(|(title, _)| !top.iter().any(|(shown, _)| shown == *title));
        prop_assert!(top.len() < K || missed.filter(|(title, _)| **title != declined).all(|(_, by)| by.len() <= least));
    }
}
