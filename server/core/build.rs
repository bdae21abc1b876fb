//! Recompiles the crate when a migration is added, since migrations are compiled into the binary.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
