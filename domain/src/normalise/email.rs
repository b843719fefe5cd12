//! E-mail addresses as people type them: in full width, with a space or a full stop at the end.

use super::digits::narrow;
use crate::problem::ProblemCode;
use crate::value::Email;

/// Reads an address. The domain becomes lower case; the local part keeps its case, for it may matter to the server.
///
/// # Errors
///
/// `Empty` or `NotAnEmail`.
pub fn email(typed: &str) -> Result<Email, ProblemCode> {
    let is_margin = |c: char| c == ' ' || matches!(c, '。' | '、' | '｡' | '､' | ',' | ';' | '<' | '>');
    let narrowed = narrow(typed);
    let address = narrowed.trim_matches(is_margin);
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    if address.is_empty() {
        return Err(ProblemCode::Empty);
    }
    let (local, domain) = address.rsplit_once('@').ok_or(ProblemCode::NotAnEmail)?;
    let domain = domain.trim_end_matches('.').to_ascii_lowercase();
    Email::from_exact(format!("{local}@{domain}")).ok_or(ProblemCode::NotAnEmail)
}
