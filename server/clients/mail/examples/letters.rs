//! Writes every letter as HTML and text into a folder, to look at: `cargo run -p mail --example letters -- target/letters`.

use std::{env, error::Error, fs, path::PathBuf};

use mail::{Brand, Letter};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args().nth(1).ok_or("name a folder to write to")?);
    fs::create_dir_all(&folder)?;
    for (look, brand) in brands() {
        for letter in letters() {
            let composed = letter.compose(&brand)?;
            let file = folder.join(format!("{}-{look}", letter.kind()));
            fs::write(file.with_extension("html"), composed.html)?;
            fs::write(file.with_extension("txt"), format!("Subject: {}\n\n{}", composed.subject, composed.text))?;
        }
    }
    Ok(())
}

fn brands() -> [(&'static str, Brand); 2] {
    let house = Brand {
        name: "SoloOS".into(),
        accent: "#4f46e5".into(),
        logo_url: None,
        base_url: "https://app.soloos.example".into(),
    };
    let bright = Brand { name: "Bright Path Coaching".into(), accent: "#facc15".into(), ..house.clone() };
    [("house", house), ("bright", bright)]
}

fn letters() -> Vec<Letter> {
    let name = || "Maya Lindqvist".to_owned();
    let link =
        |path: &str| format!("https://app.soloos.example/{path}?token=Zk3vQ9s1xT0aWm7uJr5bYc2nLh8eGd4pFq6iOoKtVxE");
    let soon = || "in 1 hour".to_owned();
    let when = || "22 November 2026 at 14:05 UTC".to_owned();
    vec![
        Letter::VerifyEmail { name: name(), link: link("verify-email"), expires_text: soon() },
        Letter::ResetPassword { name: name(), link: link("reset-password"), expires_text: soon() },
        Letter::AlreadyRegistered {
            name: name(),
            sign_in_link: "https://app.soloos.example/sign-in".into(),
            reset_link: "https://app.soloos.example/forgot-password".into(),
        },
        Letter::ConfirmNewEmail { name: name(), link: link("confirm-email"), expires_text: soon() },
        Letter::EmailChanged { name: name(), new_address: "maya@lindqvist.example".into(), when_text: when() },
        Letter::PasswordChanged {
            name: name(),
            when_text: when(),
            keys_text: "Your API keys go on working with it: Zapier, Backup. Revoke what you do not know.".into(),
            reset_link: "https://app.soloos.example/forgot-password".into(),
        },
        Letter::SecurityNotice {
            name: name(),
            what: "Two-factor sign-in was turned off.".into(),
            when_text: when(),
            link: "https://app.soloos.example/account".into(),
        },
        Letter::NewDevice {
            name: name(),
            device: "Firefox on Linux".into(),
            address: "192.0.2.7".into(),
            when_text: when(),
            link: "https://app.soloos.example/account".into(),
        },
        Letter::Invite {
            organization: "Bright Path Coaching".into(),
            inviter: "Jonas Weber".into(),
            role: "an admin".into(),
            link: link("invite"),
            expires_text: "in 3 days".into(),
        },
        Letter::ExportReady {
            name: name(),
            organization: "Bright Path Coaching".into(),
            link: "https://app.soloos.example/settings/leave".into(),
            expires_text: "in 7 days".into(),
        },
        Letter::OwnershipOffer {
            name: name(),
            owner: "Jonas Weber".into(),
            organization: "Bright Path Coaching".into(),
            link: "https://app.soloos.example/settings/members".into(),
            expires_text: "on 29 November 2026 at 14:05 UTC".into(),
        },
        Letter::OwnerInvite {
            organization: "Bright Path Coaching".into(),
            link: link("signup"),
            expires_text: "on 25 November 2026 at 14:05 UTC".into(),
        },
    ]
}
