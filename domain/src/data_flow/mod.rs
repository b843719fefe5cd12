//! Data that goes between the partners of a program (domain §7.2, §7.3): the sheet of flows and the public notice of joint
//! use. The portal only holds these descriptions; data about persons never enters it.

mod fault;
mod flow;
mod joint_use;

pub use fault::{FlowFault, FlowFinding, findings};
pub use flow::{Flow, FlowForm, MOST_FLOWS};
pub use joint_use::{JointUse, JointUseForm, PostingPlace};
