//! What pages show: tables, lists of pages, badges, people, rendered text.

mod avatar;
mod badge;
mod chart;
mod kbd;
mod page_links;
mod prose;
mod row_outcome;
mod table;
mod tabs;
mod time;
mod written;

pub use avatar::{Avatar, AvatarSize};
pub use badge::Badge;
pub use chart::{Chart, ChartKind, ChartPoint};
pub use kbd::Kbd;
pub use page_links::PageLinks;
pub use prose::Prose;
pub use row_outcome::RowOutcome;
pub use table::{Column, RowCheck, RowLink, Sort, Table, TableCell, TableRow};
pub use tabs::{Tab, Tabs};
pub use time::Time;
pub use written::{Address, Name};
