//! Writes mails into a folder, for development and for trying the portal out. A mail that is written again replaces its
//! file.

use std::path::Path;

use lettre::Message;

use super::Undelivered;

pub(super) async fn write(folder: &Path, id: i64, message: &Message) -> Result<(), Undelivered> {
    let path = folder.join(app::mail::file_name(id));
    let written = async {
        tokio::fs::create_dir_all(folder).await?;
        tokio::fs::write(&path, message.formatted()).await
    };
    written
        .await
        .map_err(|error| Undelivered::for_now(format_args!("writing {}: {error}", path.display())))
}
