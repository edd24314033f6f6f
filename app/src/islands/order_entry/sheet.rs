//! A list while it is being typed. Pure.

/// The text with the ISBN of one line replaced; the copies stay as they were typed.
pub fn with_isbn(text: &str, number: u32, isbn: &str) -> String {
    let replace = |(index, line): (usize, &str)| {
        let word = line.trim_start().split([' ', '\t', ',', ';', '，', '；', '\r']).next().unwrap_or_default();
        if index + 1 == number as usize && !word.is_empty() { line.replacen(word, isbn, 1) } else { line.to_owned() }
    };
    text.split('\n').enumerate().map(replace).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIT: &str = "9780262033848";

    #[test]
    fn a_slip_is_mended_where_it_stands() {
        let text = "9780804429573 1\r\n 978-0-262-03384-9, 3\n9780262033849";
        assert_eq!(with_isbn(text, 2, MIT), "9780804429573 1\r\n 9780262033848, 3\n9780262033849");
        assert_eq!(with_isbn(text, 3, MIT), "9780804429573 1\r\n 978-0-262-03384-9, 3\n9780262033848");
        assert_eq!(with_isbn(text, 9, MIT), text);
    }
}
