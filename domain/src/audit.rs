//! What the audit log calls things: every deed that is recorded, and what it was done to. Recording is the store's.

use crate::code::code_list;
use crate::value::{
    ApplicationId, CallId, ConsortiumId, GrantId, InquiryId, InvitationId, OrganisationId, ParticipationId, ProgramId,
    RegistrationId, UserId,
};

code_list! {
    /// Something that somebody did.
    pub enum Deed {
        ProgramStarted = "program-started", "共同事業の作成", "Program started";
        ProgramSaved = "program-saved", "共同事業の保存", "Program saved";
        ProgramPublished = "program-published", "共同事業の公開", "Program published";
        ProgramRequested = "program-requested", "公開の申請", "Publication asked for";
        ProgramWithdrawn = "program-withdrawn", "公開の申請の取下げ", "Request for publication withdrawn";
        ProgramReturned = "program-returned", "共同事業の差戻し", "Program sent back";
        ProgramScheduled = "program-scheduled", "公開・終了の予約", "Publication or end planned";
        ProgramSuspended = "program-suspended", "共同事業の公開停止", "Program suspended";
        ProgramResumed = "program-resumed", "共同事業の公開再開", "Program resumed";
        ProgramReported = "program-reported", "成果の報告", "Results reported";
        ProgramArchived = "program-archived", "共同事業の長期保存への移動", "Program archived";
        ProgramCopied = "program-copied", "共同事業の複写", "Program copied";
        ProgramEnded = "program-ended", "共同事業の終了", "Program ended";
        ProgramDeleted = "program-deleted", "下書きの削除", "Draft deleted";
        ProgramImported = "program-imported", "共同事業の取込み", "Program imported";
        FileAttached = "file-attached", "ファイルの添付", "File attached";
        FileReplaced = "file-replaced", "ファイルの差し替え", "File replaced";
        FileRemoved = "file-removed", "ファイルの取り外し", "File removed";
        FilesOrdered = "files-ordered", "ファイルの並べ替え", "Files put in order";
        FileInfected = "file-infected", "ファイルのウイルス検出", "Virus found in a file";
        UserRegistered = "user-registered", "利用者の登録", "Person registered";
        UserDisabled = "user-disabled", "利用者の停止", "Person disabled";
        UserEnabled = "user-enabled", "利用者の再開", "Person enabled";
        PasswordResetAsked = "password-reset-asked", "パスワード再設定の申込み", "Password reset asked for";
        EmailChangeAsked = "email-change-asked", "メールアドレス変更の申込み", "Change of e-mail address asked for";
        EmailChanged = "email-changed", "メールアドレスの変更", "E-mail address changed";
        EmailChangeStopped = "email-change-stopped", "メールアドレス変更の取消し", "Change of e-mail address stopped";
        UserRenamed = "user-renamed", "氏名の変更", "Person renamed";
        SessionsEnded = "sessions-ended", "ログインの終了", "Sessions ended";
        PasswordChanged = "password-changed", "パスワードの変更", "Password changed";
        SignedIn = "signed-in", "ログイン", "Signed in";
        SignedOut = "signed-out", "ログアウト", "Signed out";
        SignInRefused = "sign-in-refused", "ログインの失敗", "Sign-in refused";
        OrganisationRegistered = "organisation-registered", "組織の登録", "Organisation registered";
        OrganisationChanged = "organisation-changed", "組織情報の変更", "Organisation changed";
        OrganisationImported = "organisation-imported", "組織情報の取込み", "Organisation imported";
        OrganisationMerged = "organisation-merged", "組織の統合", "Organisation merged";
        OrganisationDissolved = "organisation-dissolved", "組織の解散", "Organisation dissolved";
        OrganisationReopened = "organisation-reopened", "統合・解散の取消し", "End of organisation taken back";
        RegistrationStarted = "registration-started", "登録の申請", "Registration started";
        RegistrationConfirmed = "registration-confirmed", "申請のメール確認", "Registration confirmed";
        RegistrationApproved = "registration-approved", "申請の承認", "Registration approved";
        RegistrationDeclined = "registration-declined", "申請の見送り", "Registration declined";
        InvitationSent = "invitation-sent", "招待の送信", "Invitation sent";
        InvitationResent = "invitation-resent", "招待の再送", "Invitation sent again";
        InvitationWithdrawn = "invitation-withdrawn", "招待の取消し", "Invitation withdrawn";
        InvitationAccepted = "invitation-accepted", "招待の承諾", "Invitation accepted";
        InvitationDeclined = "invitation-declined", "招待の辞退", "Invitation declined";
        RolesChanged = "roles-changed", "組織での権限の変更", "Roles in an organisation changed";
        MemberRemoved = "member-removed", "所属の解除", "Member removed";
        MemberSuspended = "member-suspended", "所属の停止", "Membership suspended";
        MemberResumed = "member-resumed", "所属の再開", "Membership resumed";
        WorkHandedOver = "work-handed-over", "業務の引き継ぎ", "Work handed over";
        PlatformRolesChanged = "platform-roles-changed", "システム全体の役割の変更", "Roles on the platform changed";
        TotpSet = "totp-set", "認証アプリの設定", "Authenticator app set up";
        TotpRemoved = "totp-removed", "認証アプリの解除", "Authenticator app removed";
        PasskeyAdded = "passkey-added", "パスキーの追加", "Passkey added";
        PasskeyRenamed = "passkey-renamed", "パスキーの名前の変更", "Passkey renamed";
        PasskeyRemoved = "passkey-removed", "パスキーの削除", "Passkey removed";
        RecoveryCodesMade = "recovery-codes-made", "回復コードの発行", "Recovery codes made";
        RecoveryCodeUsed = "recovery-code-used", "回復コードの使用", "Recovery code used";
        FactorsReset = "factors-reset", "二つ目の確認方法の初期化", "Second factors reset";
        IdentityLinked = "identity-linked", "外部アカウントの結び付け", "External account linked";
        IdentityUnlinked = "identity-unlinked", "外部アカウントの解除", "External account unlinked";
        JoinRequested = "join-requested", "参加の申込み", "Request to join";
        JoinAnswered = "join-answered", "参加申込みへの回答", "Request to join answered";
        JoinConsented = "join-consented", "機関決定の記録", "Consent to join recorded";
        JoinConfirmed = "join-confirmed", "参加の確定", "Participation confirmed";
        JoinWithdrawn = "join-withdrawn", "参加申込みの取下げ", "Request to join withdrawn";
        ParticipationEnded = "participation-ended", "参加の終了", "Participation ended";
        InquirySent = "inquiry-sent", "問合せの受付", "Question to an organiser";
        InquiryAnswered = "inquiry-answered", "問合せへの回答", "Question answered";
        ConsortiumStarted = "consortium-started", "コンソーシアムの結成", "Consortium started";
        ConsortiumChanged = "consortium-changed", "コンソーシアムの変更", "Consortium changed";
        ConsortiumStepped = "consortium-stepped", "コンソーシアムの状態の変更", "State of a consortium changed";
        ConsortiumLeadChanged = "consortium-lead-changed", "代表組合の交代", "Lead society changed";
        ConsortiumPlaceChanged = "consortium-place-changed", "構成組合の変更", "Place in a consortium changed";
        ConsortiumConsented = "consortium-consented", "コンソーシアムへの同意", "Consent to a consortium";
        ConsortiumShared = "consortium-shared", "費用負担の変更", "Shares of a consortium changed";
        ConsortiumConsentPrepared = "consortium-consent-prepared", "同意の作成", "Consent prepared";
        ConsortiumDataChanged = "consortium-data-changed", "データの取扱いの変更", "Handling of data changed";
        ConsortiumWorked = "consortium-worked", "コンソーシアムの作業の記録", "Work of a consortium recorded";
        ApplicationStarted = "application-started", "応募の作成", "Application started";
        ApplicationSaved = "application-saved", "応募の保存", "Application saved";
        ApplicationStepped = "application-stepped", "応募の状態の変更", "State of an application changed";
        ApplicationSubmitted = "application-submitted", "応募の提出", "Application submitted";
        ApplicationReturned = "application-returned", "応募の差戻し", "Application sent back";
        ApplicationExtended = "application-extended", "応募の締切の延長", "Deadline of an application extended";
        ApplicationAssigned = "application-assigned", "応募の担当の変更", "Officer of an application changed";
        ApplicationsExported = "applications-exported", "応募の一覧の出力", "List of applications exported";
        ReviewAssigned = "review-assigned", "審査委員の割当て", "Reviewer assigned";
        ReviewDeclared = "review-declared", "利害関係の申告", "Conflict of interest declared";
        ReviewStepped = "review-stepped", "審査の状態の変更", "State of a review changed";
        ReviewSubmitted = "review-submitted", "審査結果の提出", "Review submitted";
        BudgetSet = "budget-set", "公募の予算額の設定", "Budget of a call set";
        DecisionSaved = "decision-saved", "採否案の保存", "Decisions saved";
        DecisionStepped = "decision-stepped", "採否案の状態の変更", "State of decisions changed";
        DecisionReleased = "decision-released", "採否の通知", "Decision released";
        GrantStarted = "grant-started", "交付の手続きの開始", "Grant started";
        GrantSaved = "grant-saved", "交付書類の保存", "Papers of a grant saved";
        GrantStepped = "grant-stepped", "交付の状態の変更", "State of a grant changed";
        GrantProposed = "grant-proposed", "交付に関する決定の提案", "Decision about a grant proposed";
        GrantChanged = "grant-changed", "変更申請の処理", "Change of a grant";
        GrantReported = "grant-reported", "交付の報告の処理", "Report of a grant";
        GrantAssetChanged = "grant-asset-changed", "財産管理台帳の変更", "Register of assets changed";
        GrantHeld = "grant-held", "廃棄の保留の変更", "Legal hold changed";
        CaseRead = "case-read", "監査閲覧者による閲覧", "Looked at by an auditor";
        CallSaved = "call-saved", "公募の保存", "Call saved";
        CallStepped = "call-stepped", "公募の状態の変更", "State of a call changed";
        AuditExported = "audit-exported", "操作記録の出力", "Audit log exported";
        AuditCleared = "audit-cleared", "期限を過ぎた操作記録の整理", "Old audit rows cleared away";
        SynonymsChanged = "synonyms-changed", "同義語の変更", "Synonyms changed";
        MessageSent = "message-sent", "メッセージの送信", "Message sent";
        MailChosen = "mail-chosen", "お知らせメールの設定", "Mails about notices chosen";
        MailRetried = "mail-retried", "メールの再送", "Mail sent again";
    }
}

