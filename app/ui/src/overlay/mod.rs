//! Overlays above the page. Native `<dialog>` and `popover` do the opening, focus trapping and closing, so most of it
//! works before and without the wasm.

mod command_palette;
mod confirm_dialog;
mod dialog;
mod invoke;
mod menu;
mod palette_match;
mod tooltip;

pub use command_palette::{CommandPalette, PaletteButton, PaletteEntry};
pub use confirm_dialog::ConfirmDialog;
pub use dialog::{Dialog, DialogWidth};
pub use invoke::{close_dialog, hide_popover, show_dialog};
pub(crate) use menu::InMenu;
pub use menu::{Menu, MenuAlign, MenuItem, MenuLink, MenuSection};
pub use tooltip::Tooltip;
