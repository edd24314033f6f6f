//! What a reader can rely on: a question that is taken from an entry finds the entry.

use proptest::prelude::*;
use search::{MAX_QUERY_WORDS, MAX_WORD_CHARS, MAX_WORDS, Query, fold, query, words};

/// What the table `title_words` does with a question.
fn matches(entry: &[String], asked: &Query) -> bool {
    asked.words.iter().all(|word| entry.contains(word))
        && asked.prefix.iter().all(|prefix| entry.iter().any(|word| word.starts_with(prefix.as_str())))
}

fn finds(entry: &str, asked: &str) -> bool {
    matches(&words(entry), &query(asked))
}

/// Up to 20 short words of scripts with and without spaces, so that no limit is reached.
fn title_parts() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        "[a-zA-ZÀ-ÿ]{1,12}",
        "[а-яА-ЯёЁ]{1,10}",
        "[\u{5d0}-\u{5ea}]{1,8}",
        "[\u{620}-\u{64a}]{1,8}",
        "[0-9]{1,4}",
        "[一-龥]{1,3}",
        "[ぁ-んァ-ヶ]{1,3}",
        "[가-힣]{1,3}",
    ];
    prop::collection::vec(word, 1..20)
}

#[test]
fn words_of_many_scripts() {
    assert_eq!(
        words("The C++ Programming Language, the 4th ed."),
        ["the", "c", "programming", "language", "4th", "ed"]
    );
    assert_eq!(words("深入理解C语言 第3版"), ["深入", "入理", "理解", "解", "c", "语言", "言", "第", "3", "版"]);
    assert_eq!(words("Война и мир"), ["воина", "и", "мир"]);
    assert_eq!(words("ノルウェイの森"), ["ノル", "ルウ", "ウェ", "ェイ", "イの", "の森", "森"]);
    assert_eq!(words("— … !"), Vec::<String>::new());
}

#[test]
fn questions_say_what_is_unfinished() {
    let asked = |text| (query(text).words.join(" "), query(text).prefix.unwrap_or_default());
    assert_eq!(asked("Harry Pot"), ("harry".into(), "pot".into()));
    assert_eq!(asked("Harry Potter "), ("harry potter".into(), String::new()));
    assert_eq!(asked("中国史"), ("中国 国史".into(), String::new()));
    assert_eq!(asked("中国 史"), ("中国".into(), "史".into()));
    assert_eq!(asked("100%_'"), ("100".into(), String::new()));
    assert!(query(" … ").is_empty());
}

#[test]
fn readers_find_what_they_mean() {
    for (entry, asked) in [
        ("Les Misérables", "miserab"),
        ("Die Straße", "STRASSE"),
        ("王文成公全書 : 三十八卷", "全書"),
        ("王文成公全書", "書"),
        ("중국어 강독", "중국"),
        ("ＪＡＶＡ 入門", "java入門"),
        ("Крепость : роман", "крепость роман"),
        ("كتاب الأغاني", "الاغاني"),
    ] {
        assert!(finds(entry, asked), "{asked} must find {entry}: {:?} {:?}", words(entry), query(asked));
    }
    assert!(!finds("中国文学史", "中史"));
    assert!(!finds("War and Peace", "war piece"));
}

#[test]
fn long_titles_stay_findable_by_what_is_kept() {
    let title: String = (0..200).map(|n| format!("word{n} ")).collect();
    assert_eq!(words(&title).len(), MAX_WORDS);
    assert_eq!(query(&title).words.len(), MAX_QUERY_WORDS);
    assert!(finds(&title, title.trim()));
    assert!(finds(&"x".repeat(100), &"x".repeat(90)));
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn words_are_few_short_and_different(text in any::<String>()) {
        let found = words(&text);
        prop_assert!(found.len() <= MAX_WORDS);
        prop_assert!(found.iter().all(|word| (1..=MAX_WORD_CHARS).contains(&word.chars().count())));
        prop_assert!(found.iter().enumerate().all(|(at, word)| !found[..at].contains(word)));
    }

    #[test]
    fn any_text_finds_itself_by_its_own_words(text in any::<String>()) {
        let entry = words(&text);
        if entry.len() < MAX_WORDS {
            prop_assert!(matches(&entry, &query(&text)), "{:?} {:?}", entry, query(&text));
        }
    }

    #[test]
    fn a_part_cut_at_word_borders_finds_the_whole(
        parts in title_parts(), from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(),
    ) {
        let (from, to) = (from.index(parts.len()), to.index(parts.len()));
        let part = parts[from.min(to)..=from.max(to)].join(" ");
        prop_assert!(finds(&parts.join(" "), &part), "{part}");
        prop_assert!(finds(&parts.join(", "), &(part.clone() + " ")), "{part}");
    }

    #[test]
    fn the_beginning_of_the_last_word_is_enough(parts in title_parts(), typed in 1..12usize) {
        let whole = parts.join(" ");
        let last: String = parts.last().into_iter().flat_map(|word| word.chars().take(typed)).collect();
        let asked = [&parts[..parts.len() - 1], &[last]].concat().join(" ");
        prop_assert!(finds(&whole, &asked), "{asked}");
    }

    #[test]
    fn two_neighbouring_han_characters_find_the_title(text in "[a-z一-龥 ]{0,8}[一-龥]{2,12}", at in any::<prop::sample::Index>()) {
        let letters: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
        let at = at.index(letters.len() - 1);
        let pair: String = letters[at..at + 2].iter().collect();
        if text.contains(&pair) {
            prop_assert!(words(&text).contains(&pair));
            prop_assert!(finds(&text, &pair));
        }
    }

    #[test]
    fn every_single_han_character_finds_the_title(text in "[一-龥]{1,12}", at in any::<prop::sample::Index>()) {
        let letters: Vec<char> = text.chars().collect();
        let single = letters[at.index(letters.len())].to_string();
        prop_assert!(finds(&text, &single));
    }
}
