//! Acts on the rows of a list. One handle serves the whole page: each row reads from it what is in progress and why an
//! act was refused, and only successful acts make the list load again.

use std::fmt::Display;

use domain::AppError;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{form_error, refused_plainly, successes, typed};

/// The form fields that may identify the row.
const ROW_FIELDS: [&str; 2] = ["form[id]", "form[organization]"];

/// The acts of a page; created once at its top, before the list that depends on [`Acts::done`].
#[derive(Clone, Copy)]
pub struct Acts(StoredValue<Vec<Act>>);

/// One act with its type erased.
#[derive(Clone, Copy)]
struct Act {
    done: Memo<usize>,
    with_row: Option<WithRow>,
}

/// The row of an act's last submission, and its result.
#[derive(Clone, Copy)]
struct WithRow {
    row: Memo<Option<String>>,
    pending: Signal<bool>,
    refused: Signal<Option<AppError>>,
    forget: Callback<()>,
}

/// What a row shows about its acts.
#[derive(Clone, Copy)]
pub struct RowState {
    pub pending: Signal<bool>,
    /// Why the last act on the row was refused.
    pub error: Signal<Option<String>>,
    /// Whether a plain form about this row led to the page and was refused: its dialog or fold is then open at first.
    pub is_refused: bool,
}

impl Acts {
    /// No acts yet.
    pub fn new() -> Self {
        let acts = Self(StoredValue::new(Vec::new()));
        // Earlier refusals are no longer relevant once a later act has succeeded.
        Effect::new(move |before: Option<usize>| {
            let done = acts.done();
            if before.is_some_and(|before| before != done) {
                acts.forget_refusals();
            }
            done
        });
        acts
    }

    /// An act on one row, which `row_of` names as [`Acts::row`] does; its form names the row in `form[id]` or
    /// `form[organization]`.
    pub fn with_rows<S, R>(self, row_of: fn(&S) -> R) -> ServerAction<S>
    where
        S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
        S::Output: Send + Sync + 'static,
        R: Display + 'static,
    {
        let action = ServerAction::<S>::new();
        let (input, value) = (action.input(), action.value());
        // After a plain form, the browser knows only what the server has read.
        let plainly = SharedValue::new(|| refused_row(S::PATH)).into_inner();
        let row = Memo::new(move |before: Option<&Option<String>>| {
            let now = input.with(|input| input.as_ref().map(|input| row_of(input).to_string()));
            now.or_else(|| before.map_or_else(|| plainly.clone(), Clone::clone))
        });
        let pending = Signal::derive(move || input.with(Option::is_some));
        let forget = Callback::new(move |()| {
            if value.with_untracked(|value| matches!(value, Some(Err(_)))) {
                value.set(None);
            }
        });
        let with_row = WithRow { row, pending, refused: form_error(action), forget };
        self.add(Act { done: successes(action), with_row: Some(with_row) });
        action
    }

    /// A form of the page that changes the list; it shows its own errors.
    pub fn form<S>(self) -> ServerAction<S>
    where
        S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
        S::Output: Send + Sync + 'static,
    {
        let action = ServerAction::<S>::new();
        self.add(Act { done: successes(action), with_row: None });
        action
    }

    /// Grows with each successful act: the list depends on it.
    pub fn done(self) -> usize {
        self.all().iter().map(|act| act.done.get()).sum()
    }

    /// The state of the acts on one row.
    pub fn row(self, row: impl Display) -> RowState {
        let row = row.to_string();
        let is_refused = untrack(|| self.about(&row).any(|act| act.refused.get().is_some()));
        let error = {
            let row = row.clone();
            Signal::derive(move || self.about(&row).find_map(WithRow::error).map(|error| error.to_string()))
        };
        let pending = Signal::derive(move || self.about(&row).any(|act| act.pending.get()));
        RowState { pending, error, is_refused }
    }

