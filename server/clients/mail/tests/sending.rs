//! Mails as they arrive at a real SMTP server.

mod support;

use mail::{Brand, Envelope, Field, Letter, SendFailure, Sheet, format_address};
use smtp_stand_in::SmtpStandIn;
use support::{PATIENT, client, envelope};

struct Invite {
    organization: String,
    inviter: String,
    link: String,
}

impl Letter for Invite {
    fn kind(&self) -> &'static str {
        "invite"
    }

    fn sheet(&self) -> Sheet {
        Sheet {
            mjml: "<mj-text>{{inviter}} invites you to {{organization}} on {{brand}}.</mj-text>[[button]][[line]]",
            text: "{{greeting}}\n\n{{inviter}} invites you to {{organization}} on {{brand}}:\n\n{{link}}\n",
            preview: "Accept the invitation to join.",
            action: "Accept invitation",
        }
    }

    fn subject(&self, _brand: &str) -> String {
        format!("{} invites you to {}", self.inviter, self.organization)
    }

    fn fields(&self) -> Vec<Field<'_>> {
        vec![
            Field::words("organization", &self.organization),
            Field::words("inviter", &self.inviter),
            Field::link("link", &self.link),
        ]
    }
}

#[tokio::test]
async fn a_mail_arrives_whole_with_all_its_headers() {
    let server = SmtpStandIn::start().await;
    let mail = Envelope { reply_to: Some("help@soloos.example".into()), ..envelope() };
    let receipt = client(&server.url(), PATIENT).unwrap().send(&mail).await.unwrap();
    assert_eq!((receipt.code, receipt.message.as_str()), (250, "2.0.0 OK: kept"));

    let received = server.received();
    assert_eq!(received.len(), 1);
    let arrived = &received[0];
    assert_eq!(
        (arrived.from.as_str(), arrived.to.as_slice()),
        ("no-reply@soloos.example", &["ada@example.com".to_owned()][..])
    );
    assert_eq!(arrived.subject, "Reset your password");
    assert_eq!(arrived.message_id, "<0192f6c1-7d3e-7000-8000-000000000001@soloos.example>");
    assert_eq!((arrived.text.trim_end(), arrived.html.trim_end()), ("Hello", "<p>Hello</p>"));
    for (name, value) in [
        ("From", "SoloOS <no-reply@soloos.example>"),
        ("To", "ada@example.com"),
        ("Reply-To", "help@soloos.example"),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        ("MIME-Version", "1.0"),
    ] {
        assert_eq!(arrived.header(name), Some(value), "{name}");
    }
    assert!(arrived.header("Date").is_some_and(|date| date.ends_with("+0000")), "{:?}", arrived.header("Date"));
    assert!(arrived.header("Content-Type").is_some_and(|kind| kind.starts_with("multipart/alternative")));
}

#[tokio::test]
async fn every_letter_survives_the_journey_word_for_word() {
    let server = SmtpStandIn::start().await;
    let smtp = client(&server.url(), PATIENT).unwrap();
    let brand = Brand {
        name: "Büro Łódź".into(),
        head: "Büro Łódź".into(),
        accent: "#0f766e".into(),
        logo_url: None,
        base_url: "https://app.soloos.example".into(),
    };
    let letter = Invite {
        organization: "王小明の会社".into(),
        inviter: ".Zoë \"Z\" O'Hara".into(),
        link: format!("https://app.soloos.example/invite?token={}", "k".repeat(120)),
    };
    let composed = letter.compose(&brand).unwrap();
    let mail = Envelope {
        subject: composed.subject.clone(),
        html: composed.html.clone(),
        text: composed.text.clone(),
        ..envelope()
    };
    smtp.send(&mail).await.unwrap();

    let arrived = server.received().remove(0);
    assert_eq!(arrived.subject, composed.subject);
    assert_eq!(arrived.text.trim_end(), composed.text.trim_end());
    assert_eq!(arrived.html.trim_end(), composed.html.replace("\r\n", "\n").trim_end());
    assert!(arrived.raw.is_ascii(), "headers or bodies went out unencoded");
    assert!(arrived.raw.lines().all(|line| line.len() <= 998), "a line is longer than RFC 5322 allows");
}

#[tokio::test]
async fn names_and_domains_outside_ascii_are_encoded() {
    let server = SmtpStandIn::start().await;
    let mail = Envelope {
        from: format_address("Büro, \"Łódź\" <b>", "no-reply@soloos.example").unwrap(),
        to: format_address("王小明", "ada@bücher.example").unwrap(),
        subject: "Grüße 🌻 ".repeat(20).trim_end().to_owned(),
        ..envelope()
    };
    client(&server.url(), PATIENT).unwrap().send(&mail).await.unwrap();

    let arrived = server.received().remove(0);
    assert!(arrived.raw.is_ascii());
    assert_eq!(arrived.to, ["ada@xn--bcher-kva.example"]);
    assert_eq!(arrived.subject, mail.subject);
    assert_eq!(arrived.header("From"), Some("\"Büro, \\\"Łódź\\\" <b>\" <no-reply@soloos.example>"));
    assert_eq!(arrived.header("To"), Some("王小明 <ada@xn--bcher-kva.example>"));
}

