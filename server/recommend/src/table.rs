//! The orders, sorted once: who ordered a title, and what a customer ordered.
//!
//! Knows how to renumber customers and titles without gaps. Must not know what the pairs are used for.

/// Rows of numbers behind each other in one allocation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    /// Where each row starts; one more entry than there are rows.
    starts: Vec<usize>,
    cells: Vec<u32>,
}

impl Rows {
    /// Groups `(row, cell)` pairs that are sorted by row.
    fn group(pairs: impl Iterator<Item = (u32, u32)>, rows: usize) -> Self {
        let mut starts = Vec::with_capacity(rows + 1);
        let mut cells = Vec::new();
        for (row, cell) in pairs {
            while starts.len() <= row as usize {
                starts.push(cells.len());
            }
            cells.push(cell);
        }
        starts.resize(rows + 1, cells.len());
        Self { starts, cells }
    }

    /// The cells of one row, ascending.
    pub(crate) fn row(&self, row: u32) -> &[u32] {
        let row = row as usize;
        &self.cells[self.starts[row]..self.starts[row + 1]]
    }

    /// How many cells each row has.
    #[expect(clippy::cast_precision_loss, reason = "rows are far shorter than 2^24")]
    pub(crate) fn lengths(&self) -> impl Iterator<Item = f32> {
        self.starts.windows(2).map(|bounds| (bounds[1] - bounds[0]) as f32)
    }
}

/// All orders, each customer's each title once. Titles and customers are numbered from 0 in the order of their ids.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    /// The ids of the titles; the place of an id is the title's number in the rows.
    pub(crate) titles: Vec<u32>,
    /// By title: the customers.
    pub(crate) customers_of: Rows,
    /// By customer: the titles.
    pub(crate) titles_of: Rows,
}

impl Table {
    /// Sorts `(customer, title)` pairs. Of a customer with more than `cap` titles only `cap` are looked at, always the
    /// same ones: those whose mixed-up ids are smallest, so that neither early nor late nor popular ones are preferred.
    pub(crate) fn new(pairs: &[(u32, u32)], cap: usize) -> Self {
        let mut orders = pairs.to_vec();
        orders.sort_unstable();
        orders.dedup();
        let mut orders: Vec<(u32, u32)> =
            orders.chunk_by(|one, other| one.0 == other.0).flat_map(|of_one| capped(of_one, cap)).collect();

        let mut titles: Vec<u32> = orders.iter().map(|&(_, title)| title).collect();
        titles.sort_unstable();
        titles.dedup();

        let mut customer_count = 0;
        let mut last = None;
        for (customer, title) in &mut orders {
            if last.replace(*customer) != Some(*customer) {
                customer_count += 1;
            }
            *customer = customer_count - 1;
            *title = number_of(&titles, *title).unwrap_or_default();
        }
        let titles_of = Rows::group(orders.iter().copied(), customer_count as usize);
        orders.sort_unstable_by_key(|&(customer, title)| (title, customer));
        let customers_of = Rows::group(orders.iter().map(|&(customer, title)| (title, customer)), titles.len());
        Self { titles, customers_of, titles_of }
    }

    /// The number of a title, or `None` if nobody ordered it.
    pub(crate) fn number_of(&self, title: u32) -> Option<u32> {
        number_of(&self.titles, title)
    }
}

fn number_of(titles: &[u32], title: u32) -> Option<u32> {
    titles.binary_search(&title).ok().and_then(|place| u32::try_from(place).ok())
}

fn capped(of_one: &[(u32, u32)], cap: usize) -> Vec<(u32, u32)> {
    let mut kept = of_one.to_vec();
    if kept.len() > cap {
        kept.sort_unstable_by_key(|&(customer, title)| (mixed(customer, title), title));
        kept.truncate(cap);
        kept.sort_unstable();
    }
    kept
}

/// A number that depends on every bit of both (the finisher of SplitMix64).
fn mixed(customer: u32, title: u32) -> u64 {
    let mut bits = (u64::from(customer) << 32 | u64::from(title)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
