//! How much of the storage is ours at most.

#![allow(clippy::arithmetic_side_effects)]

use super::tabs::Tabs;
use super::*;

/// Asks for all that is long: values of many behaviours, what became of many experiences, what the site tells.
fn rules() -> String {
    let mut experiences = String::new();
    for index in 0..120 {
        let more = format!(
            r#"{{"id":"experience-with-a-long-name-{index}","who":{{"$or":[{{"visit.number":1}},{{"user.told{index}":{{"$exists":true}}}},
            {{"$did":{{"event":"e{}","of":"name","distinct":1}}}}]}},"show":[{{"select":"h1","text":"x"}}],
            "measure":{{"primary":"g","guard":["h"]}}}},"#,
            index % 12
        );
        experiences.push_str(&more);
    }
    experiences.pop();
    format!(
        r#"{{"omotenashi":1,"site":"a-site-with-a-long-name","consent":{{"mode":"opt-out"}},
        "goals":{{"g":{{"event":"e1","value":"n"}},"h":{{"event":"e2"}}}},"observe":{{"keepAhead":["e3"]}},
        "destinations":[{{"to":"beacon","url":"/a/rather/long/path/to/collect"}}],
        "experiences":[{experiences}]}}"#
    )
}

/// A text of so many letters, each of three bytes, or in need of a backslash.
fn long(letters: usize, seed: usize) -> String {
    let letter = ["あ", "\\\"", "x"][seed % 3];
    format!("{seed}{}", letter.repeat(letters))
}

/// Most bytes in the storage, while tabs are opened, much happens in the last of them, and it goes into
/// the background; whoever folds is slow.
fn live() -> usize {
    let mut tabs = Tabs::new(&rules());
    let mut most = 0;
    let mut step = 0;
    for round in 0..12 {
        let tab = tabs.open();
        for index in 0..120 {
            let receipt = Receipt::reached(index, Outcome::Applied);
            tabs.put(tab, Input::Receipt(receipt));
        }
        for _ in 0..50 {
            step += 1;
            tabs.now_ms += 7.0;
            let text = long(step % 30 + 5, step);
            let props = format!(r#"{{"name":"{text}","n":{step}}}"#);
            tabs.track(tab, &format!("e{}", step % 12), props);
            let attributes = format!(r#"{{"told{}":"{text}"}}"#, step % 120);
            let id = String::new();
            tabs.put(tab, Input::Identify { id, attributes });
            tabs.hear_all();
            if step % 41 == 0 {
                tabs.lock();
            }
        }
        tabs.put(tab, Input::Hide);
        tabs.hear_all();
        most = most.max(tabs.bytes());
        if round % 6 == 5 {
            while tabs.waits() {
                tabs.lock();
            }
        }
    }
    most
}

#[test]
fn all_that_is_stored_is_no_more_than_32_kilobytes() {
    let most = live();
    std::println!("{most}");
    assert!(most <= 32 * 1024, "{most}");
    assert!(most > 24 * 1024, "{most}: nothing was full");
}
