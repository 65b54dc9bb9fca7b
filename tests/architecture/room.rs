//! Who may name whom: `web → runtime → engine`, `author → server → engine`.
//!
//! Owns: the order of the rooms. In: (path, text). Out: every path that leads upward. Must not:
//! exempt unit tests: a test that needs the room above tests the wrong room.

use crate::source::{Breach, code};

/// The rooms that `room` may name besides itself.
fn below(room: &str) -> &'static [&'static str] {
    match room {
        "runtime" | "server" => &["engine"],
        "author" => &["server", "engine"],
        // The author build's functions reach JavaScript through `web`, which is no room's superior.
        "web" => &["runtime", "engine", "author", "server"],
        _ => &[],
    }
}

const ROOMS: [&str; 5] = ["engine", "runtime", "web", "author", "server"];

/// Paths from the crate's root into a room that is not below.
pub fn upward(path: &str, text: &str) -> Vec<Breach> {
    let Some(inside) = path.strip_prefix("src/") else {
        return Vec::new();
    };
    let room = inside.split(['/', '.']).next().unwrap_or_default();
    if !ROOMS.contains(&room) {
        return Vec::new();
    }
    let code = code(text);
    let mut found = Vec::new();
    for (at, head) in roots(&code, depth(inside)) {
        for name in first_names(&code[at + head..]) {
            if ROOMS.contains(&name) && name != room && !below(room).contains(&name) {
                let line = code[..at].matches('\n').count() + 1;
                found.push(Breach::new(
                    path,
                    line,
                    format!("{room} must not name {name}"),
                ));
            }
        }
    }
    found
}

/// How many `super::` lead from a file's module to the crate's root.
fn depth(inside: &str) -> usize {
    let steps = inside.matches('/').count() + 1;
    steps - usize::from(inside.ends_with("/mod.rs"))
}

/// Where a path begins that starts at the crate's root, and how long that beginning is.
fn roots(code: &str, depth: usize) -> Vec<(usize, usize)> {
    let from_crate = code
        .match_indices("crate::")
        .map(|(at, head)| (at, head.len()));
    // Unit tests sit one module deeper, so a longer chain counts as well.
    let chains = (depth..depth + 2).flat_map(|steps| {
        let chain = "super::".repeat(steps);
        let found: Vec<_> = code
            .match_indices(&chain)
            .map(|(at, head)| (at, head.len()))
            .collect();
        found
    });
    from_crate.chain(chains).collect()
}

/// `a` of `a::b`; `a`, `b` of `{a::c, b}`.
fn first_names(rest: &str) -> Vec<&str> {
    let Some(group) = rest.strip_prefix('{') else {
        return rest
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .take(1)
            .collect();
    };
    let mut level = 0_usize;
    let mut names = Vec::new();
    let mut start = 0;
    for (at, sign) in group.char_indices() {
        match sign {
            '{' => level += 1,
            '}' if level == 0 => {
                names.push(&group[start..at]);
                break;
            }
            '}' => level -= 1,
            ',' if level == 0 => {
                names.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    names
        .into_iter()
        .filter_map(|name| {
            name.trim()
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
        })
        .collect()
}

#[test]
fn upward_paths_bite() {
    let caught = |path: &str, text: &str| upward(path, text).len();
    assert_eq!(caught("src/engine/x.rs", "use crate::runtime::Input;"), 1);
    assert_eq!(caught("src/engine/x.rs", "fn f() { crate::web::go() }"), 1);
    assert_eq!(
        caught(
            "src/engine/x.rs",
            "use crate::{engine::Env, author::{check, x}};"
        ),
        1
    );
    assert_eq!(
        caught("src/engine/x.rs", "use super::super::runtime::Input;"),
        1
    );
    assert_eq!(caught("src/engine/x/mod.rs", "use super::super::web;"), 1);
    assert_eq!(
        caught(
            "src/engine/x.rs",
            "mod tests { use super::super::super::web; }"
        ),
        1
    );
    assert_eq!(caught("src/runtime/x.rs", "use crate::web;"), 1);
    assert_eq!(caught("src/runtime/x.rs", "use crate::author::check;"), 1);
    assert_eq!(
        caught("src/author/mod.rs", "use crate::runtime::Runtime;"),
        1
    );
    assert_eq!(caught("src/author/mod.rs", "use crate::web;"), 1);
}

#[test]
fn downward_paths_pass() {
    assert_eq!(
        upward("src/runtime/x.rs", "use crate::engine::{Env, web};"),
        []
    );
    assert_eq!(
        upward("src/web/x.rs", "use crate::{runtime::Input, engine};"),
        []
    );
    assert_eq!(upward("src/author/x.rs", "use crate::engine::Env;"), []);
    assert_eq!(
        upward(
            "src/engine/x/y.rs",
            "use super::super::Env; use super::web;"
        ),
        []
    );
    assert_eq!(upward("src/engine/x.rs", "// crate::web is above\n"), []);
}
