//! As much of Rust's lexical grammar as it takes to find `sql!(…, "…", …)` and not be led astray by comments, strings,
//! characters and lifetimes.

/// What the statement finder cares about.
enum Token {
    Word(String),
    Text(String),
    Sign(char),
}

/// The literals of all `sql!` calls in `source`, each with its line.
pub(super) fn statements(source: &str) -> Vec<(usize, String)> {
    let tokens = tokens(source);
    let mut found = Vec::new();
    for (at, window) in tokens.windows(3).enumerate() {
        let [(_, Token::Word(word)), (_, Token::Sign('!')), (_, Token::Sign('(' | '[' | '{'))] = window else {
            continue;
        };
        if word == "sql" {
            found.extend(first_literal(&tokens[at + 3..]));
        }
    }
    found
}

/// The first text that stands directly between the call's own brackets.
fn first_literal(tokens: &[(usize, Token)]) -> Option<(usize, String)> {
    let mut depth = 1_usize;
    for (line, token) in tokens {
        match token {
            Token::Sign('(' | '[' | '{') => depth += 1,
            Token::Sign(')' | ']' | '}') => depth -= 1,
            Token::Text(text) if depth == 1 => return Some((*line, text.clone())),
            _ => {}
        }
        if depth == 0 {
            return None;
        }
    }
    None
}

fn tokens(source: &str) -> Vec<(usize, Token)> {
    let mut cursor = Cursor { letters: source.chars().collect(), at: 0, line: 1 };
    let mut tokens = Vec::new();
    while let Some(letter) = cursor.peek(0) {
        let line = cursor.line;
        let token = match letter {
            '/' if cursor.peek(1) == Some('/') => cursor.skip_line(),
            '/' if cursor.peek(1) == Some('*') => cursor.skip_block(),
            '"' => Some(Token::Text(cursor.text())),
            '\'' => cursor.skip_quote(),
            _ if letter.is_alphabetic() || letter == '_' => Some(cursor.word_or_prefixed_text()),
            _ => cursor.next().filter(|sign| !sign.is_whitespace()).map(Token::Sign),
        };
        tokens.extend(token.map(|token| (line, token)));
    }
    tokens
}

struct Cursor {
    letters: Vec<char>,
    at: usize,
    line: usize,
}

impl Cursor {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    fn next(&mut self) -> Option<char> {
        let letter = self.peek(0)?;
        self.at += 1;
        self.line += usize::from(letter == '\n');
        Some(letter)
    }

    fn skip(&mut self, count: usize) {
        for _ in 0..count {
            self.next();
        }
    }

    fn skip_line(&mut self) -> Option<Token> {
        while self.next().is_some_and(|letter| letter != '\n') {}
        None
    }

    /// Block comments nest.
    fn skip_block(&mut self) -> Option<Token> {
        let mut depth = 0_usize;
        loop {
            match (self.peek(0)?, self.peek(1)) {
                ('/', Some('*')) => {
                    depth += 1;
                    self.skip(2);
                }
                ('*', Some('/')) => {
                    depth -= 1;
                    self.skip(2);
                }
                _ => self.skip(1),
            }
            if depth == 0 {
                return None;
            }
        }
    }

    /// A character literal or a lifetime: only the former has a closing quote.
    fn skip_quote(&mut self) -> Option<Token> {
        self.next();
        if self.peek(0) == Some('\\') {
            self.skip(2);
            while self.next().is_some_and(|letter| letter != '\'') {}
        } else if self.peek(1) == Some('\'') {
            self.skip(2);
        }
        None
    }

    /// A name, or a literal with a prefix: `r"…"`, `r#"…"#`, `b"…"`, `br"…"`, `c"…"`.
    fn word_or_prefixed_text(&mut self) -> Token {
        let mut word = String::new();
        while let Some(letter) = self.peek(0).filter(|letter| letter.is_alphanumeric() || *letter == '_') {
            word.push(letter);
            self.next();
        }
        if matches!(word.as_str(), "r" | "br" | "cr") {
            let hashes = (0..).take_while(|&ahead| self.peek(ahead) == Some('#')).count();
            if self.peek(hashes) == Some('"') {
                self.skip(hashes + 1);
                return Token::Text(self.raw_text(hashes));
            }
        }
        if matches!(word.as_str(), "b" | "c") && self.peek(0) == Some('"') {
            return Token::Text(self.text());
        }
        Token::Word(word)
    }

    fn raw_text(&mut self, hashes: usize) -> String {
        let mut text = String::new();
        while let Some(letter) = self.next() {
            if letter == '"' && (0..hashes).all(|ahead| self.peek(ahead) == Some('#')) {
                self.skip(hashes);
                break;
            }
            text.push(letter);
        }
        text
    }

    fn text(&mut self) -> String {
        self.next();
        let mut text = String::new();
        while let Some(letter) = self.next() {
            match letter {
                '"' => break,
                '\\' => self.escape(&mut text),
                other => text.push(other),
            }
        }
        text
    }

    fn escape(&mut self, text: &mut String) {
        match self.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('r') => text.push('\r'),
            Some('0') => text.push('\0'),
            Some('\n') => {
                while self.peek(0).is_some_and(char::is_whitespace) {
                    self.next();
                }
            }
            Some(digits @ ('x' | 'u')) => text.extend(self.code(digits)),
            Some(other) => text.push(other),
            None => {}
        }
    }

    /// `\x7f` or `\u{1f4d6}`.
    fn code(&mut self, kind: char) -> Option<char> {
        let mut digits = String::new();
        if kind == 'x' {
            digits.extend([self.next()?, self.next()?]);
        } else {
            self.next();
            while let Some(digit) = self.next().filter(|letter| *letter != '}') {
                digits.push(digit);
            }
        }
        u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32)
    }
}

#[cfg(test)]
mod tests {
    use super::statements;

    fn texts(source: &str) -> Vec<String> {
        statements(source).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn every_form_of_the_macro_is_found() {
        let source = r##"
            sql!(execute, tx, "update a set b = $1", b)?;
            store::sql!(fetch_all as (i64, String), &mut *conn("no"), r#"select "x" from y"#);
            sql! { fetch_one as Row, conn,
                "select 1 \
                   from z" };
            sql![fetch_optional as Row, self.conn, "a\tb\u{4e66}\x41\"c\"",];
        "##;
        let found = ["update a set b = $1", r#"select "x" from y"#, "select 1 from z", "a\tb书A\"c\""];
        assert_eq!(texts(source), found);
    }

    #[test]
    fn what_only_looks_like_a_call_is_not_found() {
        let source = r##"
            // sql!(execute, tx, "in a comment")
            /* sql!(execute, tx, "a /* nested */ one") */
            let a = "sql!(execute, tx, \"in a text\")"; let b = r#"sql!(execute, tx, "raw")"#;
            let c: &'static str = 'c'; let d = '"'; let e = '\''; let f = '\u{22}';
            nosql!(execute, tx, "another macro"); if sql != ("no") {}
            macro_rules! sql { () => {} }
            sql!(execute, tx, "the only one")
        "##;
        assert_eq!(texts(source), ["the only one"]);
    }

    #[test]
    fn the_line_is_that_of_the_literal() {
        let source = "fn f() {\n  sql!(execute,\n    tx,\n    \"x\n y\");\n sql!(execute, tx, \"z\")\n}";
        assert_eq!(statements(source), [(4, "x\n y".to_owned()), (6, "z".to_owned())]);
    }
}
