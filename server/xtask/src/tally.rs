//! How many tests passed and failed, read from what test runners print.
//!
//! Knows the closing lines of `cargo test` and of Playwright's list reporter; must not know who ran them.

use std::fmt;

/// A count over any number of runs.
#[derive(Default, Debug, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

impl Tally {
    /// Reads `test result: ok. 12 passed; 0 failed; …`; every other line counts nothing.
    pub fn read_cargo(&mut self, line: &str) {
        let Some((_, counts)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) else {
            return;
        };
        for count in counts.split("; ") {
            match number_and_word(count) {
                Some((number, "passed")) => self.passed += number,
                Some((number, "failed")) => self.failed += number,
                _ => {}
            }
        }
    }

    /// Reads `  12 passed (3.4s)`, `  1 failed` and `  1 interrupted`; every other line counts nothing.
    pub fn read_playwright(&mut self, line: &str) {
        let count = line.trim();
        let count = count.split_once(" (").map_or(count, |(before, _)| before);
        match number_and_word(count) {
            Some((number, "passed")) => self.passed += number,
            Some((number, "failed" | "interrupted")) => self.failed += number,
            _ => {}
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

fn number_and_word(text: &str) -> Option<(u64, &str)> {
    let (number, word) = text.split_once(' ')?;
    Some((number.parse().ok()?, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_lines_add_up_over_binaries() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test 9 passed ... ok",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: FAILED. 5 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s",
        ] {
            tally.read_cargo(line);
        }
        assert_eq!(tally, Tally { passed: 8, failed: 2 });
    }

    #[test]
    fn playwright_counts_only_its_summary() {
        let mut tally = Tally::default();
        for line in [
            "Running 14 tests using 2 workers",
            "  ✓   1 [wasm] › journeys/order.spec.ts:9:1 › 40 passed titles (1.2s)",
            "  1 failed",
            "    [wasm] › journeys/order.spec.ts:9:1 › a list becomes an order",
            "  1 skipped",
            "  12 passed (1.3m)",
        ] {
            tally.read_playwright(line);
        }
        assert_eq!(tally, Tally { passed: 12, failed: 1 });
    }
}
