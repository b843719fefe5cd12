//! The name of the analysis: a fingerprint of everything that decides which terms a text has. Not a protection against
//! anybody, only against asking an index in a language it does not speak.

use std::fs;
use std::path::Path;

use domain::Lang;
use domain::code::{
    CodeList, CostSharing, Industry, InsurerForm, InsurerKind, ListingKind, Mode, Prefecture, Purpose, Region,
    SizeBand, SubsidyUse, Target, Theme, Visibility,
};

use crate::IndexError;

use super::{lexicon, morpheme};

/// Counted up when the code of the analysis or the stored forms change.
const REVISION: u64 = 6;

/// The version with the dictionary in this folder.
pub fn of(dictionary: &Path) -> Result<String, IndexError> {
    let mut print = Fingerprint::new();
    print.add(&REVISION.to_le_bytes());
    print.add(morpheme::WORDS.as_bytes());
    print.add(lexicon::TABLES.as_bytes());
    let mut files: Vec<_> = fs::read_dir(dictionary)?.collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    for file in files {
        print.add(file.file_name().as_encoded_bytes());
        print.add(&file.metadata()?.len().to_le_bytes());
    }
    // Filter values are stored by their position in the lists.
    print.add_list::<Prefecture>();
    print.add_list::<Region>();
    print.add_list::<Purpose>();
    print.add_list::<Theme>();
    print.add_list::<SizeBand>();
    print.add_list::<Industry>();
    print.add_list::<CostSharing>();
    print.add_list::<Mode>();
    print.add_list::<ListingKind>();
    print.add_list::<SubsidyUse>();
    print.add_list::<Visibility>();
    print.add_list::<Target>();
    print.add_list::<InsurerKind>();
    print.add_list::<InsurerForm>();
    Ok(format!("{:016x}", print.0))
}

/// FNV-1a, because its value is the same with every release of the compiler.
struct Fingerprint(u64);

impl Fingerprint {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain(&[0xff]) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn add_list<T: CodeList>(&mut self) {
        for value in T::ALL {
            self.add(value.code().as_bytes());
            self.add(value.name(Lang::Ja).as_bytes());
        }
    }
}
