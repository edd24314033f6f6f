//! The ports of the way as the demo house knows them. The database has them as rows; these are the ones that the first
//! migration puts there.

/// The ports and exits, as the database names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::demo) enum Stage {
    Ordered,
    Purchase,
    Customs,
    Inspection,
    WarehouseIn,
    WarehouseOut,
    Dispatch,
    Delivered,
    Cancelled,
    Unavailable,
    Lost,
    Returned,
}

impl Stage {
    /// Code of its row.
    pub(in crate::demo) const fn code(self) -> &'static str {
        match self {
            Self::Ordered => "ordered",
            Self::Purchase => "purchase",
            Self::Customs => "customs",
            Self::Inspection => "inspection",
            Self::WarehouseIn => "warehouse_in",
            Self::WarehouseOut => "warehouse_out",
            Self::Dispatch => "dispatch",
            Self::Delivered => "delivered",
            Self::Cancelled => "cancelled",
            Self::Unavailable => "unavailable",
            Self::Lost => "lost",
            Self::Returned => "returned",
        }
    }

    /// The letter that begins the numbers of its batches.
    pub(super) const fn letter(self) -> &'static str {
        match self {
            Self::Purchase => "P",
            Self::Customs => "C",
            Self::Inspection => "I",
            Self::WarehouseIn => "W",
            Self::WarehouseOut => "X",
            Self::Dispatch => "D",
            _ => "",
        }
    }

    /// The port after this one.
    pub(in crate::demo) const fn next(self) -> Self {
        match self {
            Self::Ordered => Self::Purchase,
            Self::Purchase => Self::Customs,
            Self::Customs => Self::Inspection,
            Self::Inspection => Self::WarehouseIn,
            Self::WarehouseIn => Self::WarehouseOut,
            Self::WarehouseOut => Self::Dispatch,
            _ => Self::Delivered,
        }
    }

    /// The desk that holds it.
    pub(in crate::demo) const fn desk(self) -> &'static str {
        match self {
            Self::Ordered | Self::Purchase | Self::Customs | Self::Unavailable => "imports",
            Self::Cancelled => "orders",
            _ => "distribution",
        }
    }

    /// Whether copies there never come.
    pub(in crate::demo) const fn is_exit(self) -> bool {
        matches!(self, Self::Cancelled | Self::Unavailable | Self::Lost | Self::Returned)
    }
}
