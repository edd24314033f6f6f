//! Who gets the copies when fewer came than were ordered. One stated rule: who needs them first, then who ordered first,
//! then whose contract ranks first; equal claims go by the key of the line. Each claim is served in full before the next.
//!
//! Pure: it knows no database and no batch.

use std::cmp::Reverse;

use uuid::Uuid;

/// What one line waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Want {
    /// The line.
    pub line_id: Uuid,
    /// Copies that it waits for; at least 1.
    pub copies: i64,
    /// The customer's deadline; none comes after every deadline.
    pub needed_by: Option<i64>,
    /// Day of the order in Beijing: hours do not count.
    pub ordered_on: i64,
    /// Rank of the customer's contract, the smaller first.
    pub priority: i64,
}

/// Shares copies out: what each want gets, in the order of `wants`.
pub fn share(wants: &[Want], copies: i64) -> Vec<i64> {
    let mut order: Vec<usize> = (0..wants.len()).collect();
    order.sort_by_key(|index| rank(&wants[*index]));
    let (mut left, mut shares) = (copies.max(0), vec![0; wants.len()]);
    for index in order {
        shares[index] = wants[index].copies.clamp(0, left);
        left -= shares[index];
    }
    shares
}

/// What decides, in this order.
fn rank(want: &Want) -> (Reverse<bool>, Option<i64>, i64, i64, Uuid) {
    (Reverse(want.needed_by.is_some()), want.needed_by, want.ordered_on, want.priority, want.line_id)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn want(key: u128, copies: i64, needed_by: Option<i64>, ordered_on: i64, priority: i64) -> Want {
        Want { line_id: Uuid::from_u128(key), copies, needed_by, ordered_on, priority }
    }

    #[test]
    fn deadline_then_date_then_contract_then_key() {
        let wants = [
            want(5, 2, None, 10, 20),
            want(4, 2, Some(300), 12, 100),
            want(3, 2, Some(200), 14, 100),
            want(2, 2, None, 10, 10),
            want(1, 2, None, 10, 20),
            want(6, 2, None, 9, 100),
        ];
        let served = |copies| share(&wants, copies);
        assert_eq!(served(2), [0, 0, 2, 0, 0, 0], "who needs it first");
        assert_eq!(served(4), [0, 2, 2, 0, 0, 0], "any deadline before none");
        assert_eq!(served(6), [0, 2, 2, 0, 0, 2], "then who ordered first, whatever the contract");
        assert_eq!(served(8), [0, 2, 2, 2, 0, 2], "of one day, the better contract");
        assert_eq!(served(9), [0, 2, 2, 2, 1, 2], "then the smaller key");
        assert_eq!(served(-3), [0; 6]);
    }

    fn any_wants() -> impl Strategy<Value = Vec<Want>> {
        let one = (1_i64..6, proptest::option::of(0_i64..4), 0_i64..4, 0_i64..3);
        proptest::collection::vec(one, 0..12).prop_map(|wants| {
            let numbered = (1_u128..).zip(wants);
            numbered
                .map(|(key, (copies, needed, ordered, priority))| want(key, copies, needed, ordered, priority))
                .collect()
        })
    }

    proptest! {
        #[test]
        fn nothing_is_made_or_left_and_nobody_gets_more_than_they_want(wants in any_wants(), copies in 0_i64..40) {
            let shares = share(&wants, copies);
            let wanted: i64 = wants.iter().map(|want| want.copies).sum();
            prop_assert_eq!(shares.iter().sum::<i64>(), copies.min(wanted));
            prop_assert!(shares.iter().zip(&wants).all(|(share, want)| (0..=want.copies).contains(share)));
        }

        #[test]
        fn who_comes_first_is_served_first(wants in any_wants(), copies in 0_i64..40) {
            let shares = share(&wants, copies);
            for (first, a) in wants.iter().enumerate() {
                for (second, b) in wants.iter().enumerate() {
                    if rank(a) < rank(b) && shares[second] > 0 {
                        prop_assert_eq!(shares[first], a.copies, "{:?} before {:?}", a, b);
                    }
                }
            }
        }

        #[test]
        fn one_more_copy_takes_nothing_from_anybody(wants in any_wants(), copies in 0_i64..40) {
            let (before, after) = (share(&wants, copies), share(&wants, copies + 1));
            prop_assert!(before.iter().zip(&after).all(|(before, after)| before <= after));
        }

        #[test]
        fn the_order_of_the_list_does_not_matter(wants in any_wants(), copies in 0_i64..40) {
            let mut backward = wants.clone();
            backward.reverse();
            let mut shares = share(&backward, copies);
            shares.reverse();
            prop_assert_eq!(shares, share(&wants, copies));
        }
    }
}
