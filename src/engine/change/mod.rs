//! What to change on a page, as data.
//!
//! Owns: the shape of a change and of a surface, and the way from a decision
//! to a [`Showing`]. In: a decided variant and the visitor's attributes (for
//! interpolation). Out: a [`Showing`]. Must not: touch a page.

mod edit;
mod fill;
mod form;
mod redirect;
mod template;

pub use edit::{Show, is_shared, leads, read, redirects};
pub use fill::fill;
pub use form::RESERVE;
pub use redirect::{Place, destination, encode};
#[cfg(feature = "author")]
pub use template::formats;
pub use template::{Filling, primary};

use super::json::Text;
use alloc::{string::String, vec::Vec};

/// One change to every element that a selector matches. All text is already filled in.
///
/// One shape for all kinds: an enum with a shape for each costs a kilobyte of the visitor's download.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// CSS selector of the target, slot names already resolved.
    pub selector: Text,
    /// What happens to each matched element.
    pub action: Action,
    /// The attribute, property or class token that is changed; otherwise the word of the rules.
    pub name: Text,
    /// Which of several ways; see [`Action`].
    pub way: u32,
    /// The new text; `None` removes it.
    pub text: Option<String>,
}

/// What a [`Change`] does to one element. The numbers are those of the orders in `js/door/order.js`,
/// counted from its `CHANGE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Replaces the content by this plain text.
    Text = 0,
    /// Replaces the content by this HTML, sanitised by `web` before insertion.
    Html = 1,
    /// Sets an attribute, or removes it. A new `src` empties the sources that would win over it.
    /// Event handlers, `style` and addresses of an unsafe scheme are refused by `web`.
    Attribute = 2,
    /// Sets a property of its style, or removes it. `!important` is understood.
    Style = 3,
    /// Adds a class token (way 0) or removes it (way 1).
    Class = 4,
    /// Puts this HTML, sanitised, to one side: before, after, first, last (ways 0 to 3).
    Insert = 5,
    /// Moves the first match to a side of the first match of the selector in the text; way 4: the two
    /// change places.
    Move = 6,
    /// Removes it from the page.
    Remove = 7,
    /// Hides it.
    Hide = 8,
    /// Adds a style sheet to the page, once.
    Css = 9,
    /// Gives a value to the page's own code: the text is the JSON detail of a notice.
    Value = 10,
    /// Leaves the page for the address in the text; without a text, where the redirect is refused.
    Redirect = 11,
}

/// A box of our own, above the page or in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Surface {
    /// Which kind of box.
    pub kind: SurfaceKind,
    /// Selector of the element it is about; empty for none.
    pub target: Text,
    /// Selector of a `<template>` in the page whose content is shown; wins over `html`.
    pub template: Option<Text>,
    /// HTML to show, sanitised by `web`, already interpolated.
    pub html: Option<String>,
    /// Accessible name of the surface (`aria-label`); the heading inside it serves when `None`.
    pub label: Option<String>,
}

/// Which kind of box a [`Surface`] is. The numbers are those of `js/door/show/overlay.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurfaceKind {
    /// A dialog over the page that takes the focus until closed.
    Modal = 0,
    /// A bar at the top that pushes the page down.
    Bar = 1,
    /// A bar at the bottom of the window; the end of the page stays free of it.
    Banner = 2,
    /// A box in a corner.
    SlideIn = 3,
    /// A short message that goes away by itself.
    Toast = 4,
    /// A box in the page, behind its target.
    Card = 5,
    /// A ring around its target and a dialog beside it.
    Spotlight = 6,
}

impl SurfaceKind {
    /// By the order of [`crate::engine::words::SURFACE_KIND`].
    const ALL: [Self; 7] = [
        Self::Modal,
        Self::Bar,
        Self::Banner,
        Self::SlideIn,
        Self::Toast,
        Self::Card,
        Self::Spotlight,
    ];

    /// Whether it is about an element of the page.
    #[must_use]
    pub const fn has_target(self) -> bool {
        matches!(self, Self::Card | Self::Spotlight)
    }

    /// The place it takes, of which there is one on a page: below 6.
    #[must_use]
    pub const fn slot(self) -> u32 {
        match self {
            // Both take the focus.
            Self::Spotlight => Self::Modal as u32,
            other => other as u32,
        }
    }
}

/// When a surface may appear: with the first of its moments, or, without any, as soon as the document is parsed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Moment {
    /// This many milliseconds after the decision.
    After(f64),
    /// Something that the page or the visitor does: a word of [`crate::engine::words::WHEN`], the selector it is about,
    /// and a percentage or milliseconds. For `view`, the percentage that must be seen is added to the milliseconds,
    /// which are whole seconds; 0 means half.
    Cue(Text, Text, f64),
    /// What is noticed without watching the page: one of [`happening`], the name it is about, and how many times on
    /// this page.
    Event(usize, Text, f64),
}

/// What a [`Moment::Event`] waits for: places in [`crate::engine::words::WHEN`].
pub mod happening {
    /// The visitor came here without a page load; it has no name.
    pub const NAVIGATE: usize = 2;
    /// The site tracked this event.
    pub const EVENT: usize = 13;
    /// The surface of this experience appeared, or the ghost of one.
    pub const SHOWN: usize = 14;
    /// Something in it was clicked. An original shows nothing, and so brings neither this nor the next.
    pub const CLICKED: usize = 15;
    /// The visitor closed it.
    pub const CLOSED: usize = 16;
}

/// What one experience does to this page: the order handed to `web`.
///
/// An original carries the same `probes`, `moments` and ghost surface as its
/// siblings and no `changes`, so that every variant is counted by one rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Showing {
    /// Index of the experience in the rules; the key of every message about it.
    pub experience: usize,
    /// The union of the selectors of *all* variants. The first one found is the exposure.
    pub probes: &'static [Text],
    /// Selector of what must be hydrated first if a target is inside it; empty for none.
    pub hydrate: Text,
    /// Changes of the chosen variant; empty for the original.
    pub changes: Vec<Change>,
    /// The kind of surface this experience competes for, in any of its variants.
    pub slot: Option<SurfaceKind>,
    /// The surface of the chosen variant; `None` with a `slot` is a ghost.
    pub surface: Option<Surface>,
    /// When the surface appears. Element changes are always at once.
    pub moments: &'static [Moment],
    /// The moments may come again.
    pub every: bool,
}
