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
    pub reset: &'static str,
    pub too_many: fn(u64) -> String,
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
    reset: "パスワードを忘れた方",
    too_many: |seconds| {
        if seconds < 60 {
            format!("続けて何度も間違えました。{seconds}秒ほど待ってから、もう一度入力してください。")
        } else {
            format!(
                "続けて何度も間違えました。{}分ほど待ってから、もう一度入力してください。",
                seconds.div_ceil(60)
            )
        }
    },
    help: "ログインできないときは、組織の管理者か事務局に連絡してください。",
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
    reset: "Forgotten your password?",
    too_many: |seconds| {
        if seconds < 60 {
            format!("Too many wrong attempts. Please wait about {seconds} seconds and try again.")
        } else {
            format!(
                "Too many wrong attempts. Please wait about {} minutes and try again.",
                seconds.div_ceil(60)
            )
        }
    },
    help: "If you cannot sign in, contact your organisation’s administrator or the secretariat.",
    signed_out: "You have signed out.",
};
