//! How a joint program reaches the people (実施形態).

use super::code_list;

code_list! {
    /// A way of carrying out a program; a program may have several.
    pub enum Mode {
        Online = "online", "オンライン", "Online", ["ICT", "ウェブ", "Web", "アプリ", "遠隔"];
        Onsite = "onsite", "集合", "On site", ["対面", "会場", "集合型"];
        Visit = "visit", "訪問", "Visits", ["巡回", "訪問型"];
        Post = "post", "郵送", "By post", ["郵便", "通信"];
    }
}
