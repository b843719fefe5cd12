//! What a provider can do in a joint program (事業者の役割, domain list 9.7).

use super::code_list;

code_list! {
    /// A part that a provider can take.
    pub enum ProviderRole {
        Office = "office", "事務局", "Running the office";
        Program = "program", "プログラム提供", "Programs";
        Guidance = "guidance", "健診・保健指導実施", "Check-ups and guidance";
        Analysis = "analysis", "データ分析", "Data analysis";
        System = "system", "システム・アプリ", "Systems and apps";
        Content = "content", "コンテンツ制作", "Content";
        Evaluation = "evaluation", "効果検証・研究", "Evaluation and research";
        Advice = "advice", "助言（有識者）", "Advice by experts";
        Publicity = "publicity", "広報", "Publicity";
    }
}
