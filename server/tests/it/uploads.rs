//! Uploads over HTTP: what is accepted, what is refused and how early, and how pictures are served.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use crate::support::{HTML, TestApp, header};
use domain::Role;
use domain::pictures::UploadRefusal;
use reqwest::{Method, Response};
use testkit::{TestOrganization, TestPerson, pictures};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const BOUNDARY: &str = "----soloos-test";

struct Scene {
    app: TestApp,
    acme: TestOrganization,
    owner: TestPerson,
}

impl Scene {
    async fn new() -> Self {
        let app = TestApp::start().await;
        let acme = app.backend.organization("acme").await;
        let owner = app.backend.person(&acme, Role::Owner, "olivia").await;
        Self { app, acme, owner }
    }

    async fn send(&self, accept: &str, name: &str, file: &[u8]) -> Response {
        self.send_to("/uploads/logo", accept, name, file).await
    }

    async fn send_to(&self, path: &str, accept: &str, name: &str, file: &[u8]) -> Response {
        self.app
            .request(Method::POST, path)
            .header("accept", accept)
            .header("cookie", format!("soloos_session={}", self.owner.token))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"))
            .body(form(name, file))
            .send()
            .await
            .unwrap()
    }

    async fn logo(&self, query: &str, tag: &str) -> Response {
        let request = self.app.request(Method::GET, &format!("/brand/{}/logo{query}", self.acme.id));
        request.header("if-none-match", tag).send().await.unwrap()
    }
}

