//! The labels that the areas give their acts.

use audit_domain::{ActionChoice, AuditLog};
use server_core::Backend;
use server_core::audit::Action;

/// The log with the label of every act, and with the acts to filter by. Acts that only the platform's log has are not
/// offered to readers of an organisation's log.
pub(super) fn in_words(backend: &Backend, log: AuditLog, of_organization: bool) -> AuditLog {
    let mut known: Vec<Action> = backend.areas.iter().flat_map(|area| area.actions()).copied().collect();
    known.sort_by_key(|action| action.as_str());
    let page = log.page.map(|mut row| {
        if let Some(action) = known.iter().find(|action| action.as_str() == row.action) {
            action.label().clone_into(&mut row.what);
        }
        row
    });
    let offered = known.iter().filter(|action| !(of_organization && action.is_of_platform()));
    let choice = |action: &Action| ActionChoice { word: action.as_str().to_owned(), label: action.label().to_owned() };
    AuditLog { page, actions: offered.map(choice).collect() }
}
