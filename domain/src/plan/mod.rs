//! The plan of an application (事業計画書, domain table 8.7 D): its texts, its schedule by months, and the figures by which it
//! will be judged.

mod kpi;
mod schedule;
mod text;

pub use kpi::{Kpi, KpiForm, MOST_KPIS, has_outcome};
pub use schedule::{MOST_TASKS, Task, TaskForm, bar};
pub use text::{Plan, PlanForm};
