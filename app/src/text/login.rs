//! Sign-in page.

/// The texts; see the values for what each says.
pub struct LoginText {
    pub title: &'static str,
    pub lead: &'static str,
    pub email: &'static str,
    pub password: &'static str,
    pub button: &'static str,
    pub wrong: &'static str,
    pub needed: &'static str,
    pub help: &'static str,
    pub signed_out: &'static str,
}

pub static JA: LoginText = LoginText {
    title: "ログイン",
    lead: "共同事業の登録と編集には、ログインが必要です。",
    email: "メールアドレス",
    password: "パスワード",
    button: "ログイン",
    wrong: "メールアドレスかパスワードが違います。もう一度入力してください。",
    needed: "続けるにはログインしてください。",
    help: "パスワードが分からないときは、組織の管理者か事務局に連絡してください。",
    signed_out: "ログアウトしました。",
};

pub static EN: LoginText = LoginText {
    title: "Sign in",
    lead: "Sign in to register and edit programs.",
    email: "E-mail address",
    password: "Password",
    button: "Sign in",
    wrong: "The e-mail address or the password is not right. Please try again.",
    needed: "Please sign in to continue.",
    help: "If you do not know your password, contact your organisation’s administrator or the secretariat.",
    signed_out: "You have signed out.",
};
