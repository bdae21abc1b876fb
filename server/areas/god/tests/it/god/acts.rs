//! The operator's acts on organisations, and their effects.

use domain::ids::OrganizationId;
use domain::{AppError, Role};
use god_domain::{
    BulkChange, ChangeTier, JobState, NewNote, OneOrganizationQuery, OrganizationTab, OrganizationView, TabContent,
};
use organization_area::{offboarding, platform};
use server_core::Error;

use crate::god::support::{Scene, scene};

fn to(organization: OrganizationId, tier: &str) -> ChangeTier {
    ChangeTier { organization, tier: tier.to_owned() }
}

async fn view(scene: &Scene, tab: OrganizationTab) -> OrganizationView {
    let query = OneOrganizationQuery { id: scene.owner.org(), tab, page: 1 };
    god_area::organization(&scene.test, &scene.god, query).await.unwrap()
}

#[tokio::test]
async fn another_tier_holds_at_once_and_leaves_history_revenue_and_a_trail() {
    let scene = scene().await;
    god_area::change_tier(&scene.test, &scene.god, to(scene.owner.org(), "pro")).await.unwrap();
    scene.test.advance(chrono::Duration::days(3));
    god_area::change_tier(&scene.test, &scene.god, to(scene.owner.org(), "enterprise")).await.unwrap();
    let seen = view(&scene, OrganizationTab::Subscription).await;
    assert_eq!((seen.head.tier.key.as_str(), seen.head.mrr_cents), ("enterprise", 49_900));
    let TabContent::Subscription(lines) = seen.content else { panic!("subscriptions") };
    let plans: Vec<_> = lines.iter().map(|line| (line.plan.as_str(), line.ended.is_some())).collect();
    assert_eq!(plans, [("Enterprise", false), ("Pro", true), ("Free", true)]);
    let TabContent::Audit(trail) = view(&scene, OrganizationTab::Audit).await.content else { panic!("audit") };
    assert_eq!(trail[0].action, "organization.tier");
    assert!(trail[0].detail.contains("enterprise") && trail[0].detail.contains("pro"), "{}", trail[0].detail);
    let month = god_area::revenue(&scene.test, &scene.god).await.unwrap().months.pop().unwrap();
    assert_eq!((month.new_cents, month.expansion_cents, month.churn_cents), (9_900, 40_000, 0));
}

#[tokio::test]
async fn a_tier_that_is_not_there_or_changes_nothing_is_refused_beside_its_field() {
    let scene = scene().await;
    for tier in ["platinum", "free", ""] {
        let refused = god_area::change_tier(&scene.test, &scene.god, to(scene.owner.org(), tier)).await.unwrap_err();
        let Error::App(AppError::Invalid(fields)) = refused else { panic!("{refused}") };
        assert!(fields.get("tier").is_some(), "{tier}");
    }
    let nobody = OrganizationId(uuid::Uuid::now_v7());
    let missing = god_area::change_tier(&scene.test, &scene.god, to(nobody, "pro")).await.unwrap_err();
    assert!(matches!(missing, Error::App(AppError::NotFound)));
}

#[tokio::test]
async fn who_is_deleted_no_longer_pays_and_pays_again_when_restored() {
    let scene = scene().await;
    let organization = scene.owner.org();
    god_area::change_tier(&scene.test, &scene.god, to(organization, "pro")).await.unwrap();
    platform::delete(&scene.test, &scene.god, organization, "Acme").await.unwrap();
    assert_eq!(view(&scene, OrganizationTab::Usage).await.head.mrr_cents, 0);
    let lost = god_area::revenue(&scene.test, &scene.god).await.unwrap();
    let month = lost.months.last().unwrap();
    assert_eq!((month.churn_cents, month.lost, lost.paying), (-9_900, 1, 0));
    let refused = god_area::change_tier(&scene.test, &scene.god, to(organization, "free")).await.unwrap_err();
    assert!(matches!(refused, Error::App(AppError::Conflict { .. })), "{refused}");
    platform::restore(&scene.test, &scene.god, organization).await.unwrap();
    assert_eq!(view(&scene, OrganizationTab::Usage).await.head.mrr_cents, 9_900);
}

#[tokio::test]
async fn one_that_is_refused_does_not_hold_up_the_others() {
    let scene = scene().await;
    let bravo = scene.test.organization("bravo").await;
    platform::suspend(&scene.test, &scene.god, bravo.id, "Unpaid").await.unwrap();
    let gone = OrganizationId(uuid::Uuid::now_v7());
    let form = BulkChange {
        organizations: vec![scene.owner.org(), bravo.id, gone, bravo.id],
        act: "suspend".to_owned(),
        reason: "Maintenance".to_owned(),
        ..BulkChange::default()
    };
    let outcomes = god_area::bulk(&scene.test, &scene.god, form).await.unwrap();
    assert_eq!(outcomes.len(), 3);
    let refused = |id: OrganizationId| outcomes.iter().find(|each| each.organization == id).unwrap().refused.clone();
    assert_eq!(refused(scene.owner.org()), None);
    assert!(refused(bravo.id).unwrap().contains("already"));
    assert!(refused(gone).is_some());
    let tiers = BulkChange {
        organizations: vec![scene.owner.org(), bravo.id],
        act: "tier".to_owned(),
        tier: "pro".to_owned(),
        ..BulkChange::default()
    };
    let outcomes = god_area::bulk(&scene.test, &scene.god, tiers).await.unwrap();
    assert!(outcomes.iter().all(|outcome| outcome.refused.is_none()), "{outcomes:?}");
}

