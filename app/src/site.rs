//! What every handler needs: the store, the index, the clock. One value, made at start-up, cheap to clone.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use domain::program::PublicationCheck;
use domain::value::{Clock, Day, Instant};
use leptos::config::LeptosOptions;
use search_index::Index;
use store::{Store, StoreError};

use crate::storage::{FileStorage, StorageError, StoragePlace};
use crate::{PageCache, SignInRules};

/// The running portal.
#[derive(Clone)]
pub struct Site {
    /// The database.
    pub store: Store,
    /// The search index, a projection of the database.
    pub index: Index,
    /// The only source of time.
    pub clock: Arc<dyn Clock>,
    /// Where browser files lie.
    pub options: Arc<LeptosOptions>,
    /// Fingerprint of the browser files; changes with every build, so that caches never mix two of them.
    pub assets: Arc<str>,
    /// Address under which people reach the portal, without a slash at the end; links in mails, feeds and files begin
    /// with it.
    pub public_url: Arc<str>,
    /// The folder whose mails administrators may read, while mails are written there instead of being sent.
    pub mail_folder: Option<Arc<Path>>,
    /// Whether cookies are only sent over TLS; off for a plain-HTTP address on one's own machine.
    pub secure_cookies: bool,
    /// How people sign in.
    pub rules: Arc<SignInRules>,
    /// Attached files.
    pub files: Files,
    /// Who looks at a listing before it is public, as the operator wants it.
    pub check: PublicationCheck,
    /// The fonts of PDF documents, if they are there.
    pub fonts: Option<paper::Fonts>,
    /// Finished pages of anonymous visitors.
    pub pages: PageCache,
}

/// What handlers of attached files need.
#[derive(Clone, Debug)]
pub struct Files {
    /// Where the bytes lie.
    pub storage: FileStorage,
    /// Whether a virus scanner is set up, so that nothing is handed out before it has looked.
    pub scanning: bool,
}

impl Files {
    /// In a folder, without a scanner.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn in_folder(folder: &Path) -> Result<Self, StorageError> {
        let place = StoragePlace::Folder(folder.join("files"));
        Ok(Self {
            storage: FileStorage::open(&place, &folder.join("incoming"))?,
            scanning: false,
        })
    }
}

impl Site {
    /// Now.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Waits until the index holds everything that is committed now, so that people find what they have just published.
    /// Gives up after two seconds: the change is safe in the database, and the index will follow.
    pub async fn wait_for_index(&self) -> Result<(), StoreError> {
        let last = self.store.last_change().await?;
        for _ in 0..100 {
            if self.index.applied() >= last {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }

    /// Today in Japan.
    pub fn today(&self) -> Day {
        self.now().day_jst()
    }
}
