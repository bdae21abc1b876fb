//! What an impersonating operator may not do, and what the audit log keeps.

use chat_domain::{ConversationQuery, NewMessage, RenameConversation};
use domain::accounts::{ChangeEmail, ChangePassword, ChangeTheme, EditProfile, LinkToken, Secret};
use god_area::impersonation;
use organization_area::organizations;
use testkit::PASSWORD;

use super::support::{Entry, Scene, is_refused, scene, visit};

#[tokio::test]
async fn no_credential_or_account_of_the_subject_can_be_changed() {
    let scene = scene().await;
    let signed_in = scene.start().await;
    let (test, visit) = (&scene.test, visit());
    let secret = || Secret::new(PASSWORD);
    let password = ChangePassword { current_password: secret(), new_password: secret() };
    assert!(is_refused(identity_area::change_password(test, &signed_in, &visit, password).await));
    let email = ChangeEmail { email: "evil@example.com".into(), password: secret() };
    assert!(is_refused(identity_area::change_email(test, &signed_in, &visit, email).await));
    assert!(is_refused(identity_area::rename(test, &signed_in, EditProfile { name: "X".into() }).await));
    assert!(is_refused(identity_area::set_theme(test, &signed_in, ChangeTheme { theme: "dark".into() }).await));
    assert!(is_refused(identity_area::list_sessions(test, &signed_in).await));
    assert!(is_refused(identity_area::revoke_session(test, &signed_in, signed_in.session()).await));
    assert!(is_refused(identity_area::sign_out_everywhere(test, &signed_in).await));
    assert!(is_refused(identity_area::join(test, &signed_in, LinkToken { token: secret() }).await));
    assert!(is_refused(identity_area::prove(test, &signed_in, &visit, &secret()).await));
    assert!(scene.test.signed_in(&scene.olivia).await.caller().is_ok(), "the subject's own session lives");
}

/// Discourse: impersonating marked notifications read and logged a visit.
#[tokio::test]
async fn conversations_can_be_read_and_nothing_is_written_or_marked_in_them() {
    let scene = scene().await;
    let own = scene.test.caller(&scene.olivia).await;
    let message = NewMessage { text: "Private".to_owned(), ..NewMessage::default() };
    let sent = chat_area::send(&scene.test, &own, message).await.unwrap();
    scene.test.settle().await;
    let before: String = fingerprint(&scene).await;
    let caller = scene.start().await.caller().unwrap();
    let (test, id, run) = (&scene.test, sent.conversation, sent.answer.run.as_ref().unwrap().id);
    assert_eq!(chat_area::list(test, &caller, ConversationQuery::default()).await.unwrap().rows.len(), 1);
    assert_eq!(chat_area::view(test, &caller, id).await.unwrap().transcript.messages.len(), 2);
    let reply = NewMessage { conversation: id.to_string(), text: "Hi".into(), ..NewMessage::default() };
    assert!(is_refused(chat_area::send(test, &caller, reply).await));
    assert!(is_refused(chat_area::retry(test, &caller, run).await));
    assert!(is_refused(chat_area::stop(test, &caller, run).await));
    assert!(is_refused(chat_area::rename(test, &caller, RenameConversation { id, title: "T".into() }).await));
    assert!(is_refused(chat_area::delete(test, &caller, id).await));
    assert!(is_refused(chat_area::restore(test, &caller, id).await));
    assert_eq!(fingerprint(&scene).await, before, "reading leaves no trace");
}

/// Everything of the subject that could reveal the impersonation, as one text.
async fn fingerprint(scene: &Scene) -> String {
    sqlx::query_scalar(
        "select concat(
           (select jsonb_agg(to_jsonb(c) order by c.id) from conversations c),
           (select jsonb_agg(to_jsonb(m) order by m.id) from messages m),
           (select jsonb_agg(to_jsonb(r) order by r.id) from runs r),
           (select jsonb_agg(to_jsonb(s) order by s.id) from sessions s where s.user_id = $1),
           (select jsonb_agg(to_jsonb(d) order by d.day) from active_members d where d.user_id = $1),
           (select to_jsonb(u) from users u where u.id = $1))",
    )
    .bind(scene.olivia.id.0)
    .fetch_one(&scene.test.database.owner)
    .await
    .unwrap()
}

#[tokio::test]
async fn every_row_of_the_trail_carries_actor_and_subject_and_where_it_came_from() {
    let scene = scene().await;
    let signed_in = scene.start().await.from_origin(server_core::Origin::of(&visit()));
    let form = domain::organizations::EditOrganization {
        name: "Acme Two".into(),
        slug: "acme".into(),
        time_zone: "UTC".into(),
        accent: "#112233".into(),
    };
    organizations::edit(&scene.test, &signed_in.caller().unwrap(), form).await.unwrap();
    let rows: Vec<Entry> = sqlx::query_as(
        "select action, actor_id, subject_id, request_id, address from audit_events
         where organization_id = $1 order by created_at, id",
    )
    .bind(scene.acme.id.0)
    .fetch_all(&scene.test.database.owner)
    .await
    .unwrap();
    let (god, olivia) = (scene.god.id.0, scene.olivia.id.0);
    let origin = || (Some("request-7".to_owned()), Some("192.0.2.1".to_owned()));
    let row = |action: &str| (action.to_owned(), god, olivia, origin().0, origin().1);
    assert_eq!(rows, [row("impersonation.start"), row("organization.edit")]);
}

#[tokio::test]
async fn the_owners_get_a_mail_unless_their_organisation_wants_none() {
    let scene = scene().await;
    let signed_in = scene.start().await;
    let (to, subject, body): (String, String, String) =
        sqlx::query_as("select recipient, subject, body from mails where kind = 'viewed_as'")
            .fetch_one(&scene.test.database.owner)
            .await
            .unwrap();
    assert_eq!(to, scene.olivia.email);
    assert!(
        subject.contains("Acme") && body.contains("Ticket 12: cannot save") && body.contains("god, who operates"),
        "{body}"
    );
    impersonation::exit(&scene.test, &signed_in).await.unwrap();
    scene.sql("update organizations set mail_on_impersonation = false").await;
    scene.start().await;
    assert_eq!(scene.count("select count(*) from mails where kind = 'viewed_as'").await, 1);
}

#[tokio::test]
async fn the_table_itself_holds_the_rules() {
    let scene = scene().await;
    for (rule, subject, minutes) in [("subject_id_check", scene.god.id, 60), ("expires_at_check", scene.olivia.id, 61)]
    {
        let error = sqlx::query(
            "insert into impersonations (id, organization_id, actor_id, subject_id, reason, return_to, started_at, expires_at)
             values (gen_random_uuid(), $1, $2, $3, 'x', '/', now(), now() + make_interval(mins => $4))",
        )
        .bind(scene.acme.id.0)
        .bind(scene.god.id.0)
        .bind(subject.0)
        .bind(minutes)
        .execute(&scene.test.database.owner)
        .await
        .expect_err("the rule holds");
        assert!(error.to_string().contains(rule), "{error}");
    }
}