#[tokio::test]
async fn notes_stay_with_the_operator() {
    let scene = scene().await;
    let note = |text: &str| NewNote { organization: scene.owner.org(), text: text.to_owned() };
    assert!(god_area::add_note(&scene.test, &scene.god, note("  ")).await.is_err());
    god_area::add_note(&scene.test, &scene.god, note("Called on Monday")).await.unwrap();
    let TabContent::Notes(notes) = view(&scene, OrganizationTab::Notes).await.content else { panic!("notes") };
    assert_eq!((notes.len(), notes[0].text.as_str()), (1, "Called on Monday"));
    god_area::add_note(&scene.test, &scene.god, note("Owes \u{202e}001\u{202c}\r\n\u{2067}EUR\u{2069}")).await.unwrap();
    let TabContent::Notes(both) = view(&scene, OrganizationTab::Notes).await.content else { panic!("notes") };
    assert!(both.iter().any(|note| note.text == "Owes 001\nEUR"), "no sign turns what is read: {both:?}");
    assert!(god_area::add_note(&scene.test, &scene.god, note("\u{202e}\u{2069}")).await.is_err());
    let TabContent::Audit(trail) = view(&scene, OrganizationTab::Audit).await.content else { panic!("audit") };
    assert!(trail.is_empty(), "the organisation's own trail says nothing of it: {trail:?}");
    god_area::delete_note(&scene.test, &scene.god, notes[0].id).await.unwrap();
    let again = god_area::delete_note(&scene.test, &scene.god, notes[0].id).await.unwrap_err();
    assert!(matches!(again, Error::App(AppError::NotFound)));
}

#[tokio::test]
async fn the_page_of_an_organisation_shows_its_own_and_nothing_else() {
    let scene = scene().await;
    let bravo = scene.test.organization("bravo").await;
    let oscar = scene.test.caller(&scene.test.person(&bravo, Role::Owner, "oscar").await).await;
    scene.say(&oscar, "Not Acme's").await;
    scene.say(&scene.owner, "Acme's").await;
    let line = scene.acme_counted().await;
    let seen = view(&scene, OrganizationTab::Usage).await;
    let TabContent::Usage(days) = seen.content else { panic!("usage") };
    assert_eq!(days.len(), 30);
    let today = days.last().unwrap();
    assert_eq!((today.messages, today.active_members, today.conversations), (2, 1, 1));
    assert_eq!(today.cost_microcents, line.cost_microcents);
    let TabContent::Members(members) = view(&scene, OrganizationTab::Members).await.content else { panic!("members") };
    let emails: Vec<_> = members.iter().map(|member| member.email.as_str()).collect();
    assert_eq!(emails, ["olivia@acme.example", "mia@acme.example"]);
    for tab in [OrganizationTab::Invites, OrganizationTab::Mails] {
        assert!(view(&scene, tab).await.place.next().is_none());
    }
}

#[tokio::test]
async fn the_jobs_of_an_organisation_are_its_own() {
    let scene = scene().await;
    let bravo = scene.test.organization("bravo").await;
    let oscar = scene.test.caller(&scene.test.person(&bravo, Role::Owner, "oscar").await).await;
    offboarding::request_export(&scene.test, &oscar).await.unwrap();
    let TabContent::Jobs(jobs) = view(&scene, OrganizationTab::Jobs).await.content else { panic!("jobs") };
    assert_eq!(jobs, [], "Bravo's job is not Acme's");
    offboarding::request_export(&scene.test, &scene.owner).await.unwrap();
    let TabContent::Jobs(jobs) = view(&scene, OrganizationTab::Jobs).await.content else { panic!("jobs") };
    let jobs: Vec<_> = jobs.iter().map(|job| (job.task.as_str(), job.state, job.attempts)).collect();
    assert_eq!(jobs, [("export_organization", JobState::Waiting, 0)]);
}

#[tokio::test]
async fn the_charts_tell_what_happened_and_what_stood() {
    let scene = scene().await;
    scene.say(&scene.owner, "Hello").await;
    scene.acme_counted().await;
    scene.test.advance(chrono::Duration::days(2));
    scene.acme_counted().await;
    let totals = god_area::totals(&scene.test, &scene.god, god_domain::TotalsQuery::default()).await.unwrap();
    assert_eq!((totals.days, totals.spans.len()), (30, 30));
    assert_eq!((totals.now.messages, totals.now.organizations), (2, 1));
    let last: Vec<_> = totals.spans.iter().rev().take(3).map(|span| (span.organizations, span.messages)).collect();
    assert_eq!(last, [(1, 0), (1, 0), (1, 2)], "a day without a look keeps the state of the one before");
}
