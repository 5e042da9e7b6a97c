//! What a mention says beside its place: kind, label, actor, time. Never finds a mention.

pub(crate) mod actor;
pub(crate) mod kind;
pub(crate) mod kinship;
pub(crate) mod label;
pub(crate) mod nominative;
pub(crate) mod when;