    /// Why an act on a row that is not among these was refused, for the top of the list: the row has disappeared
    /// meanwhile.
    pub fn strays(self, rows: impl IntoIterator<Item = impl Display>) -> Signal<Option<AppError>> {
        let rows: Vec<String> = rows.into_iter().map(|row| row.to_string()).collect();
        Signal::derive(move || {
            let is_shown = |act: &WithRow| act.row.with(|row| row.as_ref().is_some_and(|row| rows.contains(row)));
            self.with_row().filter(|act| !is_shown(act)).find_map(WithRow::error)
        })
    }

    fn add(self, act: Act) {
        self.0.update_value(|acts| acts.push(act));
    }

    fn all(self) -> Vec<Act> {
        self.0.try_get_value().unwrap_or_default()
    }

    fn with_row(self) -> impl Iterator<Item = WithRow> {
        self.all().into_iter().filter_map(|act| act.with_row)
    }

    fn about(self, row: &str) -> impl Iterator<Item = WithRow> {
        self.with_row().filter(move |act| act.row.with(|about| about.as_deref() == Some(row)))
    }

    fn forget_refusals(self) {
        self.with_row().for_each(|act| act.forget.run(()));
    }
}

impl Default for Acts {
    fn default() -> Self {
        Self::new()
    }
}

impl WithRow {
    /// Why it was refused; none while a retry is in progress.
    fn error(self) -> Option<AppError> {
        if self.pending.get() { None } else { self.refused.get() }
    }
}

/// The row of a refused plain form that led to this page.
fn refused_row(path: &str) -> Option<String> {
    refused_plainly(&[path])?;
    ROW_FIELDS.iter().map(|field| typed(path, field)).find(|row| !row.is_empty())
}

#[cfg(test)]
mod tests {
    use leptos::reactive::owner::Owner;

    use super::*;
    use crate::GetViewer;

    struct Scene {
        acts: Acts,
        action: ServerAction<GetViewer>,
    }

    impl Scene {
        fn new() -> Self {
            let acts = Acts(StoredValue::new(Vec::new()));
            let action = acts.with_rows(|_: &GetViewer| "a");
            Self { acts, action }
        }

        /// Mimics a submission through the framework, with an immediate answer.
        fn answer(&self, answer: domain::AppResult<Option<domain::viewer::Viewer>>) {
            self.action.input().set(Some(GetViewer {}));
            assert!(self.acts.row("a").error.get().is_none());
            self.action.value().set(Some(answer));
            self.action.input().set(None);
        }

        fn errors(&self) -> [Option<String>; 2] {
            ["a", "b"].map(|row| self.acts.row(row).error.get())
        }
    }

    fn in_scene(test: impl FnOnce(Scene)) {
        Owner::new().with(|| test(Scene::new()));
    }

    #[test]
    fn only_what_went_well_has_the_list_read_again() {
        in_scene(|scene| {
            assert_eq!(scene.acts.done(), 0);
            scene.answer(Err(AppError::NotFound));
            assert_eq!(scene.acts.done(), 0);
            scene.answer(Ok(None));
            assert_eq!(scene.acts.done(), 1);
        });
    }

    #[test]
    fn a_refusal_is_told_in_its_own_row_and_forgotten_after_the_next_success() {
        in_scene(|scene| {
            scene.answer(Err(AppError::NotFound));
            assert_eq!(scene.errors(), [Some(AppError::NotFound.to_string()), None]);
            scene.acts.forget_refusals();
            assert_eq!(scene.errors(), [None, None]);
            scene.answer(Ok(None));
            assert_eq!(scene.errors(), [None, None]);
        });
    }

    #[test]
    fn a_refusal_of_a_row_that_has_gone_is_told_above_the_list() {
        in_scene(|scene| {
            scene.answer(Err(AppError::NotFound));
            assert!(scene.acts.strays(["b"]).get().is_some());
            assert!(scene.acts.strays(["a"]).get().is_none());
        });
    }

    #[test]
    fn a_row_is_busy_while_an_act_with_it_is_under_way() {
        in_scene(|scene| {
            scene.action.input().set(Some(GetViewer {}));
            let busy = ["a", "b"].map(|row| scene.acts.row(row).pending.get());
            assert_eq!(busy, [true, false]);
        });
    }
}
