//! What pages show: tables, lists of pages, badges, people, rendered text.

mod avatar;
mod badge;
mod chart;
mod kbd;
mod pagination;
mod prose;
mod table;
mod tabs;
mod written;

pub use avatar::{Avatar, AvatarSize};
pub use badge::Badge;
pub use chart::{Chart, ChartKind, ChartPoint};
pub use kbd::Kbd;
pub use pagination::Pagination;
pub use prose::Prose;
pub use table::{Column, RowCheck, RowLink, Sort, Table, TableCell, TableRow};
pub use tabs::{Tab, Tabs};
pub use written::{Address, Name};
