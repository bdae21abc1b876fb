//! A sample of each letter, for previews and tests.

use mail::{Letter, Sample};

use super::{
    AlreadyRegistered, ConfirmNewEmail, EmailChanged, NewDevice, PasswordChanged, ResetPassword, SecurityNotice,
    VerifyEmail,
};

/// The letters of this area.
pub(crate) fn samples(sample: Sample<'_>) -> Vec<Box<dyn Letter>> {
    let own = || sample.own.to_owned();
    let link = || sample.link.to_owned();
    vec![
        Box::new(VerifyEmail { name: own(), link: link(), expires_text: "in 1 hour".to_owned() }),
        Box::new(ResetPassword { name: own(), link: link(), expires_text: "in 1 hour".to_owned() }),
        Box::new(AlreadyRegistered { name: own(), sign_in_link: link(), reset_link: link() }),
        Box::new(ConfirmNewEmail { name: own(), link: link(), expires_text: "in 1 hour".to_owned() }),
        Box::new(EmailChanged {
            name: own(),
            new_address: "new@example.com".to_owned(),
            when_text: "22 November 2026 at 14:05 UTC".to_owned(),
        }),
        Box::new(PasswordChanged {
            name: own(),
            when_text: "22 November 2026 at 14:05 UTC".to_owned(),
            keys_text: own(),
            reset_link: link(),
        }),
        Box::new(SecurityNotice {
            name: own(),
            what: own(),
            when_text: "22 November 2026 at 14:05 UTC".to_owned(),
            link: link(),
        }),
        Box::new(NewDevice {
            name: own(),
            device: own(),
            address: "192.0.2.1".to_owned(),
            when_text: "22 November 2026 at 14:05 UTC".to_owned(),
            link: link(),
        }),
    ]
}
