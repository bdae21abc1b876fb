//! Logo, icon and texts of an organisation, pictures of people, and who may see or change them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail loudly")]

use std::time::Duration;

use bytes::Bytes;
use domain::ids::OrganizationId;
use domain::pictures::{OnePicture, Picture, UploadRefusal};
use domain::{AppError, Role};
use identity_area::letters::ResetPassword;
use mail::Smtp;
use organization_area::branding;
use organization_domain::branding::EditBranding;
use server_core::uploads::{self, UploadError};
use server_core::{Caller, Error, Visit, files, jobs, outbox};
use smtp_stand_in::SmtpStandIn;
use storage::{FileKind, ObjectKey, ObjectPrefix, Shelf, StorageError};
use testkit::{TestBackend, TestOptions, TestOrganization, TestPerson, pictures};

struct Scene {
    test: TestBackend,
    acme: TestOrganization,
    olivia: TestPerson,
    owner: Caller,
    member: Caller,
    stranger: Caller,
}

async fn scene() -> Scene {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let bravo = test.organization("bravo").await;
    let olivia = test.person(&acme, Role::Owner, "olivia").await;
    let owner = test.caller(&olivia).await;
    let member = test.caller(&test.person(&acme, Role::Member, "mia").await).await;
    let stranger = test.caller(&test.person(&bravo, Role::Owner, "oscar").await).await;
    Scene { test, acme, olivia, owner, member, stranger }
}

impl Scene {
    async fn upload(&self, picture: Picture, file: impl Into<Bytes>) -> Result<(), UploadError> {
        branding::upload(&self.test, &self.owner, self.test.upload(picture, file).await).await
    }

    async fn refusal(&self, file: impl Into<Bytes>) -> UploadRefusal {
        match self.upload(Picture::Logo, file).await.unwrap_err() {
            UploadError::Refused(refusal) => refusal,
            UploadError::Failed(error) => panic!("{error}"),
        }
    }

    async fn logo(&self) -> Result<ObjectKey, Error> {
        branding::shown(&self.test, self.acme.id, Picture::Logo, None).await
    }

    async fn bytes(&self, key: &ObjectKey) -> Result<Bytes, StorageError> {
        self.test.storage.get(key).await?.into_bytes(1 << 20).await
    }

    async fn used(&self) -> i64 {
        let sql = "select storage_bytes from organization_counters where organization_id = $1";
        sqlx::query_scalar(sql).bind(self.acme.id.0).fetch_one(&self.test.database.owner).await.unwrap()
    }

    async fn run_jobs(&self) {
        jobs::run_due(&self.test, self.test.database.options()).await.unwrap();
    }
}

fn size(bytes: &[u8]) -> (u32, u32) {
    let image = image::load_from_memory(bytes).unwrap();
    (image.width(), image.height())
}

fn is_not_found<T>(result: Result<T, Error>) -> bool {
    matches!(result, Err(Error::App(AppError::NotFound)))
}

