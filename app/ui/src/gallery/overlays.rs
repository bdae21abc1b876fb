//! Dialogs, menus, palette, tooltips.

use leptos::prelude::*;

use super::pieces::{Area, Sample};
use crate::{
    Button, ButtonVariant, CommandPalette, ConfirmDialog, Dialog, Field, Icon, IconName, Menu, MenuItem, MenuLink,
    MenuSection, PaletteButton, PaletteEntry, TextInput, Tooltip,
};

#[component]
pub fn Overlays() -> impl IntoView {
    view! {
        <Area id="overlays" title="Overlays">
            <Sample title="Open them: they work without JavaScript">
                <Button opens="gallery-dialog">"Dialog"</Button>
                <Button opens="gallery-confirm">"Confirm"</Button>
                <Button opens="gallery-typed" variant=ButtonVariant::Danger>
                    "Type the name"
                </Button>
                <SampleMenu />
                <Tooltip id="gallery-tip" text="Counted over the last 30 days">
                    <Icon name=IconName::Info class="size-4 text-muted" />
                </Tooltip>
                <PaletteButton class="w-64" />
            </Sample>
            <Dialogs />
            <CommandPalette entries=palette_entries() />
        </Area>
    }
}

/// The entries of the palette in the gallery and the sample pages.
pub fn palette_entries() -> Vec<PaletteEntry> {
    vec![
        PaletteEntry::new("Home", "#home", IconName::Home).hint("Page"),
        PaletteEntry::new("New conversation", "#chat", IconName::Plus).hint("Action").keywords("ask agent"),
        PaletteEntry::new("Members", "#members", IconName::Users).hint("Settings").keywords("people invite"),
        PaletteEntry::new("Agents", "#agents", IconName::Bot).hint("Page"),
        PaletteEntry::new("Appearance", "#theme", IconName::Palette).hint("Account").keywords("dark light"),
    ]
}

#[component]
fn SampleMenu() -> impl IntoView {
    view! {
        <Menu id="gallery-menu" label="Conversation" trigger=|| view! { <Icon name=IconName::Dots /> }>
            <MenuSection>
                <MenuItem icon=IconName::Edit>"Rename"</MenuItem>
                <MenuLink href="#overlays" icon=IconName::Copy>
                    "Duplicate"
                </MenuLink>
                <MenuItem icon=IconName::Key disabled=true>
                    "Share"
                </MenuItem>
            </MenuSection>
            <MenuSection label="Danger">
                <MenuItem icon=IconName::Trash danger=true>
                    "Delete"
                </MenuItem>
            </MenuSection>
        </Menu>
    }
}

#[component]
fn Dialogs() -> impl IntoView {
    view! {
        <Dialog
            id="gallery-dialog"
            title="Rename conversation"
            description="Only you see this title."
            footer=|| {
                view! {
                    <Button variant=ButtonVariant::Primary closes="gallery-dialog">
                        "Rename"
                    </Button>
                    <Button closes="gallery-dialog">"Cancel"</Button>
                }
            }
        >
            <Field name="conversation-title" label="Title">
                <TextInput value="Webinar ideas" />
            </Field>
        </Dialog>
        <ConfirmDialog
            id="gallery-confirm"
            title="Remove Grace Hopper?"
            consequence="She is signed out at once and loses access to every conversation. You can invite her again."
            confirm_label="Remove member"
            action="#"
        />
        <ConfirmDialog
            id="gallery-typed"
            title="Delete Studio North?"
            consequence="All members, agents and conversations are deleted for good. This cannot be undone."
            confirm_label="Delete organisation"
            action="#"
            proof=true
            type_name="Studio North"
        />
    }
}
