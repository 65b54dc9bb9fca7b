//! One change to one element, one surface.
//!
//! Owns: what an action is made of. In: an [`Action`] or a [`Surface`]. Out: whether it was done.
//! Must not: remember; the way back is the journal's.

use super::super::door::{Door, Form};
use crate::engine::change::{Action, Surface, SurfaceKind};

/// Changes one element. What is refused is told as a fault.
pub(super) fn change(door: &Door, element: u32, action: &Action) -> bool {
    match action {
        Action::Text(text) => door.set_text(element, text),
        Action::Html(html) => door.set_html(element, html),
        Action::Attribute { name, value } => match value {
            Some(value) => set(door, element, name, value),
            None => door.remove_attribute(element, name),
        },
        Action::Class { add, remove } => {
            let mut done = true;
            for (tokens, present) in [(add, true), (remove, false)] {
                for token in tokens {
                    done &= door.set_class(element, token, present);
                }
            }
            done
        }
        Action::Image { src, alt, srcset } => {
            door.clear_sources(element);
            // An empty `srcset` leaves the choice to `src`, as removing it would, and keeps its place.
            let srcset = srcset.as_deref().unwrap_or_default();
            let alt = alt
                .as_ref()
                .is_none_or(|alt| set(door, element, "alt", alt));
            set(door, element, "srcset", srcset) && set(door, element, "src", src) && alt
        }
    }
}

fn set(door: &Door, element: u32, name: &str, value: &str) -> bool {
    let done = door.set_attribute(element, name, value);
    if !done {
        door.tell_fault("attribute-refused", name);
    }
    done
}

/// Opens a surface.
pub(super) fn open(door: &Door, experience: usize, surface: &Surface) -> bool {
    let form = Form {
        modal: surface.kind == SurfaceKind::Modal,
        template: surface.template.is_some(),
    };
    let html = surface.html.as_deref().unwrap_or_default();
    let content = surface.template.unwrap_or(html);
    let label = surface.label.as_deref().unwrap_or_default();
    let opened = door.open_surface(experience, form, [content, label, &surface.close]);
    if !opened {
        door.tell_fault("surface-failed", content);
    }
    opened
}
