//! A figure over time, drawn on the server: a picture with a name and a summary, and its values as a table for people
//! who cannot see it or need them exactly. Colours are tokens; nothing needs JavaScript.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

/// One point in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartPoint {
    /// The date: "3 Nov".
    pub label: String,
    pub value: i64,
    /// The value as text: "$1,234".
    pub text: String,
}

/// How the figure is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ChartKind {
    /// The value at each point.
    #[default]
    Line,
    /// The amount in each period.
    Bars,
}

/// The drawing's own units; it is stretched to the available width.
const WIDTH: i64 = 1000;
const HEIGHT: i64 = 100;
/// Room for the line's own width at both ends.
const MARGIN: i64 = 3;

/// Words in the middle that do not fit wrap to a second line, which is out of sight: a piece of them would say nothing.
const WHOLE_OR_NOTHING: &str = "flex h-[1lh] min-w-0 flex-1 flex-wrap justify-center overflow-hidden";

/// The drawing with its scale and its table. Put it into a [`crate::Card`] that says what it shows.
#[component]
pub fn Chart(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// The name of the drawing: "Messages a day".
    #[prop(into)]
    title: String,
    /// The drawing in a sentence, for people who cannot see it.
    #[prop(into)]
    description: String,
    points: Vec<ChartPoint>,
    #[prop(optional)] kind: ChartKind,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    let (first, last) = (label_of(points.first()), label_of(points.last()));
    let peak = points.iter().max_by_key(|point| point.value).map(|point| format!("peak {}", point.text));
    let (title_id, description_id) = (format!("{id}-title"), format!("{id}-text"));
    let named_by = format!("{title_id} {description_id}");
    view! {
        <figure class=tw_join!("flex min-w-0 flex-col", class)>
            <svg
                role="img"
                aria-labelledby=named_by
                viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                preserveAspectRatio="none"
                class="block h-20 w-full overflow-visible"
            >
                <title id=title_id>{title.clone()}</title>
                <desc id=description_id>{description}</desc>
                <Grid />
                {match kind {
                    ChartKind::Line => view! { <Line values=values(&points) /> }.into_any(),
                    ChartKind::Bars => view! { <Bars values=values(&points) /> }.into_any(),
                }}
                {spots(&points)}
            </svg>
            <p
                class="mt-1.5 flex justify-between gap-2 text-[11px] whitespace-nowrap text-muted tabular-nums"
                aria-hidden="true"
            >
                <span>{first}</span>
                <span class=WHOLE_OR_NOTHING>
                    <span class="h-full"></span>
                    <span>{peak}</span>
                </span>
                <span>{last}</span>
            </p>
            <Figures title points />
        </figure>
    }
}

fn label_of(point: Option<&ChartPoint>) -> String {
    point.map(|point| point.label.clone()).unwrap_or_default()
}

fn values(points: &[ChartPoint]) -> Vec<i64> {
    points.iter().map(|point| point.value.max(0)).collect()
}

#[component]
fn Grid() -> impl IntoView {
    let lines = [MARGIN, HEIGHT / 2, HEIGHT - MARGIN].map(|y| {
        view! {
            <line
                x1="0"
                x2=WIDTH.to_string()
                y1=y.to_string()
                y2=y.to_string()
                class="stroke-line"
                stroke-width="1"
                vector-effect="non-scaling-stroke"
            />
        }
    });
    view! { {lines.collect_view()} }
}

#[component]
fn Line(values: Vec<i64>) -> impl IntoView {
    let line = path(&values);
    let area = if line.is_empty() { String::new() } else { format!("{line} V{HEIGHT} H0 Z") };
    view! {
        <path d=area class="fill-accent/12" />
        <path
            d=line
            class="fill-none stroke-accent"
            stroke-width="2"
            stroke-linejoin="round"
            stroke-linecap="round"
            vector-effect="non-scaling-stroke"
        />
    }
}

