//! The 47 prefectures in JIS order, with their readings and their place on the tile map (`PREF-01`). Regions are data of
//! [`Region`](super::Region): a prefecture belongs to a different one in each scheme.

use super::{PrefectureSet, code_list};

code_list! {
    /// A prefecture (都道府県); the code is its two-digit JIS number.
    pub enum Prefecture {
        Hokkaido = "01", "北海道", "Hokkaido", ["ほっかいどう", "1"];
        Aomori = "02", "青森県", "Aomori", ["青森", "あおもり", "あおもりけん", "2"];
        Iwate = "03", "岩手県", "Iwate", ["岩手", "いわて", "いわてけん", "3"];
        Miyagi = "04", "宮城県", "Miyagi", ["宮城", "みやぎ", "みやぎけん", "4"];
        Akita = "05", "秋田県", "Akita", ["秋田", "あきた", "あきたけん", "5"];
        Yamagata = "06", "山形県", "Yamagata", ["山形", "やまがた", "やまがたけん", "6"];
        Fukushima = "07", "福島県", "Fukushima", ["福島", "ふくしま", "ふくしまけん", "7"];
        Ibaraki = "08", "茨城県", "Ibaraki", ["茨城", "いばらき", "いばらきけん", "8"];
        Tochigi = "09", "栃木県", "Tochigi", ["栃木", "とちぎ", "とちぎけん", "9"];
        Gunma = "10", "群馬県", "Gunma", ["群馬", "ぐんま", "ぐんまけん"];
        Saitama = "11", "埼玉県", "Saitama", ["埼玉", "さいたま", "さいたまけん"];
        Chiba = "12", "千葉県", "Chiba", ["千葉", "ちば", "ちばけん"];
        Tokyo = "13", "東京都", "Tokyo", ["東京", "とうきょう", "とうきょうと"];
        Kanagawa = "14", "神奈川県", "Kanagawa", ["神奈川", "かながわ", "かながわけん"];
        Niigata = "15", "新潟県", "Niigata", ["新潟", "にいがた", "にいがたけん"];
        Toyama = "16", "富山県", "Toyama", ["富山", "とやま", "とやまけん"];
        Ishikawa = "17", "石川県", "Ishikawa", ["石川", "いしかわ", "いしかわけん"];
        Fukui = "18", "福井県", "Fukui", ["福井", "ふくい", "ふくいけん"];
        Yamanashi = "19", "山梨県", "Yamanashi", ["山梨", "やまなし", "やまなしけん"];
        Nagano = "20", "長野県", "Nagano", ["長野", "ながの", "ながのけん"];
        Gifu = "21", "岐阜県", "Gifu", ["岐阜", "ぎふ", "ぎふけん"];
        Shizuoka = "22", "静岡県", "Shizuoka", ["静岡", "しずおか", "しずおかけん"];
        Aichi = "23", "愛知県", "Aichi", ["愛知", "あいち", "あいちけん"];
        Mie = "24", "三重県", "Mie", ["三重", "みえ", "みえけん"];
        Shiga = "25", "滋賀県", "Shiga", ["滋賀", "しが", "しがけん"];
        Kyoto = "26", "京都府", "Kyoto", ["京都", "きょうと", "きょうとふ"];
        Osaka = "27", "大阪府", "Osaka", ["大阪", "おおさか", "おおさかふ"];
        Hyogo = "28", "兵庫県", "Hyogo", ["兵庫", "ひょうご", "ひょうごけん"];
        Nara = "29", "奈良県", "Nara", ["奈良", "なら", "ならけん"];
        Wakayama = "30", "和歌山県", "Wakayama", ["和歌山", "わかやま", "わかやまけん"];
        Tottori = "31", "鳥取県", "Tottori", ["鳥取", "とっとり", "とっとりけん"];
        Shimane = "32", "島根県", "Shimane", ["島根", "しまね", "しまねけん"];
        Okayama = "33", "岡山県", "Okayama", ["岡山", "おかやま", "おかやまけん"];
        Hiroshima = "34", "広島県", "Hiroshima", ["広島", "ひろしま", "ひろしまけん"];
        Yamaguchi = "35", "山口県", "Yamaguchi", ["山口", "やまぐち", "やまぐちけん"];
        Tokushima = "36", "徳島県", "Tokushima", ["徳島", "とくしま", "とくしまけん"];
        Kagawa = "37", "香川県", "Kagawa", ["香川", "かがわ", "かがわけん"];
        Ehime = "38", "愛媛県", "Ehime", ["愛媛", "えひめ", "えひめけん"];
        Kochi = "39", "高知県", "Kochi", ["高知", "こうち", "こうちけん"];
        Fukuoka = "40", "福岡県", "Fukuoka", ["福岡", "ふくおか", "ふくおかけん"];
        Saga = "41", "佐賀県", "Saga", ["佐賀", "さが", "さがけん"];
        Nagasaki = "42", "長崎県", "Nagasaki", ["長崎", "ながさき", "ながさきけん"];
        Kumamoto = "43", "熊本県", "Kumamoto", ["熊本", "くまもと", "くまもとけん"];
        Oita = "44", "大分県", "Oita", ["大分", "おおいた", "おおいたけん"];
        Miyazaki = "45", "宮崎県", "Miyazaki", ["宮崎", "みやざき", "みやざきけん"];
        Kagoshima = "46", "鹿児島県", "Kagoshima", ["鹿児島", "かごしま", "かごしまけん"];
        Okinawa = "47", "沖縄県", "Okinawa", ["沖縄", "おきなわ", "おきなわけん"];
    }
}

