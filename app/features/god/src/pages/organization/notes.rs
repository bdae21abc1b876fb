//! The operator's notes about the organisation.

use domain::ids::OrganizationId;
use god_domain::Note;
use kit::{Acts, RowState};
use leptos::form::ActionForm;
use leptos::html::Form;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{
    Button, ButtonSize, ButtonVariant, Card, EmptyState, Field, FieldErrorsSummary, IconName, RowOutcome, TextArea,
    Time,
};

use crate::api::{AddNote, DeleteNote};

/// The actions of the notes; created once at the top of the page.
#[derive(Clone, Copy)]
pub(super) struct NoteActions {
    add: ServerAction<AddNote>,
    delete: ServerAction<DeleteNote>,
    form: NodeRef<Form>,
    all: Acts,
}

impl NoteActions {
    pub(super) fn new() -> Self {
        let all = Acts::new();
        let add = all.form();
        Self { add, delete: all.with_rows(|act: &DeleteNote| act.form.id), form: kit::cleared_after(add), all }
    }

    /// Grows with each change.
    pub(super) fn version(self) -> usize {
        self.all.done()
    }
}

/// A form and the existing notes.
#[component]
pub(super) fn NoteList(notes: Vec<Note>, organization: OrganizationId, actions: NoteActions) -> impl IntoView {
    let NoteActions { add: action, form: node_ref, .. } = actions;
    let is_empty = notes.is_empty();
    let strays = actions.all.strays(notes.iter().map(|note| note.id));
    let cards = notes.into_iter().map(|note| view! { <NoteCard note actions /> }).collect_view();
    view! {
        <div class="flex max-w-3xl flex-col gap-4">
            <ActionForm action node_ref attr:class="flex flex-col gap-3">
                <FieldErrorsSummary error=kit::form_error(action) prefix="form" />
                <input type="hidden" name="form[organization]" value=organization.to_string() />
                <Field
                    name="form[text]"
                    label="New note"
                    hint="Only operators see it."
                    required=true
                    error=kit::field_error(action, "text")
                >
                    <TextArea rows=3 value=kit::typed(AddNote::PATH, "form[text]") />
                </Field>
                <div>
                    <Button submit=true variant=ButtonVariant::Primary loading=action.pending()>
                        "Add note"
                    </Button>
                </div>
            </ActionForm>
            {is_empty
                .then(|| {
                    view! {
                        <Card flush=true>
                            <EmptyState
                                icon=IconName::Edit
                                title="No notes yet"
                                text="Calls, promises, special prices: what the next operator should know."
                            />
                        </Card>
                    }
                })}
            <FieldErrorsSummary error=strays />
            {cards}
        </div>
    }
}

#[component]
fn NoteCard(note: Note, actions: NoteActions) -> impl IntoView {
    let author = note.author.unwrap_or_else(|| "Somebody who left".to_owned());
    let id = note.id.to_string();
    let RowState { pending, error, .. } = actions.all.row(note.id);
    view! {
        <Card>
            <p dir="auto" class="own-lines text-sm text-ink">
                {note.text}
            </p>
            <div class="mt-3 flex items-center justify-between gap-4 text-[13px] text-muted">
                <span>
                    <bdi>{author}</bdi> " · " <Time moment=note.at /></span>
                <ActionForm action=actions.delete>
                    <input type="hidden" name="form[id]" value=id />
                    <Button
                        submit=true
                        size=ButtonSize::Sm
                        variant=ButtonVariant::Ghost
                        icon=IconName::Trash
                        loading=pending
                    >
                        "Delete"
                    </Button>
                </ActionForm>
            </div>
            <RowOutcome error />
        </Card>
    }
}
