//! A sample of each letter, for previews and tests.

use mail::{Letter, Sample};

use super::{ExportReady, Invite, OwnershipOffer};

/// The letters of this area.
pub(crate) fn samples(sample: Sample<'_>) -> Vec<Box<dyn Letter>> {
    let own = || sample.own.to_owned();
    let link = || sample.link.to_owned();
    vec![
        Box::new(Invite {
            organization: own(),
            inviter: own(),
            role: "a member".to_owned(),
            link: link(),
            expires_text: "in 1 hour".to_owned(),
        }),
        Box::new(ExportReady { name: own(), organization: own(), link: link(), expires_text: "in 1 hour".to_owned() }),
        Box::new(OwnershipOffer {
            name: own(),
            owner: own(),
            organization: own(),
            link: link(),
            expires_text: "in 1 hour".to_owned(),
        }),
    ]
}
