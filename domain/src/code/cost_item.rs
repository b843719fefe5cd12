//! The cost items of a budget (費目, domain list 9.6) in two official vocabularies. Which of them a call allows is data of
//! the call.

use super::code_list;

code_list! {
    /// A cost item. Codes begin with the letter of their set.
    pub enum CostItem {
        PartTimeAllowances = "a01", "職員諸手当（非常勤）", "Allowances, part-time staff", ["職員諸手当"];
        PartTimePay = "a02", "非常勤職員手当", "Pay, part-time staff";
        Honoraria = "a03", "諸謝金", "Honoraria", ["謝金"];
        Travel = "a04", "旅費", "Travel";
        Consumables = "a05", "消耗品費", "Consumables";
        Printing = "a06", "印刷製本費", "Printing and binding", ["印刷費"];
        Communication = "a07", "通信運搬費", "Postage, telecommunication, carriage", ["通信費", "郵送費"];
        Rent = "a08", "借料及び損料", "Rent and hire", ["会場借料", "機器借料", "借料"];
        Meetings = "a09", "会議費", "Meetings";
        SocialInsurance = "a10", "社会保険料（非常勤）", "Social insurance, part-time staff", ["社会保険料"];
        ChildCareLevy = "a11", "子ども・子育て拠出金", "Child-care levy";
        Services = "a12", "雑役務費", "Miscellaneous services";
        Outsourcing = "a13", "委託費", "Outsourcing";
        Other = "a99", "その他（個別承認）", "Other, by approval", ["その他"];
        LocalSalaries = "b01", "給料", "Salaries (local set)";
        LocalAllowances = "b02", "職員手当", "Staff allowances (local set)";
        LocalWages = "b03", "賃金", "Wages (local set)";
        LocalHonoraria = "b04", "報償費", "Honoraria (local set)";
        LocalTravel = "b05", "旅費（費用弁償を含む）", "Travel (local set)";
        LocalDemand = "b06", "需用費", "Consumables, printing, utilities (local set)";
        LocalServices = "b07", "役務費", "Services (local set)";
        LocalRent = "b08", "使用料及び賃借料", "Fees and rent (local set)";
        LocalEquipment = "b09", "備品購入費", "Equipment (local set)", ["備品費"];
        LocalOutsourcing = "b10", "委託料", "Outsourcing (local set)";
    }
}

impl CostItem {
    /// Whether payee and contract method must be named (domain table 8.7 E).
    pub const fn is_outsourcing(self) -> bool {
        matches!(self, Self::Outsourcing | Self::LocalOutsourcing)
    }
}

code_list! {
    /// An official vocabulary of cost items, offered when a call is set up.
    pub enum CostItemSet {
        Private = "private", "民間団体向けの費目", "Items for private bodies";
        Local = "local", "地方公共団体向けの費目", "Items for local governments";
    }
}

impl CostItemSet {
    /// The items of this vocabulary.
    pub fn items(self) -> impl Iterator<Item = CostItem> {
        let letter = match self {
            Self::Private => 'a',
            Self::Local => 'b',
        };
        CostItem::ALL
            .iter()
            .copied()
            .filter(move |item| item.code().starts_with(letter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn どの費目もちょうど一つの表にある() {
        let of_sets: Vec<_> = CostItemSet::ALL.iter().flat_map(|set| set.items()).collect();
        assert_eq!(of_sets, CostItem::ALL);
        assert_eq!(CostItemSet::Private.items().count(), 14);
    }
}
