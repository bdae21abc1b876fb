//! A sample of each letter, for previews and tests.

use mail::{Letter, Sample};

use super::{OwnerInvite, ViewedAs};

/// The letters of this area.
pub(crate) fn samples(sample: Sample<'_>) -> Vec<Box<dyn Letter>> {
    let own = || sample.own.to_owned();
    let link = || sample.link.to_owned();
    vec![
        Box::new(ViewedAs {
            name: own(),
            organization: own(),
            operator: own(),
            person: own(),
            reason: "a ticket".to_owned(),
            when_text: "22 November 2026 at 14:05 UTC".to_owned(),
            link: link(),
        }),
        Box::new(OwnerInvite { organization: own(), link: link(), expires_text: "in 1 hour".to_owned() }),
    ]
}
