//! The home page: the kinds of card that an area can give a caller, and how the cards of all areas become one page. An
//! area does not know other areas' cards, and the page does not know the areas.

use serde::{Deserialize, Serialize};

use crate::figures;
use crate::ids::AgentId;
use crate::moment::Moment;

/// How many things to go on with the page shows.
pub const GOING_ON: usize = 3;
/// How many news items it shows.
pub const NEWS: usize = 5;
/// How many agents it offers to ask.
pub const ASKS: usize = 4;
/// How many figures it shows.
pub const FIGURES: usize = 4;

/// One area's contribution to the home page of one caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum HomeCard {
    /// The organisation's welcome for new people.
    Welcome(Welcome),
    /// Something of the caller's own to continue.
    GoOn(Lead),
    /// Something that happened and is new to the caller.
    News(Lead),
    /// An agent to ask.
    Ask(Ask),
    /// A step of the organisation's set-up.
    Step(Step),
    /// A figure with its change.
    Figure(Figure),
}

impl HomeCard {
    /// Whether it is a step that is not done yet.
    pub fn is_open_step(&self) -> bool {
        matches!(self, Self::Step(step) if !step.is_done)
    }

    /// The step, if it is one.
    pub fn step(&self) -> Option<&Step> {
        if let Self::Step(step) = self { Some(step) } else { None }
    }
}

/// The welcome at the top, for people who have nothing of their own yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    pub organization: String,
    /// The organisation's own text, as written.
    pub text: Option<String>,
}

/// A link to something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// Its name, as written.
    pub title: String,
    /// What it is about: another name, or what happened.
    pub note: String,
    pub href: String,
    pub at: Moment,
}

/// An agent to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    pub agent: AgentId,
    pub name: String,
}

impl Ask {
    /// Where a conversation with the agent begins.
    pub fn href(&self) -> String {
        format!("/chat?agent={}", self.agent)
    }
}

/// A step of the organisation's set-up. It is done when its fact exists, not when somebody ticks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The key under which it is stored when skipped; unique across areas.
    pub key: String,
    /// Its position among the steps of all areas, from 1.
    pub place: u8,
    pub title: String,
    pub text: String,
    /// The label and the target of its button.
    pub button: String,
    pub href: String,
    pub is_done: bool,
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    Things,
    Microcents,
}

impl Unit {
    fn words(self, number: i64) -> String {
        match self {
            Self::Things => figures::count(number),
            Self::Microcents => figures::dollars_of_microcents(number),
        }
    }
}

/// A figure with its change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    pub title: String,
    pub value: i64,
    pub unit: Unit,
    /// None while there is nothing to compare with.
    pub before: Option<i64>,
    /// What the change is compared with: "in 30 days".
    pub against: String,
}

impl Figure {
    /// The value as text.
    pub fn text(&self) -> String {
        self.unit.words(self.value)
    }

    /// The change as text: "+3 in 30 days".
    pub fn change(&self) -> Option<String> {
        let by = self.value.saturating_sub(self.before?);
        let words = match by {
            0 => "No change".to_owned(),
            1.. => format!("+{}", self.unit.words(by)),
            _ => format!("-{}", self.unit.words(by.saturating_neg())),
        };
        Some(format!("{words} {}", self.against))
    }

    /// Whether both the value and the earlier one are zero, so that it says nothing.
    pub fn is_nothing(&self) -> bool {
        self.value == 0 && self.before.unwrap_or_default() == 0
    }
}

/// How many steps are done, and of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub of: usize,
}

/// The whole page; empty sections are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    pub welcome: Option<Welcome>,
    /// Every step that was not skipped; empty once all of them are done.
    pub steps: Vec<Step>,
    /// Whether a step was skipped that is not done yet.
    pub has_skipped: bool,
    pub figures: Vec<Figure>,
    pub going_on: Vec<Lead>,
    pub news: Vec<Lead>,
    pub asks: Vec<Ask>,
}

impl Home {
    /// Sorts the cards of all areas, without the skipped steps.
    pub fn of(cards: Vec<HomeCard>, skipped: &[String]) -> Self {
        let mut home = Self::default();
        for card in cards {
            home.take(card);
        }
        home.has_skipped = home.steps.iter().any(|step| !step.is_done && skipped.contains(&step.key));
        home.steps.retain(|step| !skipped.contains(&step.key));
        home.steps.sort_by_key(|step| step.place);
        if home.steps.iter().all(|step| step.is_done) {
            home.steps.clear();
        }
        home.figures.retain(|figure| !figure.is_nothing());
        home.figures.truncate(FIGURES);
        latest(&mut home.going_on, GOING_ON);
        latest(&mut home.news, NEWS);
        home.asks.truncate(ASKS);
        home
    }

    fn take(&mut self, card: HomeCard) {
        match card {
            HomeCard::Welcome(welcome) => self.welcome = Some(welcome),
            HomeCard::GoOn(lead) => self.going_on.push(lead),
            HomeCard::News(lead) => self.news.push(lead),
            HomeCard::Ask(ask) => self.asks.push(ask),
            HomeCard::Step(step) => self.steps.push(step),
            HomeCard::Figure(figure) => self.figures.push(figure),
        }
    }

