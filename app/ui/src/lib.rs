//! The design system: every look of SoloOS as a component. It knows no server function and no backend.
//!
//! Everything works server-rendered without JavaScript where HTML can do it: dialogs open by `command`, menus and
//! drawers by `popover`, tabs, sorting and paging are links, forms are native and uncontrolled.
//! `class` props take layout classes only (margins, grid placement, widths). `/dev/ui` shows all of it.
//!
//! | area | components (main props; all take `class` where it makes sense) |
//! |---|---|
//! | actions | [`Button`] `variant size submit loading disabled icon opens closes name value form on_press` · [`LinkButton`] `href variant size icon external` · [`IconButton`] `icon label opens toggles submit on_press` · [`IconLink`] `href icon label` · [`CopyButton`] `text label` |
//! | icons | [`Icon`] `name class` with [`IconName`] |
//! | form | [`Field`] `name label hint error required optional hide_label id aside` around one of [`TextInput`] `kind value placeholder autocomplete icon autofocus readonly max_length pattern min max step on_input node_ref` · [`PasswordInput`] `autocomplete min_length` · [`TextArea`] `value rows monospace` · [`Select`] `options value` · [`ColourInput`] `value swatch`; alone: [`Checkbox`] `name label hint checked` · [`Switch`] `name label hint checked` · [`RadioGroup`] `name legend options value`; [`ProofField`] `error name id autofocus node_ref` · [`StepUpField`] `asked error id` · [`UploadField`] `id label hint action accept limit refused on_done preview`; [`FieldErrorsSummary`] `error prefix` · [`FormActions`] `end` · [`FormSection`] `title description` · [`error_of`] |
//! | layout | [`AppShell`] `brand nav bar user_menu top sidebar_end banner palette` · [`NavSection`] `label` · [`NavItem`] `href icon label exact apart count` · [`BarItem`] `href icon label exact` · [`OrgSwitcher`] `name detail picture` · [`UserMenu`] `name email picture` · [`ViewingAsBanner`] `name` · [`Page`] `width` · [`FillPage`] · [`SplitView`] `list_label list heading actions` · [`AuthLayout`] `title subtitle brand footer` · [`PageHeader`] `title description crumbs actions` · [`SectionHeader`] · [`Breadcrumbs`] `crumbs` · [`Card`] `title description actions footer flush` · [`Brand`] · [`BrandMark`] |
//! | content | [`Table`] `caption columns is_empty empty dense` with [`Column`], [`TableRow`], [`TableCell`] `label end`, [`RowLink`] `href title`, [`RowCheck`] `form name value label checked`, [`RowOutcome`] `error pending` · [`PageLinks`] `place address summary` · [`Tabs`] `label tabs` · [`Badge`] `tone dot` · [`Chart`] `id title description points kind` · [`Avatar`] `name picture size square` · [`Kbd`] · [`Prose`] `html` · [`Name`], [`Address`] `text` · [`Time`] `moment` |
//! | feedback | [`Load`] `resource fallback view` · [`Alert`] `tone title action` · [`Notice`] `text passing` · [`EmptyState`] `icon title text action` · [`ErrorPage`] `kind retry` · [`ErrorView`] `error retry` · [`ToastProvider`], [`use_toasts`], [`until_next_act`], [`Toast`] · [`Skeleton`], [`TextSkeleton`], [`ListSkeleton`], [`TableSkeleton`] · [`Spinner`] · [`Progress`] `label value detailed` |
//! | overlay | [`Dialog`] `id title description width open on_close footer` · [`ConfirmDialog`] `id title consequence confirm_label action type_name proof open` with [`FormAction`] · [`Menu`] `id label trigger align` with [`MenuSection`], [`MenuLink`], [`MenuItem`] · [`Tooltip`] `id text` · [`CommandPalette`] `entries`, [`PaletteButton`], [`PaletteEntry`] · [`show_dialog`], [`close_dialog`], [`hide_popover`] |
//! | chat | [`Thread`] `label node_ref` · [`Message`] `author name detail actions id` · [`Reasoning`] `text busy` · [`StreamingCaret`] · [`Composer`] `name placeholder busy on_stop tools node_ref` · [`ConversationList`] `label` · [`ConversationLink`] `href title current busy menu` |
//! | keys | [`key_of`], [`place_of`] `event` · [`rescue_focus`] `wanted` |
//! | theme | [`ThemeSwitch`] `action current name` · [`Accent`], [`AccentStyle`] `hex` |

#![recursion_limit = "256"]

mod actions;
mod chat;
mod content;
mod feedback;
mod focus;
mod form;
mod icons;
mod keys;
mod layout;
mod overlay;
#[cfg(test)]
mod sides;
mod theme;

#[cfg(debug_assertions)]
pub mod gallery;

pub use actions::*;
pub use chat::*;
pub use content::*;
pub use feedback::*;
pub use focus::rescue_focus;
pub use form::*;
pub use icons::*;
pub use keys::*;
pub use layout::*;
pub use overlay::*;
pub use theme::*;