#[tokio::test]
async fn a_subject_that_looks_encoded_arrives_as_it_was_typed() {
    let server = SmtpStandIn::start().await;
    let smtp = client(&server.url(), PATIENT).unwrap();
    let long = "x".repeat(1200);
    let mixed = "Grüße =?utf-8?b?QQ==?= und =?iso-8859-1?q?=E4?= ".repeat(6);
    let subjects = [
        "=?utf-8?b?QQ==?=",
        "Re: =?UTF-8?Q?a=5Fb?= and more",
        "x=?utf-8?b?QQ==?=y",
        "=?",
        "two  spaces,   three",
        mixed.trim_end(),
        long.as_str(),
        "a plain one: 100 % (of $5) = 1?",
    ];
    for subject in subjects {
        smtp.send(&Envelope { subject: subject.to_owned(), ..envelope() }).await.unwrap();
        let arrived = server.received().pop().unwrap();
        assert_eq!(arrived.subject, subject);
        assert!(arrived.raw.is_ascii() && arrived.raw.lines().all(|line| line.len() <= 998), "{subject}");
    }
}

#[tokio::test]
async fn names_that_look_encoded_arrive_as_they_were_typed() {
    let server = SmtpStandIn::start().await;
    let smtp = client(&server.url(), PATIENT).unwrap();
    for name in ["=?utf-8?b?QQ==?=", "Ann =?utf-8?q?=42?=", "Zoë =?utf-8?b?QQ==?=", "=?utf-8?b?QQ==?= \"9\""] {
        let from = format_address(name, "no-reply@soloos.example").unwrap();
        let to = format_address(name, "ada@example.com").unwrap();
        smtp.send(&Envelope { reply_to: Some(from.clone()), from, to, ..envelope() }).await.unwrap();
        let arrived = server.received().pop().unwrap();
        for header in ["From", "To", "Reply-To"] {
            let shown =
                arrived.header(header).unwrap().replace("\\\"", "\u{0}").replace('"', "").replace('\u{0}', "\"");
            assert!(shown.starts_with(&format!("{name} <")), "{header}: {shown}");
        }
    }
}

#[tokio::test]
async fn an_address_outside_ascii_needs_a_server_that_takes_it() {
    let mail = Envelope { to: "jörg@example.com".into(), ..envelope() };

    let modern = SmtpStandIn::start().await;
    client(&modern.url(), PATIENT).unwrap().send(&mail).await.unwrap();
    assert_eq!(modern.received()[0].to, ["jörg@example.com"]);

    let old = SmtpStandIn::start_without_smtputf8().await;
    let failure = client(&old.url(), PATIENT).unwrap().send(&mail).await.unwrap_err();
    assert!(matches!(failure, SendFailure::Permanent { code: None, .. }), "{failure:?}");
    assert!(old.received().is_empty());
}

#[tokio::test]
async fn a_line_break_never_becomes_a_header() {
    let server = SmtpStandIn::start().await;
    let smtp = client(&server.url(), PATIENT).unwrap();
    let evil = "a@example.com\r\nBcc: everyone@example.com";
    for mail in [
        Envelope { subject: "Hi\r\nBcc: everyone@example.com".into(), ..envelope() },
        Envelope { to: evil.into(), ..envelope() },
        Envelope { from: format!("Ada\nBcc: x@example.com <{}>", "a@example.com"), ..envelope() },
        Envelope { reply_to: Some(evil.into()), ..envelope() },
        Envelope { message_id: "a@b>\r\nBcc: x@example.com".into(), ..envelope() },
        Envelope { message_id: "no id".into(), ..envelope() },
        Envelope { to: "ada@example.com, bob@example.com".into(), ..envelope() },
        Envelope { to: "nobody".into(), ..envelope() },
    ] {
        let failure = smtp.send(&mail).await.unwrap_err();
        assert!(matches!(failure, SendFailure::Permanent { code: None, .. }), "{mail:?}: {failure:?}");
    }
    assert!(server.attempts().is_empty());
    assert!(format_address("Ada\r\nBcc: x", "a@example.com").is_err());
}

#[tokio::test]
async fn lines_that_begin_with_a_dot_stay_as_they_are() {
    let server = SmtpStandIn::start().await;
    let text = format!("start\n.\n..two\n.end\n{}", ".x\n".repeat(20_000));
    let mail = Envelope { text: text.clone(), ..envelope() };
    client(&server.url(), PATIENT).unwrap().send(&mail).await.unwrap();
    assert_eq!(server.received()[0].text.trim_end(), text.trim_end());
}

#[tokio::test]
async fn signing_in_works_and_a_wrong_password_does_not_bury_the_mail() {
    let server = SmtpStandIn::start_with_sign_in("me@soloos.example", "p@ss/:wörd%").await;
    let smtp = client(&server.url(), PATIENT).unwrap();
    smtp.check().await.unwrap();
    smtp.send(&envelope()).await.unwrap();

    for url in [format!("smtp://me:wrong@127.0.0.1:{}", server.port()), format!("smtp://127.0.0.1:{}", server.port())] {
        let failure = client(&url, PATIENT).unwrap().send(&envelope()).await.unwrap_err();
        assert!(matches!(failure, SendFailure::Temporary { code: Some(530 | 535), .. }), "{failure:?}");
        assert!(!failure.to_string().contains("wrong"));
    }
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn no_mail_goes_out_unencrypted_where_encryption_is_asked_for() {
    let server = SmtpStandIn::start().await;
    for scheme in ["smtp+starttls", "smtps"] {
        let smtp = client(&format!("{scheme}://127.0.0.1:{}", server.port()), PATIENT).unwrap();
        let failure = smtp.send(&envelope()).await.unwrap_err();
        assert!(matches!(failure, SendFailure::Unreachable { .. }), "{scheme}: {failure:?}");
        assert!(smtp.check().await.is_err());
    }
    assert!(server.attempts().is_empty());
}

#[tokio::test]
async fn nothing_printed_about_a_client_shows_its_password() {
    let smtp = client("smtps://me:hunter2@mail.example", PATIENT).unwrap();
    assert_eq!(format!("{smtp:?}"), "Smtp { host: \"mail.example\", port: 465, .. }");
}
