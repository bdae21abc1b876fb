//! What lies beyond the window, and whether it is on its way.

/// An edge of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Earlier,
    Later,
}

/// Why a stretch did not come, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdgeProblem {
    pub side: Side,
    pub words: String,
}

/// What lies beyond, and what is fetched of it: one stretch at a time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edges {
    pub has_earlier: bool,
    pub has_later: bool,
    pub loading: Option<Side>,
    /// Why the last stretch did not come.
    pub problem: Option<EdgeProblem>,
}

impl Edges {
    /// Nothing on its way yet.
    pub fn new(has_earlier: bool, has_later: bool) -> Self {
        Self { has_earlier, has_later, loading: None, problem: None }
    }

    /// Whether the list goes on there.
    pub fn goes_on(&self, side: Side) -> bool {
        match side {
            Side::Earlier => self.has_earlier,
            Side::Later => self.has_later,
        }
    }

    /// Whether to fetch what lies there; after a failure only when somebody asks.
    pub fn may_load(&self, side: Side, asked: bool) -> bool {
        self.loading.is_none() && self.goes_on(side) && (asked || self.problem.is_none())
    }

    /// Why nothing came from there.
    pub fn problem_at(&self, side: Side) -> Option<&str> {
        self.problem.as_ref().filter(|problem| problem.side == side).map(|problem| problem.words.as_str())
    }

    /// What lies there is on its way.
    pub fn begin(&mut self, side: Side) {
        self.loading = Some(side);
        self.problem = None;
    }

    /// What came belongs to another window than the one that is there by now.
    pub fn pass_over(&mut self) {
        self.loading = None;
    }

    /// Nothing came.
    pub fn fail(&mut self, side: Side, words: String) {
        self.loading = None;
        self.problem = Some(EdgeProblem { side, words });
    }

    /// A stretch came; whether the list goes on beyond it, and whether something had to leave at the other end.
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
