//! `destinations`: where reports of what happened are sent.

use crate::engine::condition::Scope;
use crate::engine::json::{Kind, Node, Spot, Text};
use crate::engine::words;
use alloc::vec::Vec;

/// Where events go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// `window.dataLayer`.
    DataLayer,
    /// The site's own address.
    Beacon(Text),
}

/// Reads `destinations`.
pub(super) fn read(scope: &mut Scope<'_>, node: &Node<'_>, all: &mut Vec<Destination>) {
    for node in scope.children(node, Kind::List) {
        scope.fields(&node, &words::DESTINATION);
        let kind = scope.given(&node, "to");
        let url = scope.given(&node, "url");
        let known = words::DESTINATION_KIND.position(kind.unwrap_or_default());
        all.push(match (known, url) {
            (Some(0), None) => Destination::DataLayer,
            (Some(0), Some(_)) => {
                let url = node.get("url");
                scope.problem(&url, Spot::Name, "unknown-field", "url", "dataLayer");
                continue;
            }
            (Some(1), Some(url)) => Destination::Beacon(url),
            (Some(1), None) => {
                scope.needed(&node, "url", "destination");
                continue;
            }
            _ => {
                match kind {
                    Some(kind) => {
                        scope.problem(&node, Spot::Start, "unknown-word", kind, "destination-kind");
                    }
                    None => drop(scope.needed(&node, "to", "destination")),
                }
                continue;
            }
        });
    }
}
