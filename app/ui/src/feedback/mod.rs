//! Feedback of the app: waiting, empty states, success and failure.

mod alert;
mod empty_state;
mod error_page;
mod load;
mod notice;
mod progress;
mod skeleton;
mod spinner;
mod toast;

pub use alert::{Alert, Tone};
pub use empty_state::EmptyState;
pub use error_page::{ErrorKind, ErrorPage, ErrorView};
pub use load::{Load, LoadErrorHook};
pub use notice::Notice;
pub use progress::Progress;
pub use skeleton::{ListSkeleton, Skeleton, TableSkeleton, TextSkeleton};
pub use spinner::Spinner;
pub use toast::{Toast, ToastCard, ToastProvider, Toasts, until_next_act, use_toasts};
