//! Handlers: who asks, what for, ask the store, answer.

pub(super) mod agreements;
pub(super) mod children;
pub(super) mod desk;
pub(super) mod drafts;
pub(super) mod draws;
pub(super) mod faults;
pub(super) mod files;
pub(super) mod health;
pub(super) mod hosts;
pub(super) mod me;
pub(super) mod menus;
pub(super) mod offers;
pub(super) mod oversight;
pub(super) mod places;
pub(super) mod queueing;
pub(super) mod relay;
pub(super) mod school;
pub(super) mod selections;
pub(super) mod wishes;
