use std::time::Instant;
use futures::StreamExt;
use crate::scene::{Scene, Tested};
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn timing() -> Tested {
    let scene = Scene::open().await?;
    for width in [1usize, 50] {
        for round in 0..2 {
            let runs = futures::future::join_all((0..200 / (200 / width).max(1)).map(|_| async {
                let start = Instant::now();
                let mut s = scene.models.stream(scene.request("plain")).await.ok()?;
                s.next().await;
                let first = start.elapsed();
                while s.next().await.is_some() {}
                Some((first, start.elapsed()))
            })).await;
            let mut first: Vec<_> = runs.iter().flatten().map(|r| r.0).collect();
            let mut whole: Vec<_> = runs.iter().flatten().map(|r| r.1).collect();
            first.sort(); whole.sort();
            println!("width {width} round {round}: n={} first p50 {:?} p95 {:?} whole p50 {:?} p95 {:?} connections {}", first.len(), first[first.len()/2], first[first.len()*95/100], whole[whole.len()/2], whole[whole.len()*95/100], scene.server.connections());
        }
    }
    Ok(())
}
