//! The industries of health insurance societies (業態, domain list 9.4). The numbers 01–29 are accepted as labels but
//! are the portal's own, so they are never shown as official codes.

use super::code_list;

code_list! {
    /// The industry to which the members of a society belong.
    pub enum Industry {
        AgricultureForestryFisheries = "agriculture-forestry-fisheries", "農林水産業", "Agriculture, forestry and fisheries", ["01"];
        Mining = "mining", "鉱業・採石業・砂利採取業", "Mining and quarrying", ["02", "鉱業"];
        Construction = "construction", "建設業", "Construction", ["03"];
        FoodTobacco = "food-tobacco", "食料品・たばこ製造業", "Food and tobacco", ["04"];
        Textiles = "textiles", "繊維製品製造業", "Textiles", ["05"];
        WoodFurniture = "wood-furniture", "木製品・家具等製造業", "Wood products and furniture", ["06"];
        Paper = "paper", "紙製品製造業", "Paper products", ["07"];
        Printing = "printing", "印刷・同関連業", "Printing", ["08", "印刷業"];
        Chemicals = "chemicals", "化学工業・同類似業", "Chemicals", ["09", "化学工業"];
        Metals = "metals", "金属工業", "Metals", ["10"];
        Machinery = "machinery", "機械器具製造業", "Machinery", ["11"];
        OtherManufacturing = "other-manufacturing", "その他の製造業", "Other manufacturing", ["12"];
        Utilities = "utilities", "電気・ガス・熱供給・水道業", "Electricity, gas, heat and water", ["13"];
        InformationCommunications = "information-communications", "情報通信業", "Information and communications", ["14"];
        Transport = "transport", "運輸業", "Transport", ["15"];
        Wholesale = "wholesale", "卸売業", "Wholesale", ["16"];
        FoodRetail = "food-retail", "飲食料品小売業", "Food retail", ["17"];
        OtherRetail = "other-retail", "飲食料品以外の小売業", "Other retail", ["18"];
        FinanceInsurance = "finance-insurance", "金融業、保険業", "Finance and insurance", ["19", "金融業・保険業"];
        RealEstateLeasing = "real-estate-leasing", "不動産業、物品賃貸業", "Real estate and leasing", ["20", "不動産業・物品賃貸業"];
        ProfessionalServices = "professional-services", "学術研究、専門・技術サービス業", "Research and professional services",
            ["21", "学術研究・専門技術サービス業"];
        Hospitality = "hospitality", "宿泊業、飲食サービス業", "Accommodation and food services", ["22", "宿泊業・飲食サービス業"];
        PersonalServicesLeisure = "personal-services-leisure", "生活関連サービス業、娯楽業", "Personal services and leisure",
            ["23", "生活関連サービス業・娯楽業"];
        Education = "education", "教育、学習支援業", "Education", ["24", "教育・学習支援業"];
        HealthWelfare = "health-welfare", "医療、福祉", "Health care and welfare", ["25", "医療・福祉"];
        CompoundServices = "compound-services", "複合サービス業", "Compound services", ["26"];
        Staffing = "staffing", "労働者派遣業", "Staffing", ["27"];
        OtherServices = "other-services", "その他サービス業", "Other services", ["28", "その他のサービス業"];
        PublicService = "public-service", "公務", "Public service", ["29"];
    }
}
