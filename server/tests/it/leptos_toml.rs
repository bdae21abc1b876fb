//! The run-time options of the shipped binary are those that it is built with.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use leptos::config::{LeptosOptions, get_config_from_str};

const RUN_TIME: &str = include_str!("../../../Leptos.toml");
const BUILD_TIME: &str = include_str!("../../../Cargo.toml");
const XTASK: &str = include_str!("../../../script/xtask/Cargo.toml");

fn options(text: &str) -> LeptosOptions {
    // Text after the section in Cargo.toml, if any, is not part of it.
    let start = text.find("\n[[workspace.metadata.leptos]]").unwrap() + 1;
    let section = &text[start..];
    let end = section[2..].find("\n[").map_or(section.len(), |end| end + 2);
    get_config_from_str(&section[..end]).unwrap()
}

#[test]
fn leptos_toml_equals_the_section_of_cargo_toml() {
    let (run, build) = (options(RUN_TIME), options(BUILD_TIME));
    assert_eq!(run.output_name, build.output_name);
    assert_eq!(run.site_root, build.site_root);
    assert_eq!(run.site_pkg_dir, build.site_pkg_dir);
    assert_eq!(run.site_addr, build.site_addr);
    assert_eq!(run.reload_port, build.reload_port);
    assert_eq!(run.hash_files, build.hash_files);
    assert_eq!(run.hash_file, build.hash_file);
    assert_eq!(run.not_found_path, build.not_found_path);
    assert_eq!(run.server_fn_prefix, build.server_fn_prefix);
}

/// The version that a manifest pins a crate to.
fn pinned<'a>(manifest: &'a str, name: &str) -> Option<&'a str> {
    let start = format!("{name} = \"=");
    manifest.lines().find_map(|line| line.strip_prefix(&start)?.strip_suffix('"'))
}

#[test]
fn the_app_and_the_library_that_binds_it_have_one_version_of_wasm_bindgen() {
    let app = pinned(BUILD_TIME, "wasm-bindgen");
    assert!(app.is_some());
    assert_eq!(app, pinned(XTASK, "wasm-bindgen-cli-support"));
}

#[test]
fn a_binary_without_its_site_still_has_options() {
    let address = "127.0.0.1:0".parse().unwrap();
    let options = server::leptos_options(address).unwrap();
    assert_eq!(&*options.output_name, "soloos");
    assert_eq!(options.site_addr, address);
}
