//! Whom a browser asks for what is shown, and what of the visitor stands in the address.
//!
//! Owns: these rows. In: the file. Out: one for each other site, one for each value that is filled into an address.
//! Must not: take a link for it: nobody is asked before it is followed.

use super::asked::list;
use super::said::{self, Said};
use super::{Sent, fetched};
use crate::author::{address, placeholder};
use crate::engine::json::Value;
use crate::server::Language;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// The rows of everything that is asked for.
pub(super) fn sent(file: &Value, language: Language) -> Vec<Sent> {
    let mut found = Vec::new();
    for experience in list(file, "experiences") {
        walk("", experience, &mut found);
    }
    let row = |what: &Said, path: &str, host: &str| Sent {
        what: said::behind(what.by(language), path),
        to: match host {
            "" => said::TO_SITE.by(language).to_string(),
            _ => host.to_string(),
        },
        purpose: "",
        why: said::WHY_PICTURE.by(language),
    };
    let rows = found.iter().map(|(host, path)| match path.as_str() {
        "" => row(&said::PICTURE, "", host),
        path => row(&said::FILLED, &format!("`{path}`"), host),
    });
    rows.collect()
}

/// Hosts of other sites, and with each host what is filled into its addresses, each once; the site's own is empty.
fn walk(field: &str, value: &Value, found: &mut Vec<(String, String)>) {
    fetched::addresses(field, value.as_text().unwrap_or_default(), &mut |address| {
        let host = fetched::host(address);
        let mut note = |path: &str| {
            let one = (host.clone(), path.to_string());
            if !found.contains(&one) {
                found.push(one);
            }
        };
        if !host.is_empty() {
            note("");
        }
        // In a style sheet nothing is filled in.
        if field != "css" {
            placeholder::all(address).for_each(|(_, path)| note(path));
        }
    });
    for (key, member) in value.members() {
        walk(address::field(field, key), member, found);
    }
    let items = value.items().iter();
    items.for_each(|item| walk(field, item, found));
}
