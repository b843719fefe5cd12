//! Whether amounts of an application include consumption tax (税区分); one answer for the whole application.

use super::code_list;

code_list! {
    /// With or without consumption tax.
    pub enum TaxMode {
        Included = "included", "税込", "Including tax", ["税込み"];
        Excluded = "excluded", "税抜", "Excluding tax", ["税抜き"];
    }
}
