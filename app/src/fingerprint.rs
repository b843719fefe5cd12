//! Tells whether a part of a form was changed since somebody saw it: equal fingerprints mean equal values.

use sha2::{Digest, Sha256};

/// The fingerprint of the values of fields, in their order.
pub fn of<'a>(fields: impl IntoIterator<Item = &'a [String]>) -> String {
    let mut hash = Sha256::new();
    for values in fields {
        for value in values {
            hash.update((value.len() as u64).to_le_bytes());
            hash.update(value);
        }
        hash.update([0xFF]);
    }
    let bytes = hash.finalize();
    bytes.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 値の境目が変われば印も変わる() {
        let list = |values: &[&str]| -> Vec<String> { values.iter().map(|value| (*value).to_owned()).collect() };
        let (one, two) = (list(&["ab", "c"]), list(&["a", "bc"]));
        assert_eq!(of([one.as_slice()]), of([one.as_slice()]));
        assert_ne!(of([one.as_slice()]), of([two.as_slice()]));
        assert_ne!(of([one.as_slice(), &[]]), of([&[], one.as_slice()]));
    }
}
