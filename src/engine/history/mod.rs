//! What the visitor did: the running aggregates that the rules ask for, and no others.

mod behaviour;

pub use behaviour::Behaviour;
