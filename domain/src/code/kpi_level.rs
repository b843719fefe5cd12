//! The four levels on which a program is evaluated (評価指標).

use super::code_list;

code_list! {
    /// A level of evaluation.
    pub enum KpiLevel {
        Structure = "structure", "ストラクチャー", "Structure";
        Process = "process", "プロセス", "Process";
        Output = "output", "アウトプット", "Output";
        Outcome = "outcome", "アウトカム", "Outcome";
    }
}
