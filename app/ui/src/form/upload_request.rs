//! One upload by script: with the browser's older API, because the newer one reports no progress.

use domain::{AppError, FieldErrors};
use leptos::prelude::*;
use leptos::server_fn::error::FromServerFnError;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use web_sys::{FileList, FormData, ProgressEvent, XmlHttpRequest};

/// The largest size, and the message for a larger file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UploadLimit {
    pub bytes: u64,
    pub message: &'static str,
}

/// The state of a picker's upload; `Copy` for the handlers.
#[derive(Clone, Copy)]
pub(super) struct Upload {
    action: StoredValue<String>,
    limit: UploadLimit,
    busy: RwSignal<bool>,
    percent: RwSignal<Option<u8>>,
    pub progress: Signal<Option<u8>>,
    pub error: RwSignal<Option<String>>,
    done: Callback<()>,
}

impl Upload {
    pub fn new(action: String, limit: UploadLimit, refused: Option<String>, done: Callback<()>) -> Self {
        let percent = RwSignal::new(None);
        Self {
            action: StoredValue::new(action),
            limit,
            busy: RwSignal::new(false),
            percent,
            progress: percent.into(),
            error: RwSignal::new(refused),
            done,
        }
    }

    pub fn is_busy(self) -> bool {
        self.busy.get()
    }

    /// Sends the first of the files, if there is one and it is not too large.
    pub fn send_first(self, files: Option<FileList>) {
        let Some(file) = files.and_then(|files| files.get(0)) else { return };
        self.error.set(None);
        if file.size() > u32::try_from(self.limit.bytes).map_or(f64::INFINITY, f64::from) {
            self.error.set(Some(self.limit.message.to_owned()));
            return;
        }
        self.busy.set(true);
        self.percent.set(Some(0));
        let sent = FormData::new()
            .and_then(|form| form.append_with_blob_and_filename("file", &file, &file.name()).map(|()| form))
            .and_then(|form| self.send(&form));
        if sent.is_err() {
            self.end(Err(AppError::Offline));
        }
    }

    fn send(self, form: &FormData) -> Result<(), JsValue> {
        let request = XmlHttpRequest::new()?;
        request.open("POST", &self.action.get_value())?;
        request.set_request_header("accept", "application/json")?;
        let progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
            if event.length_computable() {
                self.percent.try_set(Some(percent(event.loaded(), event.total())));
            }
        });
        request.upload()?.set_onprogress(Some(progress.into_js_value().unchecked_ref()));
        let answered = request.clone();
        let load = Closure::once_into_js(move || self.end(outcome(&answered)));
        request.set_onload(Some(load.unchecked_ref()));
        let lost = Closure::once_into_js(move || self.end(Err(AppError::Offline)));
        request.set_onerror(Some(lost.unchecked_ref()));
        request.send_with_opt_form_data(Some(form))
    }

    /// The page may be gone by now.
    fn end(self, outcome: Result<(), AppError>) {
        self.busy.try_set(false);
        self.percent.try_set(None);
        match outcome {
            Ok(()) => {
                self.done.try_run(());
            }
            Err(error) => {
                self.error.try_set(Some(error.to_string()));
            }
        }
    }
}

/// Whole percent, rounded down.
fn percent(loaded: f64, total: f64) -> u8 {
    (1..=100_u8).take_while(|percent| f64::from(*percent) * total <= loaded * 100.0).last().unwrap_or(0)
}

fn outcome(request: &XmlHttpRequest) -> Result<(), AppError> {
    match request.status() {
        Ok(200..=299) => Ok(()),
        Ok(_) => {
            let text = request.response_text().ok().flatten().unwrap_or_default();
            Err(AppError::de(text.into_bytes().into()))
        }
        Err(_) => Err(AppError::Invalid(FieldErrors::form("The answer could not be read. Please try again."))),
    }
}
