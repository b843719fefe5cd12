//! The portal's server: the web site, the workers and the command line around `app`, `store` and `search-index`. It
//! holds no rule of the domain and no SQL.

pub mod cli;
pub mod clock;
pub mod config;
pub mod front;
pub mod health;
pub mod import;
pub mod mail;
pub mod middleware;
pub mod route;
pub mod router;
pub mod scan;
pub mod seed;
pub mod serve;
pub mod sign_in;
pub mod worker;
