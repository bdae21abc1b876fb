//! The frames pages stand in: the app's shell, the sign-in card, page widths, headers and cards.

mod app_shell;
mod auth_layout;
mod brand;
mod breadcrumbs;
mod card;
mod headers;
mod nav;
mod page;
mod split_view;
mod switchers;

pub use app_shell::AppShell;
pub use auth_layout::AuthLayout;
pub use brand::{Brand, BrandMark};
pub use breadcrumbs::{Breadcrumbs, Crumb};
pub use card::Card;
pub use headers::{PageHeader, SectionHeader};
pub use nav::{BarItem, NavItem, NavSection};
pub use page::{FillPage, Page, PageWidth};
pub use split_view::SplitView;
pub use switchers::{OrgSwitcher, UserMenu, ViewingAsBanner};
