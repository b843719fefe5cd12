//! The roles of users: within their own organisation, and on the platform as a whole (domain table 8.1). What each role
//! may do is decided by the permission table alone.

use super::code_list;

code_list! {
    /// What a user is within one organisation. Not a ladder: an administrator of users need not approve programs.
    pub enum OrgRole {
        Viewer = "viewer", "閲覧", "Viewer", ["閲覧者"];
        Editor = "editor", "作成", "Editor", ["担当者", "作成者"];
        Approver = "approver", "承認", "Approver", ["承認者"];
        Admin = "admin", "組織管理", "Organisation administrator", ["組織管理者", "管理者"];
    }
}

code_list! {
    /// What a user is for the whole platform.
    pub enum PlatformRole {
        Secretariat = "secretariat", "事務局", "Secretariat";
        Officer = "officer", "補助金担当官", "Subsidy officer", ["担当官"];
        OfficerApprover = "officer-approver", "決裁者", "Approving officer";
        Reviewer = "reviewer", "審査委員", "Reviewer", ["外部有識者", "審査員"];
        FederationViewer = "federation-viewer", "連合会・協議会 閲覧者", "Federation viewer",
            ["健保連", "都道府県連合会", "保険者協議会"];
        Auditor = "auditor", "監査閲覧者", "Auditor", ["監査"];
        Sysadmin = "sysadmin", "システム管理者", "System administrator";
    }
}
