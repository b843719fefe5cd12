//! Regions as data: which prefecture belongs to which region in which scheme (domain table 9.1). The schemes disagree,
//! 福井 is 中部 in one and 近畿 in the other, so a region is never derived from a prefecture's number.

use super::{Prefecture, PrefectureSet, code_list};

code_list! {
    /// A way of dividing the country.
    pub enum RegionScheme {
        Eight = "eight", "8地方区分", "Eight regions", ["8地方", "地方"];
        Bureau = "bureau", "厚生局の管轄", "Regional bureaus of health and welfare", ["厚生局", "地方厚生局"];
    }
}

code_list! {
    /// A region of one of the schemes.
    pub enum Region {
        Hokkaido = "hokkaido", "北海道", "Hokkaido", ["北海道地方"];
        Tohoku = "tohoku", "東北", "Tohoku", ["東北地方"];
        Kanto = "kanto", "関東", "Kanto", ["関東地方"];
        Chubu = "chubu", "中部", "Chubu", ["中部地方"];
        Kinki = "kinki", "近畿", "Kinki", ["近畿地方", "関西"];
        Chugoku = "chugoku", "中国", "Chugoku", ["中国地方"];
        Shikoku = "shikoku", "四国", "Shikoku", ["四国地方"];
        Kyushu = "kyushu", "九州・沖縄", "Kyushu and Okinawa", ["九州", "九州地方", "九州・沖縄地方"];

        BureauHokkaido = "bureau-hokkaido", "北海道厚生局", "Hokkaido Bureau";
        BureauTohoku = "bureau-tohoku", "東北厚生局", "Tohoku Bureau";
        BureauKantoShinetsu = "bureau-kanto-shinetsu", "関東信越厚生局", "Kanto-Shinetsu Bureau", ["関東信越"];
        BureauTokaiHokuriku = "bureau-tokai-hokuriku", "東海北陸厚生局", "Tokai-Hokuriku Bureau", ["東海北陸"];
        BureauKinki = "bureau-kinki", "近畿厚生局", "Kinki Bureau";
        BureauChugokuShikoku = "bureau-chugoku-shikoku", "中国四国厚生局", "Chugoku-Shikoku Bureau", ["中国四国"];
        BureauShikoku = "bureau-shikoku", "四国厚生支局", "Shikoku Branch Bureau";
        BureauKyushu = "bureau-kyushu", "九州厚生局", "Kyushu Bureau";
    }
}

/// The region of each prefecture: in the eight regions, then under the bureaus.
const MEMBERSHIP: [(Prefecture, Region, Region); 47] = [
    (Prefecture::Hokkaido, Region::Hokkaido, Region::BureauHokkaido),
    (Prefecture::Aomori, Region::Tohoku, Region::BureauTohoku),
    (Prefecture::Iwate, Region::Tohoku, Region::BureauTohoku),
    (Prefecture::Miyagi, Region::Tohoku, Region::BureauTohoku),
    (Prefecture::Akita, Region::Tohoku, Region::BureauTohoku),
    (Prefecture::Yamagata, Region::Tohoku, Region::BureauTohoku),
    (Prefecture::Fukushima, Region::Tohoku, Region::BureauTohoku),
    (Prefecture::Ibaraki, Region::Kanto, Region::BureauKantoShinetsu),
    (Prefecture::Tochigi, Region::Kanto, Region::BureauKantoShinetsu),
    (Prefecture::Gunma, Region::Kanto, Region::BureauKantoShinetsu),
    (Prefecture::Saitama, Region::Kanto, Region::BureauKantoShinetsu),
    (Prefecture::Chiba, Region::Kanto, Region::BureauKantoShinetsu),
    (Prefecture::Tokyo, Region::Kanto, Region::BureauKantoShinetsu),
    (Prefecture::Kanagawa, Region::Kanto, Region::BureauKantoShinetsu),
    (Prefecture::Niigata, Region::Chubu, Region::BureauKantoShinetsu),
    (Prefecture::Toyama, Region::Chubu, Region::BureauTokaiHokuriku),
    (Prefecture::Ishikawa, Region::Chubu, Region::BureauTokaiHokuriku),
    (Prefecture::Fukui, Region::Chubu, Region::BureauKinki),
    (Prefecture::Yamanashi, Region::Chubu, Region::BureauKantoShinetsu),
    (Prefecture::Nagano, Region::Chubu, Region::BureauKantoShinetsu),
    (Prefecture::Gifu, Region::Chubu, Region::BureauTokaiHokuriku),
    (Prefecture::Shizuoka, Region::Chubu, Region::BureauTokaiHokuriku),
    (Prefecture::Aichi, Region::Chubu, Region::BureauTokaiHokuriku),
    (Prefecture::Mie, Region::Kinki, Region::BureauTokaiHokuriku),
    (Prefecture::Shiga, Region::Kinki, Region::BureauKinki),
    (Prefecture::Kyoto, Region::Kinki, Region::BureauKinki),
    (Prefecture::Osaka, Region::Kinki, Region::BureauKinki),
    (Prefecture::Hyogo, Region::Kinki, Region::BureauKinki),
    (Prefecture::Nara, Region::Kinki, Region::BureauKinki),
    (Prefecture::Wakayama, Region::Kinki, Region::BureauKinki),
    (Prefecture::Tottori, Region::Chugoku, Region::BureauChugokuShikoku),
    (Prefecture::Shimane, Region::Chugoku, Region::BureauChugokuShikoku),
    (Prefecture::Okayama, Region::Chugoku, Region::BureauChugokuShikoku),
    (Prefecture::Hiroshima, Region::Chugoku, Region::BureauChugokuShikoku),
    (Prefecture::Yamaguchi, Region::Chugoku, Region::BureauChugokuShikoku),
    (Prefecture::Tokushima, Region::Shikoku, Region::BureauShikoku),
    (Prefecture::Kagawa, Region::Shikoku, Region::BureauShikoku),
    (Prefecture::Ehime, Region::Shikoku, Region::BureauShikoku),
    (Prefecture::Kochi, Region::Shikoku, Region::BureauShikoku),
    (Prefecture::Fukuoka, Region::Kyushu, Region::BureauKyushu),
    (Prefecture::Saga, Region::Kyushu, Region::BureauKyushu),
    (Prefecture::Nagasaki, Region::Kyushu, Region::BureauKyushu),
    (Prefecture::Kumamoto, Region::Kyushu, Region::BureauKyushu),
    (Prefecture::Oita, Region::Kyushu, Region::BureauKyushu),
    (Prefecture::Miyazaki, Region::Kyushu, Region::BureauKyushu),
    (Prefecture::Kagoshima, Region::Kyushu, Region::BureauKyushu),
    (Prefecture::Okinawa, Region::Kyushu, Region::BureauKyushu),
];