    /// Whether the caller has neither started anything nor anything to set up, so that the page welcomes them. People
    /// who skipped what was to set up know their way.
    pub fn is_fresh(&self) -> bool {
        self.going_on.is_empty() && self.steps.is_empty() && !self.has_skipped
    }

    /// How far the set-up is.
    pub fn progress(&self) -> Progress {
        Progress { done: self.steps.iter().filter(|step| step.is_done).count(), of: self.steps.len() }
    }
}

/// The latest ones first. All moments are in UTC, with seconds, so their text sorts by time.
fn latest(leads: &mut Vec<Lead>, most: usize) {
    leads.sort_by(|a, b| b.at.iso.cmp(&a.at.iso));
    leads.truncate(most);
}

/// Names one step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OneStep {
    pub step: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(title: &str, iso: &str) -> Lead {
        let at = Moment { iso: iso.to_owned(), short: String::new(), long: String::new() };
        Lead { title: title.to_owned(), note: String::new(), href: "/".to_owned(), at }
    }

    fn step(key: &str, place: u8, is_done: bool) -> HomeCard {
        let words = || key.to_owned();
        let step = Step { key: words(), place, title: words(), text: words(), button: words(), href: words(), is_done };
        HomeCard::Step(step)
    }

    fn figure(value: i64, before: Option<i64>, unit: Unit) -> Figure {
        Figure { title: "Members".to_owned(), value, unit, before, against: "in 30 days".to_owned() }
    }

    fn keys(home: &Home) -> Vec<&str> {
        home.steps.iter().map(|step| step.key.as_str()).collect()
    }

    #[test]
    fn steps_of_all_areas_stand_in_one_order_and_skipped_ones_are_left_out() {
        let cards = vec![step("c", 3, false), step("a", 1, true), step("b", 2, false)];
        let home = Home::of(cards.clone(), &[]);
        assert_eq!((keys(&home), home.progress()), (vec!["a", "b", "c"], Progress { done: 1, of: 3 }));
        let home = Home::of(cards, &["b".to_owned()]);
        assert_eq!((keys(&home), home.progress()), (vec!["a", "c"], Progress { done: 1, of: 2 }));
        assert!(home.has_skipped);
    }

    #[test]
    fn the_list_goes_when_nothing_in_it_is_open() {
        assert!(Home::of(vec![step("a", 1, true), step("b", 2, true)], &[]).steps.is_empty());
        let home = Home::of(vec![step("a", 1, true), step("b", 2, false)], &["b".to_owned()]);
        assert!(home.steps.is_empty() && home.has_skipped, "the way back to it stays");
        let home = Home::of(vec![step("a", 1, true), step("b", 2, false)], &["a".to_owned()]);
        assert!(!home.has_skipped, "what is done meanwhile need not come back");
    }

    #[test]
    fn of_what_is_told_the_latest_is_kept_whichever_area_tells_it() {
        let days = ["2026-11-01T10:00:00Z", "2026-11-04T10:00:00Z", "2026-11-02T10:00:00Z", "2026-11-03T10:00:00Z"];
        let cards = days.map(|day| HomeCard::GoOn(lead(day, day))).to_vec();
        let home = Home::of(cards, &[]);
        let titles: Vec<&str> = home.going_on.iter().map(|lead| lead.title.as_str()).collect();
        assert_eq!(titles, [days[1], days[3], days[2]]);
    }

    #[test]
    fn who_has_begun_nothing_is_welcomed_and_who_has_to_set_up_is_not() {
        assert!(Home::of(vec![], &[]).is_fresh());
        assert!(!Home::of(vec![step("a", 1, false)], &[]).is_fresh());
        assert!(!Home::of(vec![step("a", 1, false)], &["a".to_owned()]).is_fresh());
        assert!(!Home::of(vec![HomeCard::GoOn(lead("a", ""))], &[]).is_fresh());
    }

    #[test]
    fn a_change_is_told_in_words_and_nothing_at_all_is_left_out() {
        let change = |value, before| figure(value, before, Unit::Things).change();
        assert_eq!(change(1_200, Some(0)).as_deref(), Some("+1,200 in 30 days"));
        assert_eq!(change(2, Some(5)).as_deref(), Some("-3 in 30 days"));
        assert_eq!(change(2, Some(2)).as_deref(), Some("No change in 30 days"));
        assert_eq!(change(2, None), None);
        let money = figure(0, Some(250 * figures::MICROCENTS), Unit::Microcents);
        assert_eq!((money.text().as_str(), money.change().as_deref()), ("$0", Some("-$2.50 in 30 days")));
        let kept = Home::of(
            [(0, None), (0, Some(0)), (0, Some(1)), (1, None)]
                .map(|(value, before)| HomeCard::Figure(figure(value, before, Unit::Things)))
                .to_vec(),
            &[],
        );
        assert_eq!(kept.figures.len(), 2);
    }
}
