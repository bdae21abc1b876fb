//! Tables that sort by links and turn into cards on a phone. The `role`s are spelled out because browsers
//! drop table semantics from cells that are laid out as blocks.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

use crate::icons::{Icon, IconName};

/// The current sort direction of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Unsorted,
    Ascending,
    Descending,
}

/// One column's header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub label: String,
    pub sort: Option<(Sort, String)>,
    pub end: bool,
    pub hidden_label: bool,
}

impl Column {
    /// A column that cannot be sorted.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), sort: None, end: false, hidden_label: false }
    }

    /// Makes the header a link; `href` is this page with the query that sorts by this column, in the other direction if
    /// it already does.
    #[must_use]
    pub fn sortable(mut self, sort: Sort, href: impl Into<String>) -> Self {
        self.sort = Some((sort, href.into()));
        self
    }

    /// Aligns the column to the end, for numbers.
    #[must_use]
    pub fn end(mut self) -> Self {
        self.end = true;
        self
    }

    /// Keeps the label for screen readers only, for a column of buttons.
    #[must_use]
    pub fn hidden_label(mut self) -> Self {
        self.hidden_label = true;
        self
    }
}

/// A table in a card, which scrolls sideways by itself where its columns do not fit. Give [`TableRow`]s as children; with `is_empty` set, `empty` is shown instead.
#[component]
pub fn Table(
    /// What the table lists, for screen readers.
    #[prop(into)]
    caption: String,
    columns: Vec<Column>,
    /// There are no rows: shows `empty` in their place.
    #[prop(optional)]
    is_empty: bool,
    /// Usually an [`crate::EmptyState`].
    #[prop(into, optional)]
    empty: ViewFnOnce,
    /// For many columns: less room around each cell.
    #[prop(optional)]
    dense: bool,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
    children: Children,
) -> impl IntoView {
    let span = columns.len().to_string();
    let heads = columns.into_iter().map(|column| view! { <Head column /> }).collect_view();
    let head_class = if is_empty { "hidden" } else { "max-md:sr-only" };
    view! {
        <div class=tw_join!("overflow-x-auto rounded-xl border border-line bg-surface shadow-xs", class)>
            <table
                role="table"
                data-dense=dense.then_some("")
                class="group/table w-full border-collapse text-start text-sm max-md:block data-dense:text-[13px]"
            >
                <caption class="sr-only">{caption}</caption>
                <thead role="rowgroup" class=head_class>
                    <tr role="row" class="border-b border-line bg-sunken">
                        {heads}
                    </tr>
                </thead>
                <tbody role="rowgroup" class="divide-y divide-line max-md:block">
                    {if is_empty {
                        view! {
                            <tr role="row" class="max-md:block">
                                <td role="cell" colspan=span class="max-md:block">
                                    {empty.run()}
                                </td>
                            </tr>
                        }
                            .into_any()
                    } else {
                        children()
                    }}
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn Head(column: Column) -> impl IntoView {
    let Column { label, sort, end, hidden_label } = column;
    let side = if end { "text-end" } else { "text-start" };
    let aria_sort = sort.as_ref().and_then(|(sort, _)| match sort {
        Sort::Unsorted => None,
        Sort::Ascending => Some("ascending"),
        Sort::Descending => Some("descending"),
    });
    let content = match sort {
        Some((sort, href)) => view! { <SortLink label sort href /> }.into_any(),
        None if hidden_label => view! { <span class="sr-only">{label}</span> }.into_any(),
        None => label.into_any(),
    };
    view! {
        <th
            role="columnheader"
            scope="col"
            aria-sort=aria_sort
            class=tw_join!(
                "h-10 px-4 text-xs font-medium whitespace-nowrap text-muted group-data-dense/table:px-2.5", side
            )
        >
            {content}
        </th>
    }
}

#[component]
fn SortLink(label: String, sort: Sort, href: String) -> impl IntoView {
    let (name, shade) = match sort {
        Sort::Unsorted => (IconName::ChevronsUpDown, "text-faint"),
        Sort::Ascending => (IconName::ChevronUp, "text-ink"),
        Sort::Descending => (IconName::ChevronDown, "text-ink"),
    };
    view! {
        <a href=href class="-mx-1 inline-flex items-center gap-1 rounded px-1 py-0.5 hover:text-ink focus-ring">
            {label}
            <Icon name class=format!("size-3.5 {shade}") />
        </a>
    }
}

/// One row; on a phone it is a card, its cells one below the other.
#[component]
pub fn TableRow(
    /// On a phone the cells are placed by their own classes, in two columns, the second as wide as its content.
    #[prop(optional)]
    placed: bool,
    children: Children,
) -> impl IntoView {
    let card = if placed {
        "max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-1 max-md:py-3"
    } else {
        "max-md:flex max-md:flex-col max-md:gap-1.5 max-md:py-3.5"
    };
    view! {
        <tr role="row" class=tw_join!("relative transition-colors hover:bg-hover max-md:px-4", card)>
            {children()}
        </tr>
    }
}

/// One cell; `label` repeats the column's name on a phone: omit it for the main cell and for buttons.
#[component]
pub fn TableCell(
    #[prop(into, optional)] label: Option<String>,
    #[prop(optional)] end: bool,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
    children: Children,
) -> impl IntoView {
    let side = if end { "md:text-end md:tabular-nums" } else { "" };
    view! {
        <td
            role="cell"
            class=tw_join!(
                "min-w-0 text-ink md:h-13 md:px-4 md:py-2 md:group-data-dense/table:px-2.5 max-md:flex max-md:items-center max-md:justify-between max-md:gap-4", side, class
            )
        >
            {label
                .map(|label| {
                    view! {
                        <span class="shrink-0 text-[13px] text-muted md:hidden" aria-hidden="true">
                            {label}
                        </span>
                    }
                })}
            {children()}
        </td>
    }
}

/// A checkbox at the start of a row that belongs to a form elsewhere on the page; give it a narrow cell of its own.
#[component]
pub fn RowCheck(
    /// Id of the form that the checkbox belongs to.
    #[prop(into)]
    form: String,
    #[prop(into)] name: String,
    #[prop(into)] value: String,
    /// The checkbox's label, for screen readers.
    #[prop(into)]
    label: String,
    #[prop(optional)] checked: bool,
) -> impl IntoView {
    view! {
        <input
            type="checkbox"
            form=form
            name=name
            value=value
            checked=checked
            aria-label=label
            data-tick=""
            class="check relative z-1 block rounded-[5px]"
        />
    }
}

/// A link that covers its whole row; other links and buttons of the row need `class="relative"`.
#[component]
pub fn RowLink(
    #[prop(into)] href: String,
    /// The whole text, shown on hover: the link itself has two lines at most.
    #[prop(into, optional)]
    title: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <a
            href=href
            dir="auto"
            title=title
            class="line-clamp-2 min-w-0 font-medium text-ink outline-none md:[td_&]:min-w-28 after:absolute after:inset-0 focus-visible:after:ring-2 focus-visible:after:ring-accent focus-visible:after:ring-inset"
        >
            {children()}
        </a>
    }
}