fn form(name: &str, file: &[u8]) -> Vec<u8> {
    let head = format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: image/png\r\n\r\n"
    );
    [head.as_bytes(), file, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_logo_is_served_to_anybody_for_ever_and_can_do_nothing() {
    let scene = Scene::new().await;
    assert_eq!(scene.send("application/json", "logo.svg", pictures::SVG.as_bytes()).await.status(), 204);
    let loose = scene.logo("", "").await;
    assert_eq!(header(&loose, "cache-control"), "public, no-cache");
    let tag = header(&loose, "etag").to_owned();
    let stamp = tag.trim_matches('"').split('-').next().unwrap().to_owned();
    let logo = scene.logo(&format!("?v={stamp}"), "").await;
    assert_eq!(logo.status(), 200);
    assert_eq!(header(&logo, "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(header(&logo, "content-type"), "image/png", "a drawing is served as pixels");
    assert_eq!(header(&logo, "x-content-type-options"), "nosniff");
    assert_eq!(header(&logo, "content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(header(&logo, "cross-origin-resource-policy"), "cross-origin");
    assert!(logo.bytes().await.unwrap().starts_with(b"\x89PNG"));
    let same = scene.logo("", &tag).await;
    assert_eq!((same.status().as_u16(), same.bytes().await.unwrap().len()), (304, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_bad_file_is_refused_in_words_that_help() {
    let scene = Scene::new().await;
    let polyglot = [pictures::png(20, 20), b"<script>alert(1)</script>".to_vec()].concat();
    for (name, file, refusal) in [
        ("logo.svg", pictures::SVG_WITH_SCRIPT.as_bytes().to_vec(), UploadRefusal::Script),
        ("logo.png", polyglot, UploadRefusal::TwoInOne),
        ("logo.png", pictures::bomb(), UploadRefusal::TooManyPixels),
        ("../../etc/cron.d/logo.png", pictures::png(20, 20), UploadRefusal::Name),
        ("..\\\\logo.png", pictures::png(20, 20), UploadRefusal::Name),
        ("logo.png", b"GIF89a".to_vec(), UploadRefusal::Unknown),
    ] {
        let response = scene.send("application/json", name, &file).await;
        assert_eq!(response.status(), 422, "{name}");
        assert!(response.text().await.unwrap().contains(refusal.message()), "{name}");
    }
    assert_eq!(scene.logo("", "").await.status(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_avatar_is_told_the_types_that_its_picker_offers() {
    let scene = Scene::new().await;
    let refused = scene.send_to("/uploads/avatar", "application/json", "me.png", b"GIF89a").await;
    let words = refused.text().await.unwrap();
    assert!(words.contains("no PNG, JPEG, WebP or SVG picture"), "{words}");
    let refused = scene.send_to("/uploads/avatar", HTML, "me.png", b"GIF89a").await;
    let page = header(&refused, "location").to_owned();
    let page = scene.app.browse(&page, Some(&scene.owner)).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("no PNG, JPEG, WebP or SVG picture"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_200_mb_named_png_is_refused_before_it_is_read() {
    let scene = Scene::new().await;
    let mut line = TcpStream::connect(scene.app.running.address()).await.unwrap();
    let head = format!(
        "POST /uploads/logo HTTP/1.1\r\nhost: x\r\naccept: application/json\r\ncookie: soloos_session={}\r\n\
         sec-fetch-site: same-origin\r\ncontent-type: multipart/form-data; boundary={BOUNDARY}\r\ncontent-length: 209715200\r\n\r\n",
        scene.owner.token
    );
    line.write_all(head.as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    // Not a byte of the file has been sent.
    let length = line.read(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer[..length]).into_owned();
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sends_all_200_mb_still_sees_the_answer() {
    let scene = Scene::new().await;
    let response = scene.send("application/json", "logo.png", &vec![0; 200 * 1024 * 1024]).await;
    assert_eq!(response.status(), 413);
    assert!(response.text().await.unwrap().contains(UploadRefusal::TooLarge.message()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_form_leads_back_to_its_page_which_says_what_happened() {
    let scene = Scene::new().await;
    let refused = scene.send(HTML, "logo.png", b"GIF89a").await;
    assert_eq!(refused.status(), 303);
    let page = header(&refused, "location").to_owned();
    assert_eq!(page, "/settings/branding?picture=logo&refused=unknown");
    let page = scene.app.browse(&page, Some(&scene.owner)).send().await.unwrap().text().await.unwrap();
    assert!(page.contains(UploadRefusal::Unknown.message()));
    let taken = scene.send(HTML, "logo.png", &pictures::png(20, 20)).await;
    assert_eq!(header(&taken, "location"), "/settings/branding?picture=logo");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_site_cannot_upload_in_somebodys_name() {
    let scene = Scene::new().await;
    let response = scene
        .app
        .request(Method::POST, "/uploads/logo")
        .header("cookie", format!("soloos_session={}", scene.owner.token))
        .header("sec-fetch-site", "cross-site")
        .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"))
        .body(form("logo.png", &pictures::png(20, 20)))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_names_the_icon_of_its_readers_organisation() {
    let scene = Scene::new().await;
    let icon = |page: &str| {
        page.split("rel=\"icon\"")
            .nth(1)
            .unwrap()
            .split("href=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    let page =
        async || scene.app.browse("/settings/branding", Some(&scene.owner)).send().await.unwrap().text().await.unwrap();
    assert_eq!(icon(&page().await), "/favicon.svg");
    let caller = scene.app.backend.caller(&scene.owner).await;
    let upload = scene.app.backend.upload(domain::pictures::Picture::Favicon, pictures::png(64, 64)).await;
    organization_area::branding::upload(&scene.app.backend, &caller, upload).await.unwrap();
    assert!(icon(&page().await).starts_with(&format!("/brand/{}/favicon?v=", scene.acme.id)));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_uploads_too_often_is_told_so_with_and_without_a_script() {
    let scene = Scene::new().await;
    let visit = server_core::Visit::default();
    for _ in 0..60 {
        server_core::uploads::turn(&scene.app.backend, scene.owner.id, &visit).await.unwrap();
    }
    let refused = scene.send("application/json", "logo.png", &pictures::png(20, 20)).await;
    assert_eq!((refused.status().as_u16(), header(&refused, "retry-after")), (429, "900"));
    let refused = scene.send(HTML, "logo.png", &pictures::png(20, 20)).await;
    let page = header(&refused, "location").to_owned();
    assert_eq!(page, "/settings/branding?picture=logo&refused=too-often");
    let page = scene.app.browse(&page, Some(&scene.owner)).send().await.unwrap().text().await.unwrap();
    assert!(page.contains(UploadRefusal::TooOften.message()));
}