impl Region {
    /// The scheme to which this region belongs.
    pub const fn scheme(self) -> RegionScheme {
        if (self as usize) < Self::BureauHokkaido as usize {
            RegionScheme::Eight
        } else {
            RegionScheme::Bureau
        }
    }

    /// The region of a prefecture in a scheme.
    pub const fn of(prefecture: Prefecture, scheme: RegionScheme) -> Self {
        let (_, eight, bureau) = MEMBERSHIP[prefecture.index()];
        match scheme {
            RegionScheme::Eight => eight,
            RegionScheme::Bureau => bureau,
        }
    }

    /// The regions of a scheme, from north to south.
    pub fn in_scheme(scheme: RegionScheme) -> impl Iterator<Item = Self> + Clone {
        Self::ALL
            .iter()
            .copied()
            .filter(move |region| region.scheme() == scheme)
    }

    /// The prefectures of this region in JIS order.
    pub fn prefectures(self) -> impl Iterator<Item = Prefecture> + Clone {
        let scheme = self.scheme();
        Prefecture::ALL
            .iter()
            .copied()
            .filter(move |&prefecture| Self::of(prefecture, scheme) == self)
    }

    /// The prefectures of this region as a set.
    pub fn prefecture_set(self) -> PrefectureSet {
        self.prefectures().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn 表は都道府県の順に並び区分も正しい() {
        for (position, &(prefecture, eight, bureau)) in MEMBERSHIP.iter().enumerate() {
            assert_eq!(prefecture.index(), position);
            assert_eq!(eight.scheme(), RegionScheme::Eight);
            assert_eq!(bureau.scheme(), RegionScheme::Bureau);
        }
    }

    #[test]
    fn 区分によって属する地方が変わる() {
        let eight = |prefecture| Region::of(prefecture, RegionScheme::Eight);
        let bureau = |prefecture| Region::of(prefecture, RegionScheme::Bureau);
        assert_eq!(eight(Prefecture::Fukui), Region::Chubu);
        assert_eq!(bureau(Prefecture::Fukui), Region::BureauKinki);
        assert_eq!(eight(Prefecture::Mie), Region::Kinki);
        assert_eq!(bureau(Prefecture::Mie), Region::BureauTokaiHokuriku);
        assert_eq!(bureau(Prefecture::Yamanashi), Region::BureauKantoShinetsu);
        assert_eq!(bureau(Prefecture::Kochi), Region::BureauShikoku);
        assert_eq!(eight(Prefecture::Okinawa), Region::Kyushu);
    }

    #[test]
    fn 関東は一都六県() {
        let names: Vec<_> = Region::Kanto.prefectures().map(Prefecture::short_name).collect();
        assert_eq!(names, ["茨城", "栃木", "群馬", "埼玉", "千葉", "東京", "神奈川"]);
        assert_eq!(Region::in_scheme(RegionScheme::Eight).count(), 8);
        assert_eq!(Region::in_scheme(RegionScheme::Bureau).count(), 8);
        assert_eq!(Region::from_label("関西"), Some(Region::Kinki));
    }
}
