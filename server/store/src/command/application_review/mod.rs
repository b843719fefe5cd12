//! Commands on reviews: assign, declare, save, submit, take out, ask again, close. Every one locks the application first,
//! so that closing a review and submitting one cannot pass each other.

mod assign;
mod finish;
mod load;
mod office;
mod own;