/// The form of the button that removes it.
fn one(picture: Picture) -> OnePicture {
    OnePicture { picture: picture.as_str().to_owned() }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_uploaded_logo_is_cut_to_size_counted_and_shown_to_anybody() {
    let scene = scene().await;
    assert!(is_not_found(scene.logo().await));
    scene.upload(Picture::Logo, pictures::png(2000, 500)).await.unwrap();
    let key = scene.logo().await.unwrap();
    assert!(key.to_string().starts_with(&format!("logos/{}-", scene.acme.id)) && key.kind() == FileKind::Png);
    let bytes = scene.bytes(&key).await.unwrap();
    assert_eq!(size(&bytes), (512, 128));
    assert_eq!(scene.used().await, i64::try_from(bytes.len()).unwrap());
    let seen = branding::branding(&scene.test, &scene.member).await.unwrap();
    assert_eq!(seen.logo.unwrap(), format!("/brand/{}/logo?v={}", scene.acme.id, key.stamp()));
    assert!(!seen.may_edit && seen.favicon.is_none());
    let action: String = sqlx::query_scalar("select action from audit_events where organization_id = $1")
        .bind(scene.acme.id.0)
        .fetch_one(&scene.test.database.owner)
        .await
        .unwrap();
    assert_eq!(action, "branding.upload");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_type_is_known_by_its_content_and_becomes_a_picture_of_ours() {
    let scene = scene().await;
    for (file, expected) in [
        (pictures::jpeg(900, 300), (FileKind::Jpeg, (512, 171))),
        (pictures::png(30, 20), (FileKind::Png, (30, 20))),
        (pictures::SVG.as_bytes().to_vec(), (FileKind::Png, (512, 256))),
    ] {
        scene.upload(Picture::Logo, file).await.unwrap();
        let key = scene.logo().await.unwrap();
        assert_eq!(key.kind(), expected.0, "{key}");
        assert_eq!(size(&scene.bytes(&key).await.unwrap()), expected.1);
    }
    scene.upload(Picture::Favicon, pictures::png(300, 100)).await.unwrap();
    let icon = branding::shown(&scene.test, scene.acme.id, Picture::Favicon, None).await.unwrap();
    assert_eq!(size(&scene.bytes(&icon).await.unwrap()), (128, 128), "an icon stands in a square");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_beside_the_pixels_is_not_kept() {
    let scene = scene().await;
    let mut file = pictures::png(20, 20);
    let words = b"tEXtComment\0taken at home";
    let mut chunk = u32::try_from(words.len() - 4).unwrap().to_be_bytes().to_vec();
    chunk.extend(words);
    chunk.extend(crc(words).to_be_bytes());
    // After the header, which every PNG begins with.
    file.splice(33..33, chunk);
    scene.upload(Picture::Logo, file).await.unwrap();
    let kept = scene.bytes(&scene.logo().await.unwrap()).await.unwrap();
    assert!(!kept.windows(5).any(|window| window == b"taken"));
}

/// The checksum of a PNG's chunk.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_plain_picture_is_refused_and_nothing_is_kept() {
    let scene = scene().await;
    let with = |tail: &[u8]| [pictures::png(20, 20).as_slice(), tail].concat();
    let zip_end = [b"PK\x05\x06".as_slice(), &[0; 18]].concat();
    let with_zip = [pictures::jpeg(20, 20), b"PK\x03\x04".to_vec(), zip_end].concat();
    let mut cut_off = pictures::png(200, 200);
    cut_off.truncate(60);
    for (file, refusal) in [
        (Vec::new(), UploadRefusal::Empty),
        (b"<!doctype html><p>logo.png".to_vec(), UploadRefusal::Unknown),
        (b"MZ\x90\0 an executable named logo.png".to_vec(), UploadRefusal::Unknown),
        (cut_off, UploadRefusal::Damaged),
        (pictures::bomb(), UploadRefusal::TooManyPixels),
        (pictures::SVG_WITH_SCRIPT.as_bytes().to_vec(), UploadRefusal::Script),
        (with(b"<script>alert(1)</script>"), UploadRefusal::TwoInOne),
        (with(b"anything at all"), UploadRefusal::TwoInOne),
        (with_zip, UploadRefusal::TwoInOne),
    ] {
        assert_eq!(scene.refusal(file).await, refusal);
    }
    assert!(is_not_found(scene.logo().await));
    assert_eq!(scene.used().await, 0);
    let kept = scene.test.storage.list(ObjectPrefix::new(branding::LOGOS, scene.acme.id.0)).await.unwrap();
    assert!(kept.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_logo_takes_the_place_of_the_old_one_whose_object_goes_afterwards() {
    let scene = scene().await;
    scene.upload(Picture::Logo, pictures::png(50, 50)).await.unwrap();
    let first = scene.logo().await.unwrap();
    scene.upload(Picture::Logo, pictures::other_png(60, 60)).await.unwrap();
    let second = scene.logo().await.unwrap();
    assert_ne!(first, second, "the clock stands still, and yet each version has its name");
    scene.run_jobs().await;
    assert_eq!(scene.bytes(&first).await.unwrap_err(), StorageError::Missing);
    let kept = scene.bytes(&second).await.unwrap();
    assert_eq!(scene.used().await, i64::try_from(kept.len()).unwrap());
    branding::remove_picture(&scene.test, &scene.owner, one(Picture::Logo)).await.unwrap();
    scene.run_jobs().await;
    assert!(is_not_found(scene.logo().await));
    assert_eq!((scene.used().await, scene.bytes(&second).await.unwrap_err()), (0, StorageError::Missing));
}

#[tokio::test(flavor = "multi_thread")]
async fn many_who_upload_at_once_leave_one_logo_and_a_right_count() {
    let scene = scene().await;
    let uploads = (0..6).map(|side| scene.upload(Picture::Logo, pictures::png(40 + side, 40)));
    let done = futures::future::join_all(uploads).await;
    assert!(done.iter().any(Result::is_ok));
    scene.run_jobs().await;
    let kept = scene.bytes(&scene.logo().await.unwrap()).await.unwrap();
    assert_eq!(scene.used().await, i64::try_from(kept.len()).unwrap());
    let objects = scene.test.storage.list(ObjectPrefix::new(branding::LOGOS, scene.acme.id.0)).await.unwrap();
    assert_eq!(objects.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_without_room_takes_no_file_and_loses_none() {
    let scene = scene().await;
    scene.upload(Picture::Logo, pictures::png(50, 50)).await.unwrap();
    let (before, used) = (scene.logo().await.unwrap(), scene.used().await);
    let full = "update plans set storage_bytes = $1 where key = 'free'";
    sqlx::query(full).bind(used).execute(&scene.test.database.owner).await.unwrap();
    assert_eq!(scene.refusal(pictures::other_png(50, 50)).await, UploadRefusal::NoRoom);
    assert_eq!((scene.logo().await.unwrap(), scene.used().await), (before, used));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_leaves_an_object_alone_that_is_still_named() {
    let scene = scene().await;
    scene.upload(Picture::Logo, pictures::png(50, 50)).await.unwrap();
    let key = scene.logo().await.unwrap();
    sqlx::query("select app.remove_object($1, null)")
        .bind(key.to_string())
        .execute(&scene.test.database.owner)
        .await
        .unwrap();
    scene.run_jobs().await;
    assert!(scene.bytes(&key).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_object_on_a_shelf_that_no_area_has_is_left_alone() {
    let scene = scene().await;
    let key = ObjectKey::new(Shelf::named("attic"), scene.acme.id.0, 1, FileKind::Png);
    scene.test.storage.put(&key, Bytes::from_static(b"old")).await.unwrap();
    files::remove(&scene.test, &key.to_string()).await.unwrap();
    assert!(scene.test.storage.get(&key).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn members_may_not_change_the_looks_and_other_organisations_change_their_own_alone() {
    let scene = scene().await;
    scene.upload(Picture::Logo, pictures::png(50, 50)).await.unwrap();
    let before = scene.logo().await.unwrap();
    let file = || scene.test.upload(Picture::Logo, pictures::other_png(50, 50));
    for refused in [
        branding::upload(&scene.test, &scene.member, file().await).await.map_err(AppError::from),
        branding::remove_picture(&scene.test, &scene.member, one(Picture::Logo)).await.map_err(AppError::from),
        branding::edit(&scene.test, &scene.member, EditBranding::default()).await.map_err(AppError::from),
    ] {
        assert_eq!(refused, Err(AppError::Forbidden));
    }
    branding::upload(&scene.test, &scene.stranger, file().await).await.unwrap();
    branding::remove_picture(&scene.test, &scene.stranger, one(Picture::Favicon)).await.unwrap();
    assert_eq!(scene.logo().await.unwrap(), before);
    assert_ne!(
        branding::branding(&scene.test, &scene.stranger).await.unwrap().logo,
        branding::branding(&scene.test, &scene.owner).await.unwrap().logo
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_cannot_hold_on_to_the_object_of_another() {
    let scene = scene().await;
    scene.upload(Picture::Logo, pictures::png(50, 50)).await.unwrap();
    let theirs = scene.logo().await.unwrap().to_string();
    let mut tx = scene.test.database.owner.begin().await.unwrap();
    sqlx::query("set local role soloos_gate").execute(&mut *tx).await.unwrap();
    let enter = "select app.enter($1, $2, $2)";
    sqlx::query(enter).bind(scene.stranger.org().0).bind(scene.stranger.actor().0).execute(&mut *tx).await.unwrap();
    let claim = "insert into files (key, bytes, created_at) values ($1, 1, now())";
    let refused = sqlx::query(claim).bind(theirs).execute(&mut *tx).await.unwrap_err();
    assert_eq!(refused.as_database_error().unwrap().constraint(), Some("files_key_check"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_that_is_gone_shows_nothing_and_leaves_no_object() {
    let scene = scene().await;
    scene.upload(Picture::Logo, pictures::png(50, 50)).await.unwrap();
    let key = scene.logo().await.unwrap();
    let run = async |sql: &'static str| {
        sqlx::query(sql).bind(scene.acme.id.0).execute(&scene.test.database.owner).await.unwrap();
    };
    run("update organizations set suspended_at = now() where id = $1").await;
    assert!(is_not_found(scene.logo().await));
    let god = scene.test.operator("god@platform.example").await;
    let god = scene.test.god(&god).await;
    let to_operator = async |organization| branding::shown(&scene.test, organization, Picture::Logo, Some(&god)).await;
    assert_eq!(to_operator(scene.acme.id).await.unwrap(), key, "the operator sees it");
    run("delete from organizations where id = $1").await;
    scene.run_jobs().await;
    assert_eq!(scene.bytes(&key).await.unwrap_err(), StorageError::Missing);
    let nobodys = OrganizationId(uuid::Uuid::nil());
    assert!(is_not_found(to_operator(nobodys).await));
    assert!(is_not_found(branding::shown(&scene.test, nobodys, Picture::Logo, None).await));
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_welcome_stand_where_a_conversation_begins() {
    let scene = scene().await;
    let words = EditBranding { sender_name: "Team Acme".into(), welcome_text: "Good to see you.".into() };
    branding::edit(&scene.test, &scene.owner, words.clone()).await.unwrap();
    assert_eq!(branding::branding(&scene.test, &scene.owner).await.unwrap().words, words);
    let start = chat_area::start(&scene.test, &scene.member).await.unwrap();
    assert_eq!(start.welcome.as_deref(), Some("Good to see you."));
    assert_eq!(chat_area::start(&scene.test, &scene.stranger).await.unwrap().welcome, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_of_a_person_is_there_for_those_who_share_an_organisation() {
    let scene = scene().await;
    let olivia = scene.test.signed_in(&scene.olivia).await;
    let photo = scene.test.upload(Picture::Avatar, pictures::jpeg(400, 300)).await;
    identity_area::upload_picture(&scene.test, &olivia, photo).await.unwrap();
    let mia = scene.test.person(&scene.acme, Role::Member, "max").await;
    let mia = scene.test.signed_in(&mia).await;
    let key = identity_area::picture_of(&scene.test, &mia, scene.olivia.id).await.unwrap();
    assert_eq!(size(&scene.bytes(&key).await.unwrap()), (256, 256));
    let bravo = scene.test.organization("charlie").await;
    let oscar = scene.test.person(&bravo, Role::Owner, "oscar").await;
    let oscar = scene.test.signed_in(&oscar).await;
    assert!(is_not_found(identity_area::picture_of(&scene.test, &oscar, scene.olivia.id).await));
    identity_area::remove_picture(&scene.test, &olivia).await.unwrap();
    scene.run_jobs().await;
    assert_eq!(scene.bytes(&key).await.unwrap_err(), StorageError::Missing);
    assert!(is_not_found(identity_area::picture_of(&scene.test, &mia, scene.olivia.id).await));
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_of_an_organisation_carry_its_senders_name_and_its_logo() {
    let server = SmtpStandIn::start().await;
    let smtp = Smtp::from_url(&server.url().into(), Duration::from_secs(5)).unwrap();
    let test = TestBackend::with(TestOptions { smtp: Some(smtp), ..TestOptions::default() }).await;
    let acme = test.organization("acme").await;
    let owner = test.caller(&test.person(&acme, Role::Owner, "olivia").await).await;
    branding::upload(&test, &owner, test.upload(Picture::Logo, pictures::png(80, 20)).await).await.unwrap();
    let words = EditBranding { sender_name: "Team Acme".into(), ..EditBranding::default() };
    branding::edit(&test, &owner, words).await.unwrap();
    let letter = || ResetPassword {
        link: "https://soloos.example/x".into(),
        name: "Nia".into(),
        expires_text: "in 1 hour".into(),
    };
    let mut tx = test.database.owner.begin().await.unwrap();
    outbox::queue(&mut tx, &test, Some(acme.id), "nia@example.com", &letter()).await.unwrap();
    outbox::queue(&mut tx, &test, None, "ole@example.com", &letter()).await.unwrap();
    tx.commit().await.unwrap();
    jobs::run_due(&test, test.database.options()).await.unwrap();
    let received = server.received();
    let to = |address: &str| received.iter().find(|mail| mail.to == [address]).unwrap();
    assert_eq!(to("nia@example.com").header("from"), Some("Team Acme <no-reply@localhost>"));
    let logo = format!("http://127.0.0.1:3000/brand/{}/logo?v=", acme.id);
    assert!(to("nia@example.com").html.contains(&logo));
    let text = &to("nia@example.com").text;
    assert!(text.contains("password of your SoloOS") && !text.contains("Team Acme"), "{text}");
    assert_eq!(to("ole@example.com").header("from"), Some("SoloOS <no-reply@localhost>"));
    assert!(!to("ole@example.com").html.contains("/brand/"));
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_uploads_in_a_quarter_of_an_hour_and_two_at_a_time_are_enough_for_anybody() {
    let scene = scene().await;
    let (olivia, oscar) = (scene.owner.actor(), scene.stranger.actor());
    let turn = async |person| uploads::turn(&scene.test, person, &Visit::default()).await.map_err(AppError::from);
    let held = (turn(olivia).await.unwrap(), turn(olivia).await.unwrap());
    assert_eq!(turn(olivia).await.unwrap_err(), AppError::RateLimited { retry_after_seconds: 5 });
    drop(held);
    for _ in 2..60 {
        turn(olivia).await.unwrap();
    }
    assert_eq!(turn(olivia).await.unwrap_err(), AppError::RateLimited { retry_after_seconds: 900 });
    assert!(turn(oscar).await.is_ok(), "others have their own turns");
    scene.test.advance(chrono::Duration::minutes(15));
    assert!(turn(olivia).await.is_ok());
}
