//! `Content-Disposition` of answers that are saved and never shown (RFC 6266).

use http::HeaderValue;

/// Tells the browser to save the answer under `name`; `plain` is for programs that read ASCII only.
pub fn attachment(plain: &str, name: &str) -> HeaderValue {
    let text = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", escape(name));
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("attachment"))
}

/// Percent-escapes of everything but plain letters and digits, as RFC 8187 wants it.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            escaped.push(char::from(byte));
        } else {
            escaped += &format!("%{byte:02X}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 日本語の名前は二通りに書く() {
        let header = attachment("file.pdf", "実施 要領.pdf");
        assert_eq!(
            header.to_str().unwrap(),
            "attachment; filename=\"file.pdf\"; filename*=UTF-8''%E5%AE%9F%E6%96%BD%20%E8%A6%81%E9%A0%98.pdf"
        );
    }
}
