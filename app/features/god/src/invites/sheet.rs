//! The form that invites many owners from a sheet: pasted or picked as a file, checked line by line, then sent as a
//! whole.

use domain::AppResult;
use domain::invites::{InviteSheet, InviteSheetRow, InviteTerms, SheetReport, encoding_of};
use leptos::ev::Event;
use leptos::form::ActionForm;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use ui::{
    Address, Alert, Badge, Button, ButtonVariant, Column, Field, FieldErrorsSummary, FormActions, FormSection, Name,
    Table, TableCell, TableRow, TextArea, Tone,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::api::{CheckOwnerInvites, InviteOwnersFromSheet};
use crate::parts::StepUpField;

const EXAMPLE: &str = "email,organization,tier,seats\nnora@harbour.example,Harbour Coaching,pro,20";

#[component]
pub(super) fn SheetForm(terms: InviteTerms) -> impl IntoView {
    let send = ServerAction::<InviteOwnersFromSheet>::new();
    let check = ServerAction::<CheckOwnerInvites>::new();
    let field = NodeRef::<Textarea>::new();
    let usable = RwSignal::new(false);
    Effect::new(move |_| usable.set(true));
    let read = move || {
        let csv = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        check.dispatch(CheckOwnerInvites { form: InviteSheet { csv } });
    };
    let plans = terms.plans.into_iter().map(|plan| plan.key).collect::<Vec<_>>().join(", ");
    let hint = format!(
        "The first line names the columns: email and organization, and if you like tier ({plans}), seats, features, \
         agent_name, agent_prompt, hours. Up to 200 lines."
    );
    let value = kit::typed(InviteOwnersFromSheet::PATH, "form[csv]");
    view! {
        <FieldErrorsSummary error=kit::form_error(send) prefix="form" />
        <ActionForm action=send>
            <FormSection
                title="Sheet"
                description="Comma-separated values or tabs, as every spreadsheet program saves them. Either everybody on it is invited, or nobody."
            >
                <FilePicker field on_read=Callback::new(move |()| read()) />
                <Field name="form[csv]" label="Lines" hint required=true error=kit::field_error(send, "csv")>
                    <TextArea value placeholder=EXAMPLE rows=8 monospace=true node_ref=field />
                </Field>
                <StepUpField action=send />
                <FormActions>
                    <Button submit=true variant=ButtonVariant::Primary loading=send.pending()>
                        "Send all invitations"
                    </Button>
                    <Show when=move || usable.get()>
                        <Button loading=check.pending() on_press=Callback::new(move |()| read())>
                            "Check without sending"
                        </Button>
                    </Show>
                </FormActions>
            </FormSection>
        </ActionForm>
        <div aria-live="polite" class="flex flex-col gap-4 empty:hidden">
            {move || check.value().get().map(told)}
        </div>
    }
}

fn told(answer: AppResult<SheetReport>) -> AnyView {
    let report = match answer {
        Ok(report) => report,
        Err(error) => {
            let message = error.fields().and_then(|fields| fields.get("csv").map(str::to_owned));
            let title = message.unwrap_or_else(|| error.to_string());
            return view! { <Alert tone=Tone::Danger title=title /> }.into_any();
        }
    };
    let (all, wrong) = (report.lines.len(), report.wrong());
    let summary = match wrong {
        0 => view! { <Alert tone=Tone::Success title=format!("All {all} lines can be sent.") /> }.into_any(),
        _ => view! {
            <Alert tone=Tone::Warning title=format!("{wrong} of {all} lines are wrong")>
                "Nothing is sent until they are mended or taken out."
            </Alert>
        }
        .into_any(),
    };
    let columns = ["Line", "Address", "Organisation", "Plan", "Check"].map(Column::new).to_vec();
    let rows = report.lines.into_iter().map(|line| view! { <Line line /> }).collect_view();
    view! {
        {summary}
        <Table caption="Lines of the sheet" columns>
            {rows}
        </Table>
    }
    .into_any()
}

#[component]
fn Line(line: InviteSheetRow) -> impl IntoView {
    let check = match line.problem {
        None => view! { <Badge tone=Tone::Success>"Good"</Badge> }.into_any(),
        Some(problem) => {
            view! { <span class="text-[13px] text-danger-ink max-md:text-end">{problem}</span> }.into_any()
        }
    };
    view! {
        <TableRow>
            <TableCell label="Line">{line.line}</TableCell>
            <TableCell label="Address">
                <Address text=line.email />
            </TableCell>
            <TableCell label="Organisation">
                <Name text=line.organization />
            </TableCell>
            <TableCell label="Plan">{line.tier}</TableCell>
            <TableCell label="Check">{check}</TableCell>
        </TableRow>
    }
}

/// The text of a file, in whatever encoding it was written.
fn decoded(bytes: &[u8]) -> Option<String> {
    web_sys::TextDecoder::new_with_label(encoding_of(bytes)).ok()?.decode_with_u8_array(bytes).ok()
}

/// Reads a file into the text field; without JavaScript people have to paste its text.
#[component]
fn FilePicker(field: NodeRef<Textarea>, on_read: Callback<()>) -> impl IntoView {
    let usable = RwSignal::new(false);
    Effect::new(move |_| usable.set(true));
    let picked = move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) else { return };
        spawn_local(async move {
            let buffer = JsFuture::from(file.array_buffer()).await.ok();
            let text = buffer.and_then(|buffer| decoded(&js_sys::Uint8Array::new(&buffer).to_vec()));
            if let (Some(text), Some(field)) = (text, field.try_get_untracked().flatten()) {
                field.set_value(&text);
                on_read.try_run(());
            }
        });
    };
    view! {
        <label class="flex flex-col gap-1.5 text-sm font-medium text-ink" hidden=move || !usable.get()>
            "File"
            <input
                type="file"
                accept=".csv,.tsv,.txt,text/csv"
                class="text-sm font-normal text-muted file:me-3 file:h-9 file:cursor-pointer file:rounded-lg file:border file:border-field file:bg-surface file:px-3.5 file:font-medium file:text-ink hover:file:bg-hover"
                on:change=picked
            />
        </label>
    }
}
