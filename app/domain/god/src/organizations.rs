//! The operator's list of organisations, and how it is searched, filtered and sorted.

use serde::{Deserialize, Serialize};

use domain::ids::OrganizationId;
use domain::moment::Moment;
use domain::organizations::OrganizationState;
use domain::pages::{Page, asked_page};
use domain::values::SearchWords;

/// How to search, filter, sort and page the list; the field names are those of the page's query string. A value that
/// cannot be read is ignored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationQuery {
    /// The beginning of any word of a name, an address or an owner's e-mail.
    #[serde(default)]
    pub q: String,
    /// The key of a plan.
    #[serde(default)]
    pub tier: String,
    /// `live`, `suspended` or `deleted`.
    #[serde(default)]
    pub state: String,
    /// Founded within so many days.
    #[serde(default)]
    pub since: String,
    /// The key of an [`OrganizationSort`].
    #[serde(default)]
    pub sort: String,
    /// `asc` or `desc`.
    #[serde(default)]
    pub order: String,
    /// From 1.
    #[serde(default)]
    pub page: String,
    /// How far the charts above the list look back; see [`super::TotalsQuery`].
    #[serde(default)]
    pub range: String,
}

impl OrganizationQuery {
    /// The search; none if it is empty.
    pub fn search(&self) -> Option<SearchWords> {
        SearchWords::of(&self.q)
    }

    /// The state to filter by.
    pub fn state(&self) -> Option<OrganizationState> {
        self.state.parse().ok()
    }

    /// Founded within so many days.
    pub fn since_days(&self) -> Option<i32> {
        self.since.parse().ok().filter(|days| (1..=3660).contains(days))
    }

    /// The column to sort by, and the direction.
    pub fn sorting(&self) -> (OrganizationSort, Order) {
        let sort = self.sort.parse().unwrap_or_default();
        let order = match self.order.as_str() {
            "asc" => Order::Ascending,
            "desc" => Order::Descending,
            _ => OrganizationSort::first_order(sort),
        };
        (sort, order)
    }

    /// The page number, from 1.
    pub fn page(&self) -> u32 {
        asked_page(&self.page)
    }

    /// Whether any filter is set.
    pub fn is_filtered(&self) -> bool {
        self.search().is_some() || !self.tier.is_empty() || self.state().is_some() || self.since_days().is_some()
    }

    /// The query string of this list as names and values, without the empty ones.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let pairs = [
            ("q", &self.q),
            ("tier", &self.tier),
            ("state", &self.state),
            ("since", &self.since),
            ("sort", &self.sort),
            ("order", &self.order),
            ("page", &self.page),
            ("range", &self.range),
        ];
        pairs.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name, value.clone())).collect()
    }

    /// The first page of this list sorted by a column; the direction flips if the list is already sorted by it.
    #[must_use]
    pub fn sorted_by(&self, sort: OrganizationSort) -> Self {
        let order = match self.sorting() {
            (current, order) if current == sort => order.reversed(),
            _ => sort.first_order(),
        };
        Self { sort: sort.as_str().to_owned(), order: order.as_str().to_owned(), page: String::new(), ..self.clone() }
    }

    /// Another page of the same list.
    #[must_use]
    pub fn on_page(&self, page: u32) -> Self {
        Self { page: if page > 1 { page.to_string() } else { String::new() }, ..self.clone() }
    }
}

/// The sort direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Ascending,
    Descending,
}

impl Order {
    /// The value in the query string.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ascending => "asc",
            Self::Descending => "desc",
        }
    }

    fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

/// A column that the list can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OrganizationSort {
    Name,
    Members,
    Tier,
    Mrr,
    Created,
    #[default]
    Activity,
    Conversations,
    Messages,
    Cost,
    Storage,
    State,
}

impl OrganizationSort {
    /// Every column in the order of the table.
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::Members,
        Self::Tier,
        Self::Mrr,
        Self::Created,
        Self::Activity,
        Self::Conversations,
        Self::Messages,
        Self::Cost,
        Self::Storage,
        Self::State,
    ];

    /// The value in the query string.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Members => "members",
            Self::Tier => "tier",
            Self::Mrr => "mrr",
            Self::Created => "created",
            Self::Activity => "activity",
            Self::Conversations => "conversations",
            Self::Messages => "messages",
            Self::Cost => "cost",
            Self::Storage => "storage",
            Self::State => "state",
        }
    }

    /// The column's header.
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "Organisation",
            Self::Members => "Members",
            Self::Tier => "Tier",
            Self::Mrr => "MRR",
            Self::Created => "Created",
            Self::Activity => "Last active",
            Self::Conversations => "Chats",
            Self::Messages => "Messages",
            Self::Cost => "AI cost",
            Self::Storage => "Storage",
            Self::State => "State",
        }
    }

    /// Names and tiers start ascending, figures descending.
    fn first_order(self) -> Order {
        match self {
            Self::Name | Self::Tier => Order::Ascending,
            _ => Order::Descending,
        }
    }
}

impl std::str::FromStr for OrganizationSort {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == text).ok_or_else(|| format!("no column {text}"))
    }
}

/// The tiers, by key and default name; the operator can rename the plans.
pub const TIERS: [(&str, &str); 3] = [("free", "Free"), ("pro", "Pro"), ("enterprise", "Enterprise")];

/// A plan in a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierChoice {
    pub key: String,
    pub name: String,
}

/// One organisation in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationRow {
    pub id: OrganizationId,
    pub name: String,
    /// Where its logo is, if it has one.
    pub logo: Option<String>,
    pub slug: String,
    /// The earliest owner's address.
    pub owner_email: Option<String>,
    pub members: i32,
    pub tier: TierChoice,
    pub mrr_cents: i32,
    pub created: Moment,
    pub last_activity: Option<Moment>,
    /// Of the last 30 days, as are the next two.
    pub conversations: i64,
    pub messages: i64,
    pub cost_microcents: i64,
    pub storage_bytes: i64,
    pub state: OrganizationState,
}

/// One page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationList {
    pub page: Page<OrganizationRow>,
    pub tiers: Vec<TierChoice>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_press_on_a_column_turns_the_order_round() {
        let once = OrganizationQuery { page: "7".to_owned(), ..OrganizationQuery::default() }
            .sorted_by(OrganizationSort::Messages);
        assert_eq!(once.sorting(), (OrganizationSort::Messages, Order::Descending));
        assert_eq!(once.page(), 1);
        assert_eq!(once.sorted_by(OrganizationSort::Messages).sorting().1, Order::Ascending);
        assert_eq!(once.sorted_by(OrganizationSort::Name).sorting(), (OrganizationSort::Name, Order::Ascending));
    }

    #[test]
    fn nonsense_in_the_address_counts_as_not_said() {
        let query = OrganizationQuery {
            state: "asleep".to_owned(),
            since: "-3".to_owned(),
            sort: "; drop table".to_owned(),
            order: "sideways".to_owned(),
            page: "x".to_owned(),
            q: "  ".to_owned(),
            ..OrganizationQuery::default()
        };
        assert!(!query.is_filtered());
        assert_eq!(query.sorting(), (OrganizationSort::Activity, Order::Descending));
        assert_eq!(query.page(), 1);
    }

    #[test]
    fn what_says_nothing_is_left_out_of_the_address() {
        let query = OrganizationQuery { q: "acme".to_owned(), ..OrganizationQuery::default() };
        assert_eq!(query.on_page(1).pairs(), [("q", "acme".to_owned())]);
        assert_eq!(query.on_page(2).pairs(), [("q", "acme".to_owned()), ("page", "2".to_owned())]);
    }
}
