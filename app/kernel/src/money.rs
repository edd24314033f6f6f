//! Money in integers. RMB is counted in fen (1/100 yuan); a foreign list price in the smallest unit of its currency.

/// The currencies that publishers quote, with the number of decimals of their smallest unit (ISO 4217).
pub const CURRENCIES: [(&str, u32); 15] = [
    ("USD", 2),
    ("GBP", 2),
    ("EUR", 2),
    ("JPY", 0),
    ("CHF", 2),
    ("RUB", 2),
    ("TWD", 2),
    ("HKD", 2),
    ("KRW", 0),
    ("CAD", 2),
    ("AUD", 2),
    ("INR", 2),
    ("SEK", 2),
    ("PLN", 2),
    ("CNY", 2),
];

/// Decimals of a currency's smallest unit; `None` for a currency the house does not buy in.
pub fn decimals(currency: &str) -> Option<u32> {
    CURRENCIES.iter().find(|(code, _)| *code == currency).map(|(_, digits)| *digits)
}

/// What one copy costs a customer, in fen.
///
/// `list_minor` is the publisher's price in the smallest unit of `currency`; `rate_micro` is millionths of yuan for one
/// whole unit of it (7.2 yuan a dollar = 7,200,000); `factor_bp` is the house's price in basis points of the converted
/// list price (10,000 = list, 11,000 = list + 10 %). Rounded half up, once, at the end. `None` when the currency is
/// unknown or the sum leaves 64 bits.
pub fn unit_price_fen(list_minor: i64, currency: &str, rate_micro: i64, factor_bp: i64) -> Option<i64> {
    let minor_per_unit = 10_i128.pow(decimals(currency)?);
    // fen = list / minor_per_unit × rate / 1e6 × 100 × factor / 1e4
    let numerator = i128::from(list_minor) * i128::from(rate_micro) * i128::from(factor_bp);
    let denominator = minor_per_unit * 100_000_000;
    i64::try_from((numerator + denominator / 2) / denominator).ok()
}

/// `copies × price`, `None` beyond 64 bits.
pub fn line_total_fen(price_fen: i64, copies: i64) -> Option<i64> {
    price_fen.checked_mul(copies)
}

/// `¥1,234.50`: the form in which both languages write RMB here. Negative amounts carry a minus sign in front.
pub fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "−" } else { "" };
    format!("{sign}¥{}.{:02}", grouped(fen.unsigned_abs() / 100), fen.unsigned_abs() % 100)
}

/// A foreign price with its currency code, e.g. `USD 34.99` or `JPY 2,800`.
pub fn foreign(minor: i64, currency: &str) -> String {
    let digits = decimals(currency).unwrap_or(2);
    let unit = 10_u64.pow(digits);
    let amount = minor.unsigned_abs();
    let whole = grouped(amount / unit);
    let sign = if minor < 0 { "−" } else { "" };
    if digits == 0 {
        format!("{currency} {sign}{whole}")
    } else {
        format!("{currency} {sign}{whole}.{:0width$}", amount % unit, width = digits as usize)
    }
}

/// Thousands separated by commas.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_dollar_book_costs_its_rate() {
        // 34.99 USD × 7.1234 × 1.10 = 274.17… yuan
        assert_eq!(unit_price_fen(3499, "USD", 7_123_400, 11_000), Some(27_417));
        // 2,800 yen × 0.0478 = 133.84 yuan
        assert_eq!(unit_price_fen(2800, "JPY", 47_800, 10_000), Some(13_384));
        assert_eq!(unit_price_fen(100, "XXX", 1, 1), None);
    }

    #[test]
    fn amounts_are_written_for_people() {
        assert_eq!(yuan(123_450), "¥1,234.50");
        assert_eq!(yuan(-5), "−¥0.05");
        assert_eq!(foreign(3499, "USD"), "USD 34.99");
        assert_eq!(foreign(2800, "JPY"), "JPY 2,800");
        assert_eq!(grouped(1_000_000), "1,000,000");
    }

    proptest! {
        #[test]
        fn a_dearer_list_price_never_costs_less(list in 0_i64..10_000_000, more in 0_i64..100_000, rate in 1_i64..20_000_000, factor in 1_i64..30_000) {
            let (a, b) = (unit_price_fen(list, "EUR", rate, factor), unit_price_fen(list + more, "EUR", rate, factor));
            prop_assert!(a.unwrap() <= b.unwrap());
        }

        #[test]
        fn rounding_is_off_by_at_most_half_a_fen(list in 0_i64..10_000_000, rate in 1_i64..20_000_000, factor in 1_i64..30_000) {
            let fen = i128::from(unit_price_fen(list, "USD", rate, factor).unwrap());
            let exact = i128::from(list) * i128::from(rate) * i128::from(factor);
            let scale = 100_i128 * 100_000_000;
            prop_assert!((fen * scale - exact).abs() * 2 <= scale);
        }
    }
}
