//! Administration.

/// The texts; see the values for what each says.
pub struct AdminText {
    pub title: &'static str,
    pub lead: &'static str,
}

pub static JA: AdminText = AdminText {
    title: "管理",
    lead: "あなたの役割で使える管理の機能です。",
};

pub static EN: AdminText = AdminText {
    title: "Administration",
    lead: "What you can administer in your role.",
};
