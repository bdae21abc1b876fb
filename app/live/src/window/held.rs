//! The rules of the window: how rows are requested and added, and how the newest ones are merged.

use super::edges::{Edges, Side};

/// An item in a window, made of a row that the server sends.
pub trait Item: Sized {
    type Row;
    type Id: PartialEq;

    fn of(row: Self::Row) -> Self;
    fn id_of(row: &Self::Row) -> Self::Id;
    /// The position in the list, from 1 and without gaps.
    fn place_of(row: &Self::Row) -> i64;
    /// None until the server has confirmed it.
    fn confirmed_id(&self) -> Option<Self::Id>;
    /// The position in the list; a guess until the server has confirmed it.
    fn place(&self) -> i64;
    /// Updates the item from the server's row.
    fn refresh(&mut self, row: Self::Row);
}

/// Rows in order of their position, and whether the list continues beyond them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch<R> {
    pub rows: Vec<R>,
    pub has_earlier: bool,
    pub has_later: bool,
}

/// A request for rows: those beyond this position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    pub side: Side,
    pub place: i64,
}

/// The result of adding a single row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    Added,
    /// It was present already, and is updated from the row.
    Known,
    /// It belongs beyond the window, which has left the newest items.
    Beyond,
    /// Rows in between are missing: request those after this position.
    Gap {
        after: i64,
    },
}

/// The part of a long list that the page holds.
#[derive(Debug, Clone)]
pub struct Window<T> {
    pub items: Vec<T>,
    pub edges: Edges,
    /// The most items that are held at once.
    pub most: usize,
}

impl<T: Item> Window<T> {
    /// Starts from the server's first rows.
    pub fn of(stretch: Stretch<T::Row>, most: usize) -> Self {
        let edges = Edges::new(stretch.has_earlier, stretch.has_later);
        Self { items: stretch.rows.into_iter().map(T::of).collect(), edges, most }
    }

    /// The request for more rows at an edge; none for an empty window.
    pub fn ask(&self, side: Side) -> Option<Ask> {
        ask(&self.items, side)
    }

    /// Starts to fetch what lies beyond an edge, unless a fetch is in progress, or the last one failed and nobody
    /// asked.
    pub fn begin(&mut self, side: Side, asked: bool) -> Option<Ask> {
        let ask = self.ask(side).filter(|_| self.edges.may_load(side, asked))?;
        self.edges.begin(side);
        Some(ask)
    }

    /// Adds the requested rows; false if the window has changed since.
    pub fn answered(&mut self, ask: Ask, stretch: Stretch<T::Row>) -> bool {
        if self.ask(ask.side) != Some(ask) {
            self.edges.pass_over();
            return false;
        }
        self.extend(ask.side, stretch);
        true
    }

    fn extend(&mut self, side: Side, stretch: Stretch<T::Row>) {
        let is_new = |row: &T::Row| !self.holds(&T::id_of(row));
        let fresh: Vec<T> = stretch.rows.into_iter().filter(is_new).map(T::of).collect();
        match side {
            Side::Earlier => drop(self.items.splice(0..0, fresh)),
            Side::Later => self.items.extend(fresh),
        }
        let dropped = self.trim(side);
        let goes_on = match side {
            Side::Earlier => stretch.has_earlier,
            Side::Later => stretch.has_later,
        };
        self.edges.grow(side, goes_on, dropped);
    }

    /// Replaces the content with the newest rows.
    pub fn replace(&mut self, stretch: Stretch<T::Row>) {
        *self = Self::of(stretch, self.most);
    }

    /// Merges the newest rows from the server: new items are added, superseded ones removed. False if there are none.
    pub fn meet(&mut self, stretch: Stretch<T::Row>) -> bool {
        let Some(first) = stretch.rows.first().map(T::place_of) else { return false };
        let joins = self.items.last().is_some_and(|last| last.place() + 1 >= first);
        let stays = |id: &T::Id| stretch.rows.iter().any(|row| T::id_of(row) == *id);
        self.items.retain(|held| match held.confirmed_id() {
            None => true,
            Some(id) => joins && (held.place() < first || stays(&id)),
        });
        for row in stretch.rows {
            self.take(row);
        }
        self.items.sort_by_key(T::place);
        let dropped = self.trim(Side::Later);
        self.edges.has_earlier = dropped || if joins { self.edges.has_earlier } else { stretch.has_earlier };
        self.edges.has_later = stretch.has_later;
        true
    }

    /// Adds a single row.
    pub fn receive(&mut self, row: T::Row) -> Received {
        if self.holds(&T::id_of(&row)) {
            self.take(row);
            return Received::Known;
        }
        if self.edges.has_later {
            return Received::Beyond;
        }
        let last = self.items.iter().rev().find(|held| held.confirmed_id().is_some()).map_or(0, T::place);
        if T::place_of(&row) > last + 1 {
            return Received::Gap { after: last };
        }
        self.take(row);
        self.items.sort_by_key(T::place);
        self.edges.has_earlier |= self.trim(Side::Later);
        Received::Added
    }

    fn holds(&self, id: &T::Id) -> bool {
        self.items.iter().any(|held| held.confirmed_id().as_ref() == Some(id))
    }

    /// Refreshes the item of this row, or adds one at the end.
    fn take(&mut self, row: T::Row) {
        let id = T::id_of(&row);
        match self.items.iter_mut().find(|held| held.confirmed_id().as_ref() == Some(&id)) {
            Some(held) => held.refresh(row),
            None => self.items.push(T::of(row)),
        }
    }

    /// Drops the items farthest from the side where items were added; true if any were dropped.
    fn trim(&mut self, grown: Side) -> bool {
        let excess = self.items.len().saturating_sub(self.most);
        match grown {
            Side::Earlier => self.items.truncate(self.most),
            Side::Later => drop(self.items.drain(..excess)),
        }
        excess > 0
    }
}

pub(super) fn ask<T: Item>(items: &[T], side: Side) -> Option<Ask> {
    let end = match side {
        Side::Earlier => items.first()?,
        Side::Later => items.last()?,
    };
    Some(Ask { side, place: end.place() })
}
