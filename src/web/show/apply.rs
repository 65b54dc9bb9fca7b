//! One change to one element, one surface.
//!
//! Owns: which orders an action becomes. In: a [`Change`] or a [`Surface`]. Out: whether it was done. Must not:
//! remember; the way back is the journal's.

use super::super::door::Door;
use crate::engine::change::{Action, Change, Surface};
use crate::engine::part;

/// Changes one element. What is refused is told as a fault. A move is not made here: it needs both ends.
pub(super) fn change(door: &Door, element: u32, change: &Change) -> bool {
    if change.action == Action::Move {
        return false;
    }
    let text = change.text.as_deref();
    // Nothing is not the same as an empty text.
    let way = text.map_or(-1.0, |_| f64::from(change.way));
    let action = change.action as u32;
    let done = door.change(element, action, way, change.name, text.unwrap_or_default());
    if !done {
        door.tell_fault("change-refused", change.name);
    }
    done
}

/// The other end of a move.
pub(super) fn anchor(change: &Change) -> Option<&str> {
    change
        .text
        .as_deref()
        .filter(|_| part::MOVE && change.action == Action::Move)
}

/// Orders a surface. Answers as [`Door::open_surface`] does.
pub(super) fn open(door: &Door, number: u32, surface: &Surface) -> f64 {
    let html = surface.html.as_deref().unwrap_or_default();
    let content = surface.template.unwrap_or(html);
    let form = surface.kind as u32 | u32::from(surface.template.is_some()) << 3;
    let label = surface.label.as_deref().unwrap_or_default();
    door.open_surface(number, form, [content, label, surface.target])
}
