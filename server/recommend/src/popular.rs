//! What most customers order: the answer for somebody without a history.
//!
//! Knows counts only. The caller chooses whose orders are counted, e.g. those of the customer's class of institution.

/// The `k` titles with the most different customers, as `(title, customers)`; ties go to the smaller id.
///
/// `exclude` says which titles must not be shown.
#[must_use]
pub fn most_ordered(pairs: &[(u32, u32)], exclude: impl Fn(u32) -> bool, k: usize) -> Vec<(u32, u32)> {
    let mut orders: Vec<(u32, u32)> = pairs.iter().map(|&(customer, title)| (title, customer)).collect();
    orders.sort_unstable();
    orders.dedup();
    let mut counts: Vec<(u32, u32)> = orders
        .chunk_by(|one, other| one.0 == other.0)
        .map(|of_one| (of_one[0].0, u32::try_from(of_one.len()).unwrap_or(u32::MAX)))
        .filter(|&(title, _)| !exclude(title))
        .collect();
    counts.sort_unstable_by_key(|&(title, customers)| (std::cmp::Reverse(customers), title));
    counts.truncate(k);
    counts
}
