//! What a build may leave out: a bundle is made with the smallest build that its rules can do with.
//!
//! Owns: one constant for each part. In: the features of the crate. Out: what the compiler then drops, with all that
//! only it would need. Must not: be asked where an answer could differ: without a part, rules that need it are
//! not given to the build. Which those are, `author::is_lean` says.
//!
//! | part | without it |
//! |---|---|
//! | [`CHECK`] | rules are read as they are: whoever made the bundle has checked them |
//! | [`PAST`] | there is no `$did`, no attribute that is ready-made from it, and no cart |
//! | [`SURFACE`] | there are no surfaces, moments, caps, nor goals that end an experience |
//! | [`FLAG`] | there are no flags, no stages, and no conditions on what other experiences do |
//! | [`STEER`] | visitors are split by their id alone: no filters, groups, ramps, exact ranges, other hashes |
//! | [`LEAVE`] | there are no redirects |
//! | [`MOVE`] | nothing moves or changes places |
//! | [`VERSION`] | no condition compares versions |

/// Problems are told.
pub const CHECK: bool = cfg!(feature = "whole");
/// Behaviours are remembered.
pub const PAST: bool = cfg!(feature = "whole");
/// Surfaces appear at their moment, not too often.
pub const SURFACE: bool = cfg!(feature = "whole");
/// Rules answer to rules.
pub const FLAG: bool = cfg!(feature = "whole");
/// Visitors are split in more ways than one.
pub const STEER: bool = cfg!(feature = "whole");
/// An experience may lead elsewhere.
pub const LEAVE: bool = cfg!(feature = "whole");
/// Elements may go elsewhere on the page.
pub const MOVE: bool = cfg!(feature = "whole");
/// Versions are compared.
pub const VERSION: bool = cfg!(feature = "whole");
