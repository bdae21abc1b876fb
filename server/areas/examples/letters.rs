//! Writes every letter as HTML and text into a folder, to look at: `cargo run -p areas --example letters -- target/letters`.

use std::{env, error::Error, fs, path::PathBuf};

use mail::{Brand, Sample};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args().nth(1).ok_or("name a folder to write to")?);
    fs::create_dir_all(&folder)?;
    let link = "https://app.soloos.example/verify-email?token=Zk3vQ9s1xT0aWm7uJr5bYc2nLh8eGd4pFq6iOoKtVxE";
    let sample = Sample { own: "Maya Lindqvist", link };
    for (look, brand) in brands() {
        for letter in areas::all().iter().flat_map(|area| area.letters(sample)) {
            let composed = letter.compose(&brand)?;
            let file = folder.join(format!("{}-{look}", letter.kind()));
            fs::write(file.with_extension("html"), composed.html)?;
            fs::write(file.with_extension("txt"), format!("Subject: {}\n\n{}", composed.subject, composed.text))?;
        }
    }
    Ok(())
}

fn brands() -> [(&'static str, Brand); 2] {
    let platform = Brand {
        name: "SoloOS".into(),
        head: "SoloOS".into(),
        accent: "#4f46e5".into(),
        logo_url: None,
        base_url: "https://app.soloos.example".into(),
    };
    let bright = Brand { head: "Bright Path Coaching".into(), accent: "#facc15".into(), ..platform.clone() };
    [("platform", platform), ("bright", bright)]
}
