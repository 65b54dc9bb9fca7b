//! What to change on a page, as data.
//!
//! Owns: the shape of a change and of a surface, and the way from a decision
//! to a [`Showing`]. In: a decided variant and the visitor's attributes (for
//! interpolation). Out: a [`Showing`]. Must not: touch a page.

mod edit;
mod template;

pub use edit::{Show, fill, read};
pub use template::{Filling, primary};

use super::json::Text;
use alloc::{string::String, vec::Vec};

/// One change to every element that a selector matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// CSS selector of the target, slot names already resolved.
    pub selector: Text,
    /// What happens to each matched element.
    pub action: Action,
}

/// What a [`Change`] does to one element. All text is already interpolated.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Replaces the content by this plain text.
    Text(String),
    /// Replaces the content by this HTML, sanitised by `web` before insertion.
    Html(String),
    /// Sets an attribute, or removes it when the value is `None`.
    /// Event handlers, `style` and URL attributes with an unsafe scheme are refused by `web`.
    Attribute {
        /// Attribute name, lower case.
        name: String,
        /// New value; `None` removes the attribute.
        value: Option<String>,
    },
    /// Adds and removes class tokens.
    Class {
        /// Tokens to add.
        add: Vec<String>,
        /// Tokens to remove.
        remove: Vec<String>,
    },
    /// Replaces an image: `src`, and `alt` and `srcset` where given.
    Image {
        /// New `src`.
        src: String,
        /// New `alt`; `None` leaves the page's own.
        alt: Option<String>,
        /// New `srcset`; `None` removes the page's own, which would otherwise win over `src`.
        srcset: Option<String>,
    },
}

/// A box of our own above the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Surface {
    /// Modal dialog or bar.
    pub kind: SurfaceKind,
    /// Selector of a `<template>` in the page whose content is shown; wins over `html`.
    pub template: Option<Text>,
    /// HTML to show, sanitised by `web`, already interpolated.
    pub html: Option<String>,
    /// Accessible name of the surface (`aria-label`); the heading inside it serves when `None`.
    pub label: Option<String>,
    /// Accessible name of the close button, in the page's language.
    pub close: String,
}

/// Which kind of box a [`Surface`] is. One of each kind is open at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurfaceKind {
    /// A dialog over the page that takes the focus until closed.
    Modal,
    /// A bar at the top of the page that leaves the focus where it is.
    Bar,
}

/// When a surface may appear.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Moment {
    /// As soon as the document has a body.
    #[default]
    Now,
    /// The pointer leaves through the top of the window, or on touch: the visitor scrolls up fast.
    Exit,
    /// So many milliseconds after the decision.
    After(f64),
}

/// What one experience does to this page: the order handed to `web`.
///
/// An original carries the same `probes`, `moment` and ghost surface as its
/// siblings and no `changes`, so that every variant is counted by one rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Showing {
    /// Index of the experience in the rules; the key of every message about it.
    pub experience: usize,
    /// The union of the selectors of *all* variants. The first one found is the exposure.
    pub probes: Vec<Text>,
    /// Changes of the chosen variant; empty for the original.
    pub changes: Vec<Change>,
    /// The kind of surface this experience competes for, in any of its variants.
    pub slot: Option<SurfaceKind>,
    /// The surface of the chosen variant; `None` with a `slot` is a ghost.
    pub surface: Option<Surface>,
    /// When the surface appears. Element changes are always at once.
    pub moment: Moment,
}
