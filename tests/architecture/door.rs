//! Who may name whom within `js/door`.
//!
//! Owns: the order of its rooms. In: (path, text) of a script. Out: every import that leads where it must not. Must
//! not: look at other folders of `js`.
//!
//! `surface`, the file that observes and the file that hears consent come when a page needs them: whoever of the first
//! file named what is in them would have every visitor load it.

use crate::source::Breach;

const DOOR: &str = "js/door/";

/// The rooms that `room` may name besides itself; the door's own files are of none.
fn below(room: &str) -> &'static [&'static str] {
    match room {
        "entry" => &["", "load"],
        "" => &["consent", "load", "observe", "show"],
        "consent" => &["", "observe"],
        "observe" | "show" => &[""],
        "surface" => &["observe"],
        _ => &[],
    }
}

/// The only files of rooms that load later which the first file may name.
const FIRST: [&str; 3] = [
    "consent/consent.js",
    "observe/collect.js",
    "observe/observe.js",
];

/// Files of the door that a listed file names and that are not listed themselves: in the tests of `web` in Chromium they
/// would be missing, and the page would wait for ever.
pub fn unlisted(files: &[(String, String)], room: &str) -> Vec<Breach> {
    let is_listed = |inside: &str| room.contains(&format!("\"/{DOOR}{inside}\""));
    let mut found = Vec::new();
    for (path, text) in files {
        let inside = path.strip_prefix(DOOR).unwrap_or_default();
        for (line, target) in imports(inside, text) {
            if is_listed(inside) && !is_listed(&target) {
                let what = format!("`{target}` is missing in tests/browser/room.rs");
                found.push(Breach::new(path, line, what));
            }
        }
    }
    found
}

/// Every file of the door that a file of it names, with the line.
fn imports(inside: &str, text: &str) -> Vec<(usize, String)> {
    let name = |line: &str| {
        let named = line.split(" from \"").nth(1)?.split('"').next()?;
        resolve(inside, named)
    };
    let lines = text.lines().enumerate();
    lines
        .filter_map(|(index, line)| Some((index + 1, name(line)?)))
        .collect()
}

/// Imports of a room that is not below, or of what loads later.
pub fn upward(path: &str, text: &str) -> Vec<Breach> {
    let Some(inside) = path.strip_prefix(DOOR) else {
        return Vec::new();
    };
    let here = room(inside);
    let mut found = Vec::new();
    for (line, target) in imports(inside, text) {
        let there = room(&target);
        let later = here.is_empty() && there != "show" && there != "load" && !there.is_empty();
        let above = there != here && !below(here).contains(&there);
        if above || later && !FIRST.contains(&target.as_str()) {
            let what = format!("`{inside}` must not name `{target}`");
            found.push(Breach::new(path, line, what));
        }
    }
    found
}

/// The folder of a path within the door; empty for the door's own files.
fn room(inside: &str) -> &str {
    inside.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A relative import as a path within the door; `None` for any other.
fn resolve(from: &str, named: &str) -> Option<String> {
    let mut steps: Vec<&str> = from.split('/').collect();
    steps.pop();
    for step in named.strip_prefix("./").unwrap_or(named).split('/') {
        match step {
            ".." => drop(steps.pop()?),
            _ => steps.push(step),
        }
    }
    named.starts_with('.').then(|| steps.join("/"))
}

#[test]
fn imports_that_lead_upward_bite() {
    let caught = |path: &str, named: &str| {
        let text = format!("// Owns: x.\nimport {{ x }} from \"{named}\";\n");
        upward(&format!("{DOOR}{path}"), &text).len()
    };
    for (path, named) in [
        ("door.js", "./surface/surface.js"),
        ("door.js", "./observe/press.js"),
        ("door.js", "./consent/signal.js"),
        ("door.js", "./entry/script.js"),
        ("show/watch.js", "../observe/observe.js"),
        ("load/load.js", "../life.js"),
        ("observe/press.js", "../surface/cue.js"),
        ("surface/cue.js", "../door.js"),
    ] {
        assert_eq!(caught(path, named), 1, "{path} {named}");
    }
    for (path, named) in [
        ("door.js", "./show/watch.js"),
        ("door.js", "./observe/collect.js"),
        ("entry/script.js", "../instance.js"),
        ("entry/author.js", "../../integration/growthbook/import.mjs"),
        ("show/place.js", "./steady.js"),
        ("surface/cue.js", "../observe/exit.js"),
        ("load/load.js", "omotenashi:glue"),
    ] {
        assert_eq!(caught(path, named), 0, "{path} {named}");
    }
}

#[test]
fn a_file_that_no_browser_test_serves_bites() {
    let files = [("js/door/a.js", "import { b } from \"./show/b.js\";\n")];
    let files = files.map(|(path, text)| (path.to_string(), text.to_string()));
    let room = "module = \"/js/door/a.js\"";
    assert_eq!(unlisted(&files, room).len(), 1);
    assert_eq!(
        unlisted(&files, &format!("{room} \"/js/door/show/b.js\"")),
        []
    );
    assert_eq!(unlisted(&files, ""), []);
}
