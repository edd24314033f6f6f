//! The monthly catalogues: the latest months in view, the earlier ones folded away.

use leptos::prelude::*;

use crate::addresses::encoded;
use crate::parts::{Fold, Panel};
use crate::words::{books as w, count, t};

/// Months that are always in view.
const LATEST: usize = 2;

/// Links to all catalogues, `(code, number of titles)`, by month as they come: newest first.
#[component]
pub(super) fn Catalogues(issues: Vec<(String, i64)>) -> impl IntoView {
    let mut months = by_month(issues);
    let earlier = months.split_off(months.len().min(LATEST));
    let earlier = (!earlier.is_empty()).then(|| {
        view! { <Fold summary=t(w::EARLIER)>{earlier.into_iter().map(month).collect_view()}</Fold> }
    });
    (!months.is_empty()).then(|| {
        view! {
            <Panel title=t(w::CATALOGUES)>
                {months.into_iter().map(month).collect_view()} {earlier}
            </Panel>
        }
    })
}

/// A month and its catalogues.
type Month = (String, Vec<(String, i64)>);

fn by_month(issues: Vec<(String, i64)>) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for (code, titles) in issues {
        let month = code.split_once('-').map_or("", |(_, month)| month).to_owned();
        match months.last_mut().filter(|(last, _)| *last == month) {
            Some((_, issues)) => issues.push((code, titles)),
            None => months.push((month, vec![(code, titles)])),
        }
    }
    months
}

fn month((month, issues): Month) -> impl IntoView {
    let issue = |(code, titles): (String, i64)| {
        let series = w::series(code.split_once('-').map_or(&code, |(letter, _)| letter));
        view! {
            <li>
                <a href=format!("/catalogues/{}", encoded(&code))>{series}</a> " "
                <span class="field-hint">{count(w::ONE_TITLE, w::TITLES, titles)}</span>
            </li>
        }
    };
    view! {
        <div class="links">
            <h3>{w::month_name(&month)}</h3>
            <ul class="links">{issues.into_iter().map(issue).collect_view()}</ul>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::by_month;

    #[test]
    fn catalogues_are_gathered_by_month_in_their_order() {
        let issues = ["S-2026-05", "T-2026-05", "S-2026-04", "odd"].map(|code| (code.to_owned(), 1));
        let months: Vec<(String, usize)> =
            by_month(issues.to_vec()).into_iter().map(|(month, issues)| (month, issues.len())).collect();
        assert_eq!(months, [("2026-05".to_owned(), 2), ("2026-04".to_owned(), 1), (String::new(), 1)]);
    }
}
