//! Words of the recommendations. A reason is always something that the reader can check.

use kernel::shapes::Because;

use super::{Word, count, fill, t};

pub(crate) const FOR_YOU: Word = Word("为您推荐", "For you");
pub(crate) const FROM_HISTORY: Word = Word(
    "根据贵单位订过的书挑选，已订过的不再出现。每种都注明理由。",
    "Chosen from what your organisation ordered; nothing you ordered before. Each says why it is here.",
);
pub(crate) const FROM_PEERS: Word = Word(
    "贵单位还没有订购记录，先看看同类单位在订什么。下过订单之后，推荐会更贴近您的馆藏。",
    "You have not ordered yet, so this is what organisations like yours order. Your own orders will make it yours.",
);
pub(crate) const NONE: Word = Word("暂时没有推荐", "Nothing to recommend yet");
pub(crate) const NONE_HINT: Word = Word(
    "订购记录积累之后，这里会列出与您所订图书常被一同订购的品种。",
    "As orders come in, titles that are often ordered together with yours appear here.",
);

/// Why a title is recommended, for a customer or (`tree`) for a partner with customers of its own.
pub(crate) fn because(reason: &Because, tree: bool) -> String {
    match reason {
        Because::YouOrdered(titles) if tree => fill(
            Word("因为贵店或您的客户订过{titles}", "Because you or your customers ordered {titles}"),
            &[("titles", &titles_in_words(titles))],
        ),
        Because::YouOrdered(titles) => fill(
            Word("因为贵单位订过{titles}", "Because you ordered {titles}"),
            &[("titles", &titles_in_words(titles))],
        ),
        Because::YourClass { class, customers } => {
            let (one, many) = peers(class);
            count(one, many, i64::from(*customers))
        }
    }
}

/// The same in the room below a plate: the first title stands for all.
pub(crate) fn because_briefly(reason: &Because, tree: bool) -> String {
    match reason {
        Because::YouOrdered(titles) if titles.len() > 1 => {
            let first = titles.iter().take(1).cloned().collect();
            let others = titles.len() - 1;
            fill(
                Word("{why}等", "{why} and {n} more"),
                &[("n", &others), ("why", &because(&Because::YouOrdered(first), tree))],
            )
        }
        other => because(other, tree),
    }
}

/// `《A》《B》`, `“A”, “B” and “C”`.
fn titles_in_words(titles: &[String]) -> String {
    let quoted: Vec<String> = titles.iter().map(|title| fill(Word("《{t}》", "“{t}”"), &[("t", title)])).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => fill(
            Word("{rest}和{last}", "{rest} and {last}"),
            &[("rest", &rest.join(t(Word("", ", ")))), ("last", last)],
        ),
        _ => quoted.concat(),
    }
}

/// How many organisations of a class ordered it.
fn peers(class: &str) -> (Word, Word) {
    match class {
        "university" => {
            (Word("{n} 所高校订过", "Ordered by {n} university"), Word("{n} 所高校订过", "Ordered by {n} universities"))
        }
        "library" => {
            (Word("{n} 家图书馆订过", "Ordered by {n} library"), Word("{n} 家图书馆订过", "Ordered by {n} libraries"))
        }
        "institute" => (
            Word("{n} 家研究机构订过", "Ordered by {n} institute"),
            Word("{n} 家研究机构订过", "Ordered by {n} institutes"),
        ),
        "company" => {
            (Word("{n} 家企业订过", "Ordered by {n} company"), Word("{n} 家企业订过", "Ordered by {n} companies"))
        }
        "embassy" => {
            (Word("{n} 家使馆订过", "Ordered by {n} embassy"), Word("{n} 家使馆订过", "Ordered by {n} embassies"))
        }
        "school" => (Word("{n} 所学校订过", "Ordered by {n} school"), Word("{n} 所学校订过", "Ordered by {n} schools")),
        "partner" | "bookstore" => {
            (Word("{n} 家书店订过", "Ordered by {n} bookstore"), Word("{n} 家书店订过", "Ordered by {n} bookstores"))
        }
        _ => (
            Word("{n} 家同类单位订过", "Ordered by {n} organisation like yours"),
            Word("{n} 家同类单位订过", "Ordered by {n} organisations like yours"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use kernel::Lang;
    use leptos::prelude::*;

    use super::*;

    fn said(lang: Lang, reason: &Because, tree: bool) -> String {
        Owner::new().with(|| {
            provide_context(lang);
            because(reason, tree)
        })
    }

    #[test]
    fn a_reason_names_the_titles_in_the_readers_way() {
        let titles = |names: &[&str]| Because::YouOrdered(names.iter().map(|&name| name.to_owned()).collect());
        assert_eq!(said(Lang::En, &titles(&["A"]), false), "Because you ordered “A”");
        assert_eq!(said(Lang::En, &titles(&["A", "B", "C"]), false), "Because you ordered “A”, “B” and “C”");
        assert_eq!(said(Lang::Zh, &titles(&["A", "B", "C"]), true), "因为贵店或您的客户订过《A》《B》和《C》");
        let briefly = |lang: Lang, names: &[&str]| {
            Owner::new().with(|| {
                provide_context(lang);
                because_briefly(&titles(names), false)
            })
        };
        assert_eq!(briefly(Lang::En, &["A"]), "Because you ordered “A”");
        assert_eq!(briefly(Lang::En, &["A", "B"]), "Because you ordered “A” and 1 more");
        assert_eq!(briefly(Lang::Zh, &["A", "B"]), "因为贵单位订过《A》等");
    }

    #[test]
    fn a_reason_counts_the_peers() {
        let peers = |customers| Because::YourClass { class: "university".to_owned(), customers };
        assert_eq!(said(Lang::En, &peers(1), false), "Ordered by 1 university");
        assert_eq!(said(Lang::En, &peers(1200), false), "Ordered by 1,200 universities");
        assert_eq!(said(Lang::Zh, &peers(12), false), "12 所高校订过");
    }
}
