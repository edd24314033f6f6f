//! A plate in the house's own binding for a title: cloth, rhumb lines and a paper label, the same for the same ISBN for
//! ever. No picture is fetched from anywhere, so no reader's interest is told to anybody.

use leptos::prelude::*;

use super::Text;

/// How large a plate is shown, and so how much it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CoverSize {
    /// In rows: initials only.
    #[default]
    Small,
    /// On cards: the title.
    Medium,
    /// On the page of the title: the title.
    Large,
}

impl CoverSize {
    const fn code(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

/// Bookcloth: ground colours dark enough for paper-coloured lettering.
const CLOTHS: [&str; 12] = [
    "#6b2737", "#27406b", "#23513f", "#6f5318", "#3c4a57", "#54345e", "#1d5560", "#8a3f2a", "#4c5427", "#1e2a3a",
    "#7a2f4b", "#2f4f4f",
];

/// The four winds of the first quarter, long enough to leave the plate; turned three times they make all sixteen.
const WINDS: [(i32, i32); 4] = [(0, -240), (92, -222), (170, -170), (222, -92)];

/// Where the winds meet, and how far down the label is glued on, in a plate of 120 × 180.
const LAYOUTS: [(i32, i32, i32); 6] =
    [(66, 150, 22), (120, 180, 26), (12, 180, 34), (66, 40, 78), (120, 0, 70), (66, 128, 30)];

/// The plate of a title. Decoration: the title stands in words beside it, so it is hidden from screen readers.
#[component]
pub fn Cover(
    #[prop(into)] isbn: String,
    #[prop(into)] title: Text,
    #[prop(optional)] size: CoverSize,
) -> impl IntoView {
    let seed = seed(&isbn);
    let cloth = pick(&CLOTHS, seed);
    let &(x, y, top) = pick(&LAYOUTS, seed >> 16);
    let label = match size {
        CoverSize::Small => initials_label(&title, top).into_any(),
        CoverSize::Medium | CoverSize::Large => title_label(&title, top).into_any(),
    };
    view! {
        <svg class="cover" data-size=size.code() viewBox="0 0 120 180" aria-hidden="true" focusable="false">
            <rect width="120" height="180" fill=*cloth></rect>
            <path d=winds(x, y) stroke="#f6f0df" stroke-opacity=".28" stroke-width=".8" fill="none"></path>
            <circle cx=x.to_string() cy=y.to_string() r="17" stroke="#f6f0df" stroke-opacity=".4" stroke-width=".8" fill="none"></circle>
            <rect width="9" height="180" fill="#000" fill-opacity=".22"></rect>
            <path d="M12.5 0v180" stroke="#000" stroke-opacity=".3" stroke-width="1"></path>
            {label}
        </svg>
    }
}

fn initials_label(title: &str, top: i32) -> impl IntoView + use<> {
    view! {
        <rect x="26" y=top.to_string() width="80" height="66" fill="#f8f3e4"></rect>
        <text class="cover-initials" x="66" y=(top + 46).to_string() text-anchor="middle" fill="#1c2733" font-size="38">
            {initials(title)}
        </text>
    }
}

fn title_label(title: &str, top: i32) -> impl IntoView + use<> {
    let lines = lines(title);
    let height = i32::try_from(lines.len()).unwrap_or(LINES) * 13 + 17;
    let row = |(y, line): (i32, String)| {
        view! { <text class="cover-title" x="66" y=y.to_string() text-anchor="middle" fill="#1c2733" font-size="9.5">{line}</text> }
    };
    view! {
        <rect x="22" y=top.to_string() width="88" height=height.to_string() fill="#f8f3e4"></rect>
        <rect
            x="24.5"
            y=format!("{}.5", top + 2)
            width="83"
            height=(height - 5).to_string()
            fill="none"
            stroke="#1c2733"
            stroke-opacity=".5"
            stroke-width=".6"
        ></rect>
        {(top + 18..).step_by(13).zip(lines).map(row).collect_view()}
    }
}

/// FNV-1a: small, and the same on every machine for ever.
fn seed(isbn: &str) -> u64 {
    let digits = isbn.bytes().filter(u8::is_ascii_alphanumeric);
    digits.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// One of the choices, by the seed. `choices` is never empty: both callers pass a constant.
fn pick<T, const N: usize>(choices: &[T; N], seed: u64) -> &T {
    let index = usize::try_from(seed % N as u64).unwrap_or_default();
    &choices[index]
}

fn winds(x: i32, y: i32) -> String {
    let turned = |&(dx, dy): &(i32, i32)| [(dx, dy), (-dy, dx), (-dx, -dy), (dy, -dx)];
    WINDS.iter().flat_map(turned).map(|(dx, dy)| format!("M{x} {y}l{dx} {dy}")).collect()
}

/// Whether a character is as wide as it is high (Han, kana, hangul).
const fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

/// Two letters of the first two words that mean something, or the first Han character.
fn initials(title: &str) -> String {
    const EMPTY: [&str; 18] = [
        "a", "an", "the", "of", "and", "in", "on", "to", "der", "die", "das", "le", "la", "les", "el", "los", "un",
        "il",
    ];
    match title.chars().find(|c| c.is_alphanumeric()) {
        Some(first) if is_wide(first) => first.to_string(),
        Some(first) => {
            let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            let telling: String = words
                .filter(|word| !EMPTY.contains(&word.to_lowercase().as_str()))
                .filter_map(|word| word.chars().next())
                .take(2)
                .flat_map(char::to_uppercase)
                .collect();
            if telling.is_empty() { first.to_uppercase().collect() } else { telling }
        }
        None => "·".to_owned(),
    }
}

const LINES: i32 = 5;
/// Room in one line of the label, in half-widths.
const ROOM: usize = 14;

/// The title broken into the lines of the label; what does not fit ends in an ellipsis.
fn lines(title: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for piece in pieces(title) {
        let width = width(&piece);
        if used > 0 && used + width > ROOM {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(if used == 0 { piece.trim_start() } else { &piece });
        }
        used += width;
    }
    shorten(lines)
}

/// Pieces that stay together: a Latin word with its leading blank (cut when longer than a line), or one wide character.
fn pieces(title: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for c in title.chars() {
        let glued = pieces
            .last()
            .is_some_and(|last| !is_wide(c) && !c.is_whitespace() && !last.ends_with(is_wide) && width(last) < ROOM);
        match pieces.last_mut() {
            Some(last) if glued => last.push(c),
            _ => pieces.push(c.to_string()),
        }
    }
    pieces
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn shorten(mut lines: Vec<String>) -> Vec<String> {
    let room = usize::try_from(LINES).unwrap_or_default();
    if lines.len() > room {
        lines.truncate(room);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plate_is_the_same_however_the_isbn_is_written() {
        assert_eq!(seed("978-0-262-03384-8"), seed("9780262033848"));
        assert_ne!(seed("9780262033848"), seed("9780262033855"));
    }

    #[test]
    fn initials_skip_the_small_words() {
        assert_eq!(initials("The Art of Computer Programming"), "AC");
        assert_eq!(initials("红楼梦"), "红");
        assert_eq!(initials("Der Zauberberg"), "Z");
        assert_eq!(initials("the"), "T");
        assert_eq!(initials(" …"), "·");
    }

    #[test]
    fn a_title_is_broken_between_words_and_never_runs_on() {
        assert_eq!(lines("Introduction to Algorithms"), ["Introduction", "to Algorithms"]);
        assert_eq!(lines("国外图书进口业务实务"), ["国外图书进口业", "务实务"]);
        let long = lines(&"Donaudampfschifffahrtsgesellschaft ".repeat(9));
        assert_eq!(long.len(), 5);
        assert!(long.iter().all(|line| width(line) <= ROOM + 1));
        assert_eq!(lines(""), [""]);
    }
}