#[component]
fn Bars(values: Vec<i64>) -> impl IntoView {
    let top = highest(&values);
    let count = length(&values);
    let bars = values
        .iter()
        .zip(0_i64..)
        .map(|(value, at)| {
            let (left, right) = (at * WIDTH / count, (at + 1) * WIDTH / count);
            let gap = ((right - left) / 5).max(1);
            let y = height(*value, top);
            view! {
                <rect
                    x=left.to_string()
                    y=y.to_string()
                    width=(right - left - gap).max(1).to_string()
                    height=(HEIGHT - MARGIN - y).max(0).to_string()
                    class="fill-accent"
                />
            }
        })
        .collect_view();
    view! { {bars} }
}

/// One invisible column per point, which names it when pointed at.
fn spots(points: &[ChartPoint]) -> impl IntoView + use<> {
    let count = length(points);
    points
        .iter()
        .zip(0_i64..)
        .map(|(point, at)| {
            let (left, right) = (at * WIDTH / count, (at + 1) * WIDTH / count);
            let words = format!("{}: {}", point.label, point.text);
            view! {
                <rect
                    x=left.to_string()
                    y="0"
                    width=(right - left).to_string()
                    height=HEIGHT.to_string()
                    class="fill-transparent hover:fill-hover"
                >
                    <title>{words}</title>
                </rect>
            }
        })
        .collect_view()
}

#[component]
fn Figures(title: String, points: Vec<ChartPoint>) -> impl IntoView {
    let (label, named) = (format!("Figures of {title}"), format!(" of {title}"));
    let rows = points
        .into_iter()
        .map(|point| {
            view! {
                <tr>
                    <th scope="row" class="py-0.5 pe-4 text-start font-normal text-muted">
                        {point.label}
                    </th>
                    <td class="py-0.5 text-end tabular-nums">{point.text}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <details class="mt-1 text-xs text-ink">
            <summary class="w-fit cursor-pointer rounded text-[11px] text-muted hover:text-ink focus-ring">
                "Figures" <span class="sr-only">{named}</span>
            </summary>
            <div class="mt-2 max-h-48 overflow-y-auto focus-ring" tabindex="0" role="region" aria-label=label>
                <table class="w-full">
                    <caption class="sr-only">{title}</caption>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

/// The line through all points, from the left edge to the right one.
fn path(values: &[i64]) -> String {
    let top = highest(values);
    let last = (length(values) - 1).max(1);
    let mut steps: Vec<String> = values
        .iter()
        .zip(0_i64..)
        .map(|(value, at)| {
            let letter = if at == 0 { 'M' } else { 'L' };
            format!("{letter}{} {}", at * WIDTH / last, height(*value, top))
        })
        .collect();
    if let ([_], Some(only)) = (values, values.first()) {
        steps.push(format!("L{WIDTH} {}", height(*only, top)));
    }
    steps.join(" ")
}

fn highest(values: &[i64]) -> i64 {
    values.iter().copied().max().unwrap_or_default().max(1)
}

fn length<T>(values: &[T]) -> i64 {
    i64::try_from(values.len()).unwrap_or(i64::MAX).max(1)
}

/// The position of a value, from the top.
fn height(value: i64, top: i64) -> i64 {
    let room = i128::from(HEIGHT - 2 * MARGIN);
    let up = i64::try_from(i128::from(value) * room / i128::from(top)).unwrap_or_default();
    HEIGHT - MARGIN - up
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_runs_from_edge_to_edge_and_the_largest_value_is_on_top() {
        assert_eq!(path(&[0, 50, 100]), "M0 97 L500 50 L1000 3");
        assert_eq!(path(&[7]), "M0 3 L1000 3");
        assert_eq!(path(&[]), "");
    }

    #[test]
    fn nothing_at_all_lies_on_the_ground_and_huge_values_fit() {
        assert_eq!(path(&[0, 0]), "M0 97 L1000 97");
        assert_eq!(height(i64::MAX, i64::MAX), MARGIN);
    }
}
