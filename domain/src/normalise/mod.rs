//! Reading what people type: every width, every usual way of writing, one clean value (`ux` table 7.4, `J-05`). What could
//! mean two things is handed back as a question, never guessed. The typed text itself is kept by others.

pub mod variant;

mod date;
mod decimal;
mod digits;
mod email;
mod fiscal_year;
mod kana;
mod money;
mod month;
mod number;
mod phone;
mod postcode;
mod quantity;
mod rate;
mod search;
mod text;
mod time;
mod url;

pub use date::date;
pub use decimal::decimal;
pub use digits::{narrow, numeric_code, unify_hyphens};
pub use email::email;
pub use fiscal_year::fiscal_year;
pub use kana::{hiragana, katakana};
pub use money::money;
pub use month::month;
pub use number::number;
pub use phone::phone;
pub use postcode::postcode;
pub use rate::rate;
pub use search::{fold, fold_kana, fold_sound};
pub use text::{char_count, single_line, text};
pub use time::time;
pub use url::url;