/// The cell of a prefecture on the tile map of 13 rows and 13 columns, counted from 1 at the top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tile {
    /// The row of the upper edge.
    pub row: u8,
    /// The column of the left edge.
    pub col: u8,
    /// Width and height in cells: 2 for 北海道, otherwise 1.
    pub span: u8,
}

struct Place {
    reading: &'static str,
    tile: Tile,
}

const fn place(reading: &'static str, row: u8, col: u8, span: u8) -> Place {
    Place {
        reading,
        tile: Tile { row, col, span },
    }
}

/// Reading and tile of each prefecture, in JIS order. The tiles are the portal's own drawing.
const PLACES: [Place; 47] = [
    place("ほっかいどう", 1, 12, 2),
    place("あおもりけん", 3, 12, 1),
    place("いわてけん", 4, 12, 1),
    place("みやぎけん", 5, 12, 1),
    place("あきたけん", 4, 11, 1),
    place("やまがたけん", 5, 11, 1),
    place("ふくしまけん", 6, 11, 1),
    place("いばらきけん", 7, 13, 1),
    place("とちぎけん", 7, 12, 1),
    place("ぐんまけん", 7, 11, 1),
    place("さいたまけん", 8, 11, 1),
    place("ちばけん", 8, 13, 1),
    place("とうきょうと", 8, 12, 1),
    place("かながわけん", 9, 11, 1),
    place("にいがたけん", 6, 10, 1),
    place("とやまけん", 6, 9, 1),
    place("いしかわけん", 6, 8, 1),
    place("ふくいけん", 7, 8, 1),
    place("やまなしけん", 8, 10, 1),
    place("ながのけん", 7, 10, 1),
    place("ぎふけん", 7, 9, 1),
    place("しずおかけん", 9, 10, 1),
    place("あいちけん", 8, 9, 1),
    place("みえけん", 9, 9, 1),
    place("しがけん", 8, 8, 1),
    place("きょうとふ", 8, 7, 1),
    place("おおさかふ", 9, 7, 1),
    place("ひょうごけん", 8, 6, 1),
    place("ならけん", 9, 8, 1),
    place("わかやまけん", 10, 8, 1),
    place("とっとりけん", 8, 5, 1),
    place("しまねけん", 8, 4, 1),
    place("おかやまけん", 9, 5, 1),
    place("ひろしまけん", 9, 4, 1),
    place("やまぐちけん", 9, 3, 1),
    place("とくしまけん", 12, 6, 1),
    place("かがわけん", 11, 6, 1),
    place("えひめけん", 11, 5, 1),
    place("こうちけん", 12, 5, 1),
    place("ふくおかけん", 10, 2, 1),
    place("さがけん", 10, 1, 1),
    place("ながさきけん", 11, 1, 1),
    place("くまもとけん", 11, 2, 1),
    place("おおいたけん", 11, 3, 1),
    place("みやざきけん", 12, 3, 1),
    place("かごしまけん", 12, 2, 1),
    place("おきなわけん", 13, 1, 1),
];

impl Prefecture {
    /// The Japanese name without 都, 府 or 県, as on the tile map: 東京, but 北海道.
    pub fn short_name(self) -> &'static str {
        let name = self.name(crate::lang::Lang::Ja);
        match self {
            Self::Hokkaido => name,
            _ => name.strip_suffix(['都', '府', '県']).unwrap_or(name),
        }
    }

    /// The reading in hiragana of the full name.
    pub const fn reading(self) -> &'static str {
        PLACES[self as usize].reading
    }

    /// The cell on the tile map.
    pub const fn tile(self) -> Tile {
        PLACES[self as usize].tile
    }

    /// The JIS number, 1 to 47.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The prefecture of a JIS number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number).checked_sub(1)?).copied()
    }

    /// A set of only this prefecture.
    pub fn only(self) -> PrefectureSet {
        [self].into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn 都道府県はいろいろな書き方で選べる() {
        for label in [
            "東京",
            "東京都",
            "とうきょう",
            "トウキョウト",
            "ﾄｳｷｮｳ",
            "tokyo",
            "ＴＯＫＹＯ",
            "13",
            "１３",
            " 東京 ",
        ] {
            assert_eq!(Prefecture::from_label(label), Some(Prefecture::Tokyo), "{label}");
        }
        assert_eq!(Prefecture::from_label("京都"), Some(Prefecture::Kyoto));
        assert_eq!(Prefecture::from_label("1"), Some(Prefecture::Hokkaido));
        assert_eq!(Prefecture::from_label("北海"), None);
        assert_eq!(Prefecture::from_label("48"), None);
        assert_eq!(Prefecture::from_label("全国"), None);
    }

    #[test]
    fn 短い名前は北海道だけそのまま() {
        assert_eq!(Prefecture::Hokkaido.short_name(), "北海道");
        assert_eq!(Prefecture::Kyoto.short_name(), "京都");
        assert_eq!(Prefecture::Kanagawa.short_name(), "神奈川");
        assert_eq!(Prefecture::Tokyo.name(Lang::En), "Tokyo");
        assert_eq!(Prefecture::Tokyo.reading(), "とうきょうと");
    }

    #[test]
    fn 番号は往復する() {
        for (position, &prefecture) in Prefecture::ALL.iter().enumerate() {
            assert_eq!(prefecture.code(), format!("{:02}", position + 1));
            assert_eq!(Prefecture::from_number(prefecture.number()), Some(prefecture));
        }
        assert_eq!(Prefecture::from_number(0), None);
        assert_eq!(Prefecture::from_number(48), None);
    }
}
