//! The limits that a drawing process sets for itself before it reads a file. The kernel enforces them, whatever the
//! libraries in it are made to do.

use std::fs;

use rustix::process::{Resource, Rlimit, getrlimit, nice, setrlimit};

use crate::sniff::Format;

const MIB: u64 = 1024 * 1024;
/// Pictures are less urgent than pages.
const NICENESS: i32 = 10;
/// The stack, in bytes, which limits the nesting of a drawing.
const STACK: u64 = 8 * MIB;

/// The limits of one kind of file.
struct Allowance {
    /// Seconds of processor time.
    seconds: u64,
    /// Bytes beyond those of the program itself.
    memory: u64,
}

/// Real drawings rarely take a tenth of it; 25 megapixels need their own memory and a second.
fn allowance(format: Format) -> Allowance {
    match format {
        Format::Svg => Allowance { seconds: 1, memory: 64 * MIB },
        Format::Raster(_) => Allowance { seconds: 5, memory: 320 * MIB },
    }
}

/// Gives up, for this process and for good, everything that drawing this kind of file does not need.
pub fn hold_to(format: Format) -> rustix::io::Result<()> {
    let Allowance { seconds, memory } = allowance(format);
    // Where the kernel does not say how much the program uses itself, a typical amount is assumed.
    let (size, data) = taken().unwrap_or((1024 * MIB, 16 * MIB));
    lower(Resource::Cpu, seconds)?;
    // Other kernels refuse these two, and are for development.
    if cfg!(target_os = "linux") {
        lower(Resource::As, size + memory)?;
        lower(Resource::Data, data + memory)?;
    }
    lower(Resource::Stack, STACK)?;
    // No core dump, no written file, no open file, no process of its own.
    for resource in [Resource::Core, Resource::Fsize, Resource::Nproc] {
        lower(resource, 0)?;
    }
    lower(Resource::Nofile, 3)?;
    nice(NICENESS).map(|_| ())
}

fn lower(resource: Resource, to: u64) -> rustix::io::Result<()> {
    let to = getrlimit(resource).maximum.map_or(to, |maximum| maximum.min(to));
    setrlimit(resource, Rlimit { current: Some(to), maximum: Some(to) })
}

/// Bytes of address space, and of data in it, that the process uses already.
fn taken() -> Option<(u64, u64)> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = |name: &str| {
        let value = status.lines().find_map(|line| line.strip_prefix(name))?;
        value.trim_end_matches("kB").trim().parse::<u64>().ok().map(|kib| kib * 1024)
    };
    Some((line("VmSize:")?, line("VmData:")?))
}
