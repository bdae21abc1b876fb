//! What lies beyond the window, and whether it is being fetched.

/// An edge of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Earlier,
    Later,
}

/// Why more rows could not be fetched, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdgeProblem {
    pub side: Side,
    pub words: String,
}

/// The state of what lies beyond an edge; one side is fetched at a time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edges {
    pub has_earlier: bool,
    pub has_later: bool,
    pub loading: Option<Side>,
    /// Why the last fetch failed.
    pub problem: Option<EdgeProblem>,
}

impl Edges {
    /// Nothing is being fetched yet.
    pub fn new(has_earlier: bool, has_later: bool) -> Self {
        Self { has_earlier, has_later, loading: None, problem: None }
    }

    /// Whether the list continues there.
    pub fn goes_on(&self, side: Side) -> bool {
        match side {
            Side::Earlier => self.has_earlier,
            Side::Later => self.has_later,
        }
    }

    /// Whether to fetch; after a failure only when somebody asks.
    pub fn may_load(&self, side: Side, asked: bool) -> bool {
        self.loading.is_none() && self.goes_on(side) && (asked || self.problem.is_none())
    }

    /// Why the last fetch failed.
    pub fn problem_at(&self, side: Side) -> Option<&str> {
        self.problem.as_ref().filter(|problem| problem.side == side).map(|problem| problem.words.as_str())
    }

    /// A fetch has started.
    pub fn begin(&mut self, side: Side) {
        self.loading = Some(side);
        self.problem = None;
    }

    /// The result belongs to an earlier window.
    pub fn pass_over(&mut self) {
        self.loading = None;
    }

    /// The fetch failed.
    pub fn fail(&mut self, side: Side, words: String) {
        self.loading = None;
        self.problem = Some(EdgeProblem { side, words });
    }

    /// Rows arrived; with whether the list continues beyond it, and whether items had to be dropped at the other end.
    pub(super) fn grow(&mut self, side: Side, goes_on: bool, dropped: bool) {
        self.loading = None;
        match side {
            Side::Earlier => {
                self.has_earlier = goes_on;
                self.has_later |= dropped;
            }
            Side::Later => {
                self.has_later = goes_on;
                self.has_earlier |= dropped;
            }
        }
    }
}
