//! What a build may leave out: a bundle is made with the smallest build that can play its rules.
//!
//! Owns: one constant for each part. In: the features of the crate. Out: what the compiler then drops, with everything
//! that only that part needs. Must not: change an answer: rules that need a part are never given to a build without it.
//! `author::build_for` says which those are.
//!
//! | part | feature | without it |
//! |---|---|---|
//! | [`CHECK`] | `check` | rules are read as they are: whoever makes a bundle checks them first |
//! | [`PAST`] | `past` | there is no `$did`, no attribute that is ready-made from it, no cart, no stage that is left, and no time in a stage |
//! | [`SURFACE`] | `more` | there are no surfaces, moments, caps, nor goals that end an experience |
//! | [`FLAG`] | `more` | there are no flags, no stages, and no conditions on what other experiences do |
//! | [`STEER`] | `more` | visitors are split by their id alone: no filters, groups, ramps, exact ranges, other hashes |
//! | [`LEAVE`] | `more` | there are no redirects |
//! | [`MOVE`] | `more` | nothing moves or changes places |
//! | [`VERSION`] | `more` | no condition compares versions |

/// Problems are told.
pub const CHECK: bool = cfg!(feature = "check");
/// Behaviours are remembered.
pub const PAST: bool = cfg!(feature = "past");
/// Surfaces appear at their moment, not too often.
pub const SURFACE: bool = cfg!(feature = "more");
/// Rules answer to rules.
pub const FLAG: bool = cfg!(feature = "more");
/// Visitors are split in more ways than one.
pub const STEER: bool = cfg!(feature = "more");
/// An experience may lead elsewhere.
pub const LEAVE: bool = cfg!(feature = "more");
/// Elements may go elsewhere on the page.
pub const MOVE: bool = cfg!(feature = "more");
/// Versions are compared.
pub const VERSION: bool = cfg!(feature = "more");
