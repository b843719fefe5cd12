//! How far the recruiting of a listing is (募集状況), as shown and searched. How it follows from dates and places is a
//! rule of the program, not of this list.

use super::code_list;

code_list! {
    /// The recruiting status on a given day.
    pub enum RecruitStatus {
        Open = "open", "募集中", "Open", ["受付中"];
        Closing = "closing", "まもなく締切", "Closing soon", ["締切間近", "締切まぢか"];
        Upcoming = "upcoming", "募集予定", "Opening later", ["予定", "募集前"];
        Full = "full", "定員に達した", "Full", ["定員", "満員", "募集終了"];
        Running = "running", "実施中", "Running", ["事業実施中"];
        Ended = "ended", "終了", "Ended", ["事業終了"];
    }
}
