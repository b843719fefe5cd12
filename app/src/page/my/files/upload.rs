//! From a form that came in to a file whose bytes are safe: look at its content, store it, and say in words what is wrong
//! with one that is not taken.

use domain::file::{FILE_BYTES, FileFault, FileOwner, clean_name, inspect};
use domain::value::grouped;
use http::StatusCode;
use leptos::prelude::*;
use store::{NewFile, Refusal, Wanted};

use super::receive::{MOST_AT_ONCE, Sent};
use crate::component::FieldError;
use crate::island::upload::UploadIsland;
use crate::page::attachment::size;
use crate::{Failure, Site, Visit};

/// A file that is not taken.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Why.
    pub fault: FileFault,
    /// What it is called.
    pub name: String,
}

impl Refused {
    /// 413 for one that is too large, 422 for everything else.
    pub fn status(&self) -> StatusCode {
        match self.fault {
            FileFault::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    /// The sentence for it.
    pub fn words(&self, visit: &Visit, owner: FileOwner) -> String {
        let text = visit.text().file;
        match self.fault {
            FileFault::Missing => text.fault_missing.to_owned(),
            FileFault::Empty => text.fault_empty.to_owned(),
            FileFault::TooLarge => text.fault_too_large.to_owned(),
            FileFault::OtherKind => text.fault_other_kind.to_owned(),
            FileFault::Misnamed { found } => (text.fault_misnamed)(&self.name, found.name(visit.lang)),
            FileFault::Encrypted => text.fault_encrypted.to_owned(),
            FileFault::Macro => text.fault_macro.to_owned(),
            FileFault::Broken => text.fault_broken.to_owned(),
            FileFault::TooMany => (text.fault_too_many)(owner.limits().files),
            FileFault::TotalTooLarge => (text.fault_total)(&size(owner.limits().total)),
            FileFault::TooManyVersions => (text.fault_versions)(domain::file::MOST_VERSIONS),
            FileFault::Infected => text.fault_infected.to_owned(),
        }
    }
}

/// Stores what came in, if it is a file that is taken beside others of these sizes. What is refused leaves nothing behind.
///
/// # Errors
/// When disk, storage or database fail; 409 when the same content is just being removed.
pub async fn store(
    site: &Site,
    owner: FileOwner,
    others: &[u64],
    sent: Sent,
) -> Result<Result<NewFile, Refused>, Failure> {
    let name = clean_name(&sent.name);
    let refused = |fault| {
        let name = name.clone();
        Ok(Err(Refused { fault, name }))
    };
    let mut file = match sent.file {
        Ok(file) => file,
        Err(fault) => return refused(fault),
    };
    if let Err(fault) = owner.limits().check(others, file.bytes) {
        return refused(fault);
    }
    let mut reader = file.reader().await.map_err(crate::storage::StorageError::Io)?;
    let named = name.clone();
    let found = tokio::task::spawn_blocking(move || inspect(&mut reader, &named))
        .await
        .map_err(|error| Failure::fault(error.to_string()))?;
    let kind = match found {
        Ok(kind) => kind,
        Err(fault) => return refused(fault),
    };
    let wanted = match site.store.want_content(&file.sha256, file.bytes).await {
        Ok(wanted) => wanted,
        Err(Refusal::File(fault)) => return refused(fault),
        Err(refusal) => return Err(refusal.into()),
    };
    // What should be there is looked for, so that a lost content comes back with the next upload.
    let there = wanted == Wanted::There && site.files.storage.find_size(&file.sha256).await? == Some(file.bytes);
    if !there {
        site.files.storage.keep(&mut file).await?;
    }
    Ok(Ok(NewFile {
        name,
        kind,
        bytes: file.bytes,
        sha256: file.sha256,
    }))
}

/// What may be attached, told before anybody chooses a file (ux 7.7).
pub fn limits(visit: &Visit, owner: FileOwner, scanning: bool) -> impl IntoView + use<> {
    let (text, limits) = (visit.text().file, owner.limits());
    let scan = if scanning { text.limit_scan } else { text.limit_no_scan };
    view! {
        <section class="kj-box" aria-labelledby="limits-title">
            <h2 class="kj-box__title" id="limits-title">{text.limits}</h2>
            <ul class="kj-files">
                <li>{(text.limit_kinds)()}</li>
                <li>{(text.limit_size)(&size(FILE_BYTES), &grouped(FILE_BYTES))}</li>
                <li>{(text.limit_total)(&size(limits.total), limits.files)}</li>
                <li>{text.limit_refused}</li>
                <li>{scan}</li>
            </ul>
        </section>
    }
}

/// The form with the field for files, or for one; `seen` is the version that will be replaced.
pub fn form(
    visit: &Visit,
    action: String,
    seen: Option<u32>,
    error: Option<String>,
    button: &'static str,
) -> impl IntoView + use<> {
    let text = visit.text().file;
    let several = seen.is_none();
    let (label, hint) = if several {
        (text.files_label, (text.files_hint)(MOST_AT_ONCE))
    } else {
        (text.file_label, text.file_hint.to_owned())
    };
    let invalid = error.is_some().then_some("true");
    let described = if error.is_some() {
        "file-error file-hint"
    } else {
        "file-hint"
    };
    let seen = seen.map(|seen| view! { <input type="hidden" name="seen" value=seen.to_string() /> });
    view! {
        <form class="kj-form" method="post" enctype="multipart/form-data" action=action data-upload="true">
            {seen}
            <div class="kj-field" data-invalid=invalid>
                <label class="kj-field__label" for="file">{label}</label>
                <p class="kj-field__hint" id="file-hint">{hint}</p>
                <input
                    class="kj-file"
                    type="file"
                    id="file"
                    name="file"
                    multiple=several
                    accept=domain::file::FileKind::accept()
                    aria-describedby=described
                    aria-invalid=invalid
                />
                {error.map(|words| view! { <p class="kj-field__error" id="file-error">"＊"{words}</p> })}
            </div>
            <button class="kj-button" data-tone="primary" type="submit">{button}</button>
            <UploadIsland
                sending=text.sending.to_owned()
                checking=text.checking.to_owned()
                failed=text.send_failed.to_owned()
            />
        </form>
    }
}

/// The errors for the summary on top; `target` is where they lead.
pub fn summary<'a>(words: impl IntoIterator<Item = &'a String>, target: &str) -> Vec<FieldError> {
    let words = words.into_iter();
    words.map(|words| FieldError::new(target, words.clone())).collect()
}
