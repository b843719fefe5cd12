//! Certificates of information security that a provider shows (domain §7.3: ISMS or Pマーク for who handles health data).

use super::code_list;

code_list! {
    /// A certificate.
    pub enum Certificate {
        Isms = "isms", "ISMS認証（ISO/IEC 27001）", "ISMS (ISO/IEC 27001)", ["ISMS", "ISO27001"];
        PrivacyMark = "privacy-mark", "プライバシーマーク", "PrivacyMark (Japan)", ["Pマーク"];
        CloudSecurity = "cloud-security", "ISMSクラウドセキュリティ認証（ISO/IEC 27017）", "Cloud security (ISO/IEC 27017)",
            ["ISO27017"];
    }
}
