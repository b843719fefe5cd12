//! The six official purposes of joint programs (事業目的分類, domain list 9.5). The list is fixed by the ministry; the
//! finer [`Theme`](super::Theme)s below it are the portal's own.

use super::{Theme, code_list};

code_list! {
    /// The purpose of a joint program: the top level of categories.
    pub enum Purpose {
        TokuteiKenshin = "tokutei-kenshin", "特定健診・特定保健指導", "Specific check-ups and guidance",
            ["P1", "1", "特定健診", "特定保健指導", "特定健康診査・特定保健指導"];
        Hifuyosha = "hifuyosha", "被扶養者対策", "Dependants", ["P2", "2", "被扶養者"];
        Jakunensha = "jakunensha", "若年者対策", "Younger members", ["P3", "3", "若年者", "若年層対策"];
        Population = "population", "ポピュレーションアプローチ", "Population approach", ["P4", "4"];
        JushokaYobo = "jushoka-yobo", "重症化予防", "Prevention of aggravation", ["P5", "5"];
        Sonota = "sonota", "その他", "Other", ["P6", "6"];
    }
}

impl Purpose {
    /// The themes below this purpose.
    pub fn themes(self) -> impl Iterator<Item = Theme> + Clone {
        Theme::of(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 丸数字や番号でも選べる() {
        assert_eq!(Purpose::from_label("①"), Some(Purpose::TokuteiKenshin));
        assert_eq!(Purpose::from_label("ｐ５"), Some(Purpose::JushokaYobo));
        assert_eq!(Purpose::from_label("⑥"), Some(Purpose::Sonota));
        assert_eq!(
            Purpose::from_label("特定健診･特定保健指導"),
            Some(Purpose::TokuteiKenshin)
        );
        assert_eq!(Purpose::from_label("7"), None);
    }
}
