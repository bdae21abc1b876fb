//! The same tests against the S3 in this process and, when `SOLOOS_TEST_S3_URL` names one, against another. That URL
//! has the form `http://key:secret@host:port/bucket`; the bucket must exist.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

mod support;

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use futures::stream;
use storage::{FileKind, ObjectKey, ObjectPrefix, Shelf, StorageError};
use support::{folder, store, stores, unreachable};
use uuid::Uuid;

const LOGOS: Shelf = Shelf::named("logos");
const FAVICONS: Shelf = Shelf::named("favicons");
const EXPORTS: Shelf = Shelf::named("exports");

fn key(owner: Uuid, stamp: u64) -> ObjectKey {
    ObjectKey::new(LOGOS, owner, stamp, FileKind::Png)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_put_is_got_whole_and_in_part() {
    for (_folder, store) in stores() {
        let key = key(Uuid::now_v7(), 1);
        store.put(&key, Bytes::from_static(b"0123456789")).await.unwrap();
        let whole = store.get(&key).await.unwrap();
        assert_eq!(whole.length, 10);
        assert_eq!(whole.into_bytes(10).await.unwrap(), "0123456789");
        let part = store.get_range(&key, 2..=5).await.unwrap();
        assert_eq!(part.length, 4);
        assert_eq!(part.into_bytes(100).await.unwrap(), "2345");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_put_replaces_an_earlier_one() {
    for (_folder, store) in stores() {
        let key = key(Uuid::now_v7(), 1);
        store.put(&key, Bytes::from_static(b"first")).await.unwrap();
        store.put(&key, Bytes::from_static(b"second")).await.unwrap();
        assert_eq!(store.get(&key).await.unwrap().into_bytes(100).await.unwrap(), "second");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_missing_and_can_be_deleted_all_the_same() {
    for (_folder, store) in stores() {
        let key = key(Uuid::now_v7(), 1);
        assert_eq!(store.get(&key).await.unwrap_err(), StorageError::Missing);
        store.delete(&key).await.unwrap();
        store.put(&key, Bytes::from_static(b"x")).await.unwrap();
        store.delete(&key).await.unwrap();
        assert_eq!(store.get(&key).await.unwrap_err(), StorageError::Missing);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_holds_the_objects_of_one_owner_on_one_shelf() {
    for (_folder, store) in stores() {
        let (mine, theirs) = (Uuid::now_v7(), Uuid::now_v7());
        for stamp in [20, 3] {
            store.put(&key(mine, stamp), Bytes::from_static(b"abc")).await.unwrap();
        }
        store.put(&key(theirs, 1), Bytes::from_static(b"x")).await.unwrap();
        let icon = ObjectKey::new(FAVICONS, mine, 1, FileKind::Png);
        store.put(&icon, Bytes::from_static(b"x")).await.unwrap();
        let listed = store.list(ObjectPrefix::new(LOGOS, mine)).await.unwrap();
        assert_eq!(
            listed.iter().map(|object| (object.key.clone(), object.bytes)).collect::<Vec<_>>(),
            [(key(mine, 20), 3), (key(mine, 3), 3)]
        );
        assert!(store.list(ObjectPrefix::new(EXPORTS, mine)).await.unwrap().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_of_unknown_length_arrives_whole_in_one_part_or_in_several() {
    for (_folder, store) in stores() {
        for pieces in [0_usize, 3, 19] {
            let key = key(Uuid::now_v7(), 1);
            let piece = Bytes::from(vec![b'a'; 1_000_000]);
            let body = stream::iter((0..pieces).map(|_| Ok::<_, StorageError>(piece.clone())));
            let length = store.put_stream(&key, body).await.unwrap();
            assert_eq!(length, pieces as u64 * 1_000_000);
            let got = store.get(&key).await.unwrap().into_bytes(20_000_000).await.unwrap();
            assert!(got.len() == pieces * 1_000_000 && got.iter().all(|byte| *byte == b'a'));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_breaks_leaves_no_object() {
    for (_folder, store) in stores() {
        let key = key(Uuid::now_v7(), 1);
        let piece = || Ok(Bytes::from(vec![0_u8; 9_000_000]));
        let broken = Err(StorageError::Unavailable("the sender went away".to_owned()));
        let error = store.put_stream(&key, stream::iter([piece(), piece(), broken])).await.unwrap_err();
        assert!(matches!(error, StorageError::Unavailable(_)));
        assert_eq!(store.get(&key).await.unwrap_err(), StorageError::Missing);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_object_that_is_longer_than_wanted_is_not_read_into_memory() {
    for (_folder, store) in stores() {
        let key = key(Uuid::now_v7(), 1);
        store.put(&key, Bytes::from(vec![0; 5000])).await.unwrap();
        let error = store.get(&key).await.unwrap().into_bytes(4999).await.unwrap_err();
        assert!(matches!(error, StorageError::Refused(_)), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn objects_are_there_after_a_restart() {
    let folder = folder();
    let key = key(Uuid::now_v7(), 1);
    let before = store(folder.path());
    before.put(&key, Bytes::from_static(b"kept")).await.unwrap();
    drop(before);
    assert_eq!(store(folder.path()).get(&key).await.unwrap().into_bytes(10).await.unwrap(), "kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_do_not_serve_one_folder() {
    let folder = folder();
    let (first, second) = (store(folder.path()), store(folder.path()));
    first.ping().await.unwrap();
    assert!(matches!(second.ping().await.unwrap_err(), StorageError::Unavailable(_)));
    drop(first);
    second.ping().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_not_the_credentials_is_refused() {
    let folder = folder();
    let good = store(folder.path());
    let key = key(Uuid::now_v7(), 1);
    good.put(&key, Bytes::from_static(b"secret")).await.unwrap();
    let thief = support::with_other_credentials(&good).await;
    for refused in [thief.get(&key).await.map(drop), thief.put(&key, Bytes::new()).await, thief.ping().await] {
        assert!(matches!(refused, Err(StorageError::Refused(_))), "{refused:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_does_not_answer_is_unavailable() {
    let error = unreachable().ping().await.unwrap_err();
    assert!(matches!(error, StorageError::Unavailable(_)), "{error}");
}

/// Every file and folder below, except the lock.
fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .filter(|path| !path.ends_with(".soloos.lock"))
        .flat_map(|path| if path.is_dir() { [vec![path.clone()], below(&path)].concat() } else { vec![path] })
        .collect()
}

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().permissions().mode() & 0o777
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_on_the_machine_can_read_what_the_embedded_store_keeps() {
    let folder = folder();
    let old = folder.path().join("soloos/exports");
    std::fs::create_dir_all(&old).unwrap();
    std::fs::write(old.join("of-an-earlier-version.zip"), "x").unwrap();
    let store = store(folder.path());
    let (small, large) = (key(Uuid::now_v7(), 1), ObjectKey::new(EXPORTS, Uuid::now_v7(), 1, FileKind::Zip));
    store.put(&small, Bytes::from_static(b"x")).await.unwrap();
    let pieces = (0..7).map(|_| Ok::<_, StorageError>(Bytes::from(vec![7; 1024 * 1024])));
    store.put_stream(&large, stream::iter(pieces)).await.unwrap();
    assert_eq!(mode(folder.path()), 0o700);
    let all = below(folder.path());
    assert!(all.len() > 4, "{all:?}");
    for path in all {
        assert_eq!(mode(&path), if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_object_leaves_no_file_behind_and_an_earlier_ones_leftovers_go_at_the_start() {
    let folder = folder();
    let first = store(folder.path());
    let (small, large) = (key(Uuid::now_v7(), 1), ObjectKey::new(EXPORTS, Uuid::now_v7(), 1, FileKind::Zip));
    let kept = key(Uuid::now_v7(), 1);
    for key in [&small, &large, &kept] {
        first.put(key, Bytes::from_static(b"x")).await.unwrap();
    }
    let pieces = (0..7).map(|_| Ok::<_, StorageError>(Bytes::from(vec![7; 1024 * 1024])));
    first.put_stream(&large, stream::iter(pieces)).await.unwrap();
    first.delete(&large).await.unwrap();
    std::fs::remove_file(folder.path().join("soloos").join(small.to_string())).unwrap();
    drop(first);
    let second = store(folder.path());
    second.ping().await.unwrap();
    let files: Vec<_> = below(folder.path()).into_iter().filter(|path| path.is_file()).collect();
    assert!(files.iter().all(|path| path.ends_with(kept.to_string()) || of(path, &kept)), "{files:?}");
    assert_eq!(second.get(&kept).await.unwrap().into_bytes(10).await.unwrap(), "x");
}

/// Whether the file is metadata of the object.
fn of(path: &Path, key: &ObjectKey) -> bool {
    let name = path.file_name().unwrap().to_str().unwrap();
    name.contains(&format!(".object-{}.", URL_SAFE_NO_PAD.encode(key.to_string())))
}