/// What a deed was done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The portal as a whole.
    Portal,
    /// A person.
    User(UserId),
    /// An organisation.
    Organisation(OrganisationId),
    /// A program of an organisation.
    Program(ProgramId, OrganisationId),
    /// A society's participation: the society, whose matter it is.
    Participation(ParticipationId, OrganisationId),
    /// A consortium: the organisation whose matter it is.
    Consortium(ConsortiumId, OrganisationId),
    /// An application of a lead society to a call.
    Application(ApplicationId, OrganisationId),
    /// A grant of a lead society.
    Grant(GrantId, OrganisationId),
    /// A call for applications.
    Call(CallId),
    /// A question to the organiser of a program.
    Inquiry(InquiryId, OrganisationId),
    /// The registration of an organisation that is none yet.
    Registration(RegistrationId),
    /// A person's place in an organisation.
    Member(UserId, OrganisationId),
    /// An invitation, perhaps into an organisation.
    Invitation(InvitationId, Option<OrganisationId>),
}

impl Deed {
    /// What the office and reviewers do among themselves with an application. Its society reads nothing of it, not even in
    /// its own log.
    pub const INTERNAL: &[Self] = &[
        Self::ApplicationAssigned,
        Self::ReviewAssigned,
        Self::ReviewDeclared,
        Self::ReviewStepped,
        Self::ReviewSubmitted,
    ];
}

