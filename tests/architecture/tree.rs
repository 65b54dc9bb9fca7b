//! What lies where in the repository.
//!
//! Owns: the top level and the names that no file may hold. In: the paths git tracks. Out:
//! breaches. Must not: look at what git ignores.

use crate::source::{Breach, root};
use std::process::Command;

/// Everything the top level may hold; the rest of the house is inside.
const TOP: [&str; 11] = [
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "js",
    "package-lock.json",
    "package.json",
    "src",
    "tests",
    "www",
];

/// Names that say nothing about what a file is for.
const EMPTY_NAMES: [&str; 6] = ["utils", "util", "helpers", "helper", "common", "manager"];

/// What is made from the sources, and so is never one.
const BUILT: [&str; 3] = [".wasm", ".tgz", ".crate"];

/// Every path that git tracks or would add, from the top; none where this is no checkout.
pub fn tracked() -> Vec<String> {
    let mut git = Command::new("git");
    git.args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let out = git.current_dir(root()).output();
    let text = out.map(|out| out.stdout).unwrap_or_default();
    let text = String::from_utf8(text).expect("paths are UTF-8");
    let paths = text.split('\0').filter(|path| !path.is_empty());
    paths.map(String::from).collect()
}

/// Paths that do not belong where they are.
pub fn misplaced(paths: &[String]) -> Vec<Breach> {
    let mut found = Vec::new();
    for path in paths {
        let top = path.split('/').next().unwrap_or_default();
        if !top.starts_with('.') && !TOP.contains(&top) {
            found.push(Breach::new(path, 1, "unexpected at the top level"));
        }
        let empty = |part: &str| EMPTY_NAMES.contains(&part.split('.').next().unwrap_or_default());
        if ["src", "js"].contains(&top) && path.split('/').any(empty) {
            found.push(Breach::new(
                path,
                1,
                "a name that says nothing; find the noun",
            ));
        }
        let built = BUILT.iter().any(|end| path.ends_with(end));
        if built || ["dist", "target", "node_modules"].contains(&top) {
            found.push(Breach::new(path, 1, "build output is not committed"));
        }
    }
    found
}

/// Names of registry hosts, and download addresses in lock files: both are the reader's own choice.
pub fn registry(path: &str, text: &str) -> Vec<Breach> {
    // Put together here, so that this file does not hold them.
    let hosts = [
        ["registry.npm", "js.org"].concat(),
        ["index.crates", ".io"].concat(),
        ["static.crates", ".io"].concat(),
        ["registry.yarn", "pkg.com"].concat(),
        ["npm.pkg.git", "hub.com"].concat(),
        ["files.python", "hosted.org"].concat(),
    ];
    let mut found = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        if let Some(host) = hosts.iter().find(|host| line.contains(*host)) {
            found.push(Breach::new(
                path,
                number,
                format!("names the registry {host}"),
            ));
        }
        if path.ends_with("package-lock.json") && line.trim_start().starts_with("\"resolved\"") {
            found.push(Breach::new(path, number, "a download address; see .npmrc"));
        }
        let foreign = line.starts_with("source = \"") && !line.contains("/crates.io-index\"");
        if path.ends_with("Cargo.lock") && foreign {
            found.push(Breach::new(
                path,
                number,
                "a source that is not the common index",
            ));
        }
    }
    found
}

#[test]
fn misplaced_things_bite() {
    let caught = |path: &str| misplaced(&[path.into()]).len();
    for path in [
        "webdriver.json",
        "docs/x.md",
        "src/utils/x.rs",
        "js/door/helpers.js",
        "www/a.wasm",
    ] {
        assert_eq!(caught(path), 1, "{path}");
    }
    for path in ["dist/x.js", "target/x", "node_modules/a/b.js"] {
        assert!(caught(path) >= 1, "{path}");
    }
    for path in [
        ".ci/run",
        "README.md",
        "src/engine/mod.rs",
        "www/shop/common.css",
    ] {
        assert_eq!(caught(path), 0, "{path}");
    }
}

#[test]
fn registries_bite() {
    let host = ["https://registry.npm", "js.org/a.tgz"].concat();
    assert_eq!(registry("README.md", &host).len(), 1);
    assert_eq!(
        registry("package-lock.json", "  \"resolved\": \"x\"").len(),
        1
    );
    assert_eq!(
        registry("Cargo.lock", "source = \"registry+https://mirror/index\"").len(),
        1
    );
    let common = [
        "source = \"registry+https://github.com/rust-lang/",
        "crates.io-index\"",
    ]
    .concat();
    assert_eq!(registry("Cargo.lock", &common), []);
}
