//! The account page: a section each for profile, colours, address, password and devices.

mod activity;
mod closing;
mod devices;
mod email;
mod password;
mod picture;
mod profile;
mod programs;
mod providers;
mod two_factor;

use leptos::prelude::*;
use ui::{FormSection, Page, PageHeader, PageWidth};

use crate::parts::{DoneNotice, ProblemNotice, ThemeForm};
use activity::{Activity, ActivitySection};
use closing::ClosingSection;
use devices::{Devices, DevicesSection};
use email::EmailSection;
use password::PasswordSection;
use picture::PictureSection;
use profile::ProfileSection;
use programs::ProgramsSection;
use providers::ElsewhereSection;
use two_factor::TwoFactorSection;

const DONE: &[(&str, &str)] = &[
    ("name", "Your name is saved."),
    ("no-picture", "Your picture is removed."),
    ("mailed", "We have sent a mail to the new address. Open its link to confirm."),
    ("email", "Your new address is confirmed."),
    ("password", "Your password is changed, and every other device is signed out."),
    ("device", "The device is signed out."),
    ("linked", "The account is linked. It can sign you in from now on."),
    ("unlinked", "The account is unlinked."),
    ("others", "Every other device is signed out."),
    ("deleted", "The organisation is deleted. You can bring it back below for 30 days."),
    ("restored", "The organisation is back as it was."),
];

/// The page where people manage their own account.
#[component]
pub fn AccountPage(
    /// Extra sections about the person's organisations.
    #[prop(into)]
    organizations: ViewFn,
) -> impl IntoView {
    let (devices, activity) = (Devices::provide(), Activity::provide());
    view! {
        <kit::PageTitle title="Your account" />
        <Page width=PageWidth::Narrow>
            <PageHeader title="Your account" description="What others see of you, and how you sign in." />
            <DoneNotice words=DONE />
            <ProblemNotice />
            <div>
                <ProfileSection />
                <PictureSection />
                <FormSection title="Colours" description="How the app looks on every device of yours.">
                    <ThemeForm />
                </FormSection>
                <EmailSection />
                <PasswordSection />
                <TwoFactorSection />
                <ElsewhereSection />
                <DevicesSection devices />
                <ActivitySection activity />
                <ProgramsSection />
                {organizations.run()}
                <ClosingSection />
            </div>
        </Page>
    }
}