impl Subject {
    /// The kind as stored: the name of the subject's table, or `portal`.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::User(_) | Self::Member(..) => "user",
            Self::Invitation(..) => "invitation",
            Self::Organisation(_) => "organisation",
            Self::Program(..) => "program",
            Self::Participation(..) => "participation",
            Self::Consortium(..) => "consortium",
            Self::Application(..) => "application",
            Self::Grant(..) => "grant",
            Self::Call(_) => "call",
            Self::Inquiry(..) => "inquiry",
            Self::Registration(_) => "registration",
        }
    }

    /// The id as stored; empty for the portal.
    pub fn id(self) -> String {
        match self {
            Self::Portal => String::new(),
            Self::User(id) | Self::Member(id, _) => id.to_string(),
            Self::Invitation(id, _) => id.to_string(),
            Self::Organisation(id) => id.to_string(),
            Self::Program(id, _) => id.to_string(),
            Self::Participation(id, _) => id.to_string(),
            Self::Consortium(id, _) => id.to_string(),
            Self::Application(id, _) => id.to_string(),
            Self::Grant(id, _) => id.to_string(),
            Self::Call(id) => id.to_string(),
            Self::Inquiry(id, _) => id.to_string(),
            Self::Registration(id) => id.to_string(),
        }
    }

    /// The organisation whose matter it is, and whose administrators may read about it.
    pub const fn organisation(self) -> Option<OrganisationId> {
        match self {
            Self::Organisation(id)
            | Self::Program(_, id)
            | Self::Member(_, id)
            | Self::Participation(_, id)
            | Self::Consortium(_, id)
            | Self::Application(_, id)
            | Self::Grant(_, id)
            | Self::Inquiry(_, id) => Some(id),
            Self::Invitation(_, organisation) => organisation,
            Self::Portal | Self::User(_) | Self::Registration(_) | Self::Call(_) => None,
        }
    }
}
