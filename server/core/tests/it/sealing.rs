//! The platform's one key, and the database that recognises it.

use server_core::Sealing;
use server_core::sealing::{KEY_LENGTH, is_key_of};
use testkit::TestBackend;

#[tokio::test]
async fn a_server_with_another_key_than_its_neighbours_is_found_out() {
    let test = TestBackend::new().await;
    let (first, other) = (Sealing::new(&[1; KEY_LENGTH]), Sealing::new(&[2; KEY_LENGTH]));
    assert!(is_key_of(&test.db, &first).await.unwrap(), "the first one makes it so");
    assert!(is_key_of(&test.db, &first).await.unwrap());
    assert!(!is_key_of(&test.db, &other).await.unwrap());
    assert!(is_key_of(&test.db, &first).await.unwrap(), "and who was refused has changed nothing");
}

#[tokio::test]
async fn of_two_servers_that_start_at_once_with_keys_of_their_own_one_goes_on() {
    let test = TestBackend::new().await;
    let keys = [Sealing::new(&[1; KEY_LENGTH]), Sealing::new(&[2; KEY_LENGTH])];
    let (one, two) = tokio::join!(is_key_of(&test.db, &keys[0]), is_key_of(&test.db, &keys[1]));
    assert_ne!(one.unwrap(), two.unwrap());
}
