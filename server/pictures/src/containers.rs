//! Finds the parts of container files: the chunks of a PNG, the pictures of an ICO.

use std::ops::Range;

/// The signature of PNG.
pub(super) const PNG: &[u8; 8] = b"\x89PNG\r\n\x1a\n";

/// One chunk of a PNG, as its own header describes it; it may claim to end after the file.
pub(super) struct Chunk {
    pub kind: [u8; 4],
    /// Where its header begins: four bytes of length, then its kind.
    pub at: usize,
    /// After its checksum.
    pub end: usize,
}

impl Chunk {
    /// The bytes between its header and its checksum.
    pub fn data<'a>(&self, file: &'a [u8]) -> Option<&'a [u8]> {
        file.get(self.at.checked_add(8)?..self.end.checked_sub(4)?)
    }
}

/// The chunks of the PNG that begins at this byte of a file, up to the one that ends it.
pub(super) fn chunks(file: &[u8], begin: usize) -> impl Iterator<Item = Chunk> + '_ {
    let mut next = begin.checked_add(PNG.len());
    std::iter::from_fn(move || {
        let at = next.take()?;
        let (length, kind) = file.get(at..at.checked_add(8)?)?.split_first_chunk::<4>()?;
        let kind = *kind.first_chunk()?;
        // Length, kind and checksum take four bytes each.
        let end = at.checked_add(12)?.checked_add(u32::from_be_bytes(*length) as usize)?;
        next = (kind != *b"IEND").then_some(end);
        Some(Chunk { kind, at, end })
    })
}

/// The range of each picture of an ICO, as its directory says; none if an offset overflows.
pub(super) fn icons(file: &[u8]) -> Option<Vec<Range<usize>>> {
    let count = usize::from(u16::from_le_bytes(*file.get(4..6)?.first_chunk()?));
    let icon = |entry: &[u8]| {
        let (size, begin) = entry.get(8..16)?.split_first_chunk::<4>()?;
        let begin = u32::from_le_bytes(*begin.first_chunk()?) as usize;
        Some(begin..begin.checked_add(u32::from_le_bytes(*size) as usize)?)
    };
    file.get(6..)?.chunks_exact(16).take(count).map(icon).collect()
}
