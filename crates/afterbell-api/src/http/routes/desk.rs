//! The school's desk.

pub(in crate::http) mod audit;
pub(in crate::http) mod auditions;
pub(in crate::http) mod codes;
pub(in crate::http) mod draft;
pub(in crate::http) mod draw;
pub(in crate::http) mod export;
pub(in crate::http) mod groups;
pub(in crate::http) mod import;
pub(in crate::http) mod invitation;
pub(in crate::http) mod notice;
pub(in crate::http) mod proposals;
pub(in crate::http) mod publication;
pub(in crate::http) mod register;
pub(in crate::http) mod roster;
pub(in crate::http) mod session;
pub(in crate::http) mod staff;
