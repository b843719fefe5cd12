//! How data gets from one body to another (授受の方法, domain §7.3). None of these ways leads through the portal.

use super::code_list;

code_list! {
    /// A way of handing data over.
    pub enum TransferMethod {
        ClosedNetwork = "closed-network", "閉域網・専用線", "Closed network", ["専用線", "VPN"];
        EncryptedFile = "encrypted-file", "暗号化した電子送信", "Encrypted transmission", ["ファイル転送"];
        EncryptedMedia = "encrypted-media", "暗号化した記録媒体", "Encrypted media", ["記録媒体"];
        Paper = "paper", "書面", "Paper", ["紙"];
        OnSite = "on-site", "持ち出さず施設内で閲覧", "Viewed on site", ["オンサイト"];
    }
}
