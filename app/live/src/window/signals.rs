//! The window of a page, as signals: items and edges are separate, so that a fetch in progress notifies no item.

use std::mem;

use leptos::prelude::*;

use super::edges::{Edges, Side};
use super::held::{Ask, Item, Received, Stretch, Window, ask};

/// The handle to a window; `Copy`, safe to keep in callbacks and tasks.
pub struct LiveWindow<T: Send + Sync + 'static> {
    pub items: RwSignal<Vec<T>>,
    pub edges: RwSignal<Edges>,
    most: usize,
}

impl<T: Send + Sync + 'static> Clone for LiveWindow<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for LiveWindow<T> {}

impl<T: Item + Send + Sync + 'static> LiveWindow<T> {
    /// Starts from the server's first rows, and holds at most `most` items later on.
    pub fn new(stretch: Stretch<T::Row>, most: usize) -> Self {
        let window = Window::<T>::of(stretch, most);
        Self { items: RwSignal::new(window.items), edges: RwSignal::new(window.edges), most }
    }

    /// Whether the window has left the newest items; none once the page is gone.
    pub fn is_away(&self) -> Option<bool> {
        self.edges.try_with_untracked(|edges| edges.has_later)
    }

    /// Starts to fetch what lies beyond an edge; see [`Window::begin`].
    pub fn begin(&self, side: Side, asked: bool) -> Option<Ask> {
        let may_load = self.edges.try_with_untracked(|edges| edges.may_load(side, asked))?;
        let ask = self.ask(side).filter(|_| may_load)?;
        self.edges.try_update(|edges| edges.begin(side));
        Some(ask)
    }

    /// Adds the requested rows; false if the window has changed since, or is gone.
    pub fn answered(&self, ask: Ask, stretch: Stretch<T::Row>) -> bool {
        if self.ask(ask.side) != Some(ask) {
            self.edges.try_update(Edges::pass_over);
            return false;
        }
        self.change(|window| window.answered(ask, stretch)).unwrap_or(false)
    }

    /// The fetch failed.
    pub fn failed(&self, ask: Ask, words: String) {
        self.edges.try_update(|edges| edges.fail(ask.side, words));
    }

    /// Replaces the content with the newest rows.
    pub fn replace(&self, stretch: Stretch<T::Row>) {
        self.change(|window| window.replace(stretch));
    }

    /// Merges the newest rows; see [`Window::meet`].
    pub fn meet(&self, stretch: Stretch<T::Row>) -> bool {
        !stretch.rows.is_empty() && self.change(|window| window.meet(stretch)).unwrap_or(false)
    }

    /// Adds a single row; none once the page is gone.
    pub fn receive(&self, row: T::Row) -> Option<Received> {
        self.change(|window| window.receive(row))
    }

    fn ask(&self, side: Side) -> Option<Ask> {
        self.items.try_with_untracked(|items| ask(items, side)).flatten()
    }

    /// Changes items and edges together, and notifies both.
    fn change<R>(&self, change: impl FnOnce(&mut Window<T>) -> R) -> Option<R> {
        let edges = self.edges.try_get_untracked()?;
        let items = self.items.try_update_untracked(mem::take)?;
        let mut window = Window { items, edges, most: self.most };
        let outcome = change(&mut window);
        self.items.try_set(window.items);
        self.edges.try_set(window.edges);
        Some(outcome)
    }
}
