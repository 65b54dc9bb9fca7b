//! The author build's way out: findings as JavaScript objects, in browsers and in Node.
//!
//! Owns: nothing. In: the text of a rules file. Out: what [`crate::author`] says of it. Must not: be
//! in the visitor's download.

use super::env::BROWSER;
use crate::author::{self, Language};
use alloc::string::String;
use wasm_bindgen::prelude::*;

/// Checks a rules file: an array of `{ code, severity, pointer, line, column, message, help }`.
/// `language` is a tag such as `ja`; anything else is answered in English.
///
/// # Errors
/// None that a caller can provoke: findings always convert.
#[wasm_bindgen]
pub fn check(text: &str, language: &str) -> Result<JsValue, JsValue> {
    let findings = author::check(&BROWSER, text, Language::of(language));
    serde_wasm_bindgen::to_value(&findings).map_err(JsValue::from)
}

/// The smallest build that does with these rules what the whole one does: `plain`, `lean`, `more`, or `whole`; `reader` where they must be read on the page.
#[wasm_bindgen]
pub fn build_for(text: &str) -> String {
    String::from(author::build_for(&BROWSER, text))
}

/// The data sheet of a rules file: `{ stored, sent, note, text }`.
///
/// # Errors
/// None that a caller can provoke: a sheet always converts.
#[wasm_bindgen]
pub fn sheet(text: &str, language: &str) -> Result<JsValue, JsValue> {
    let sheet = author::sheet(&BROWSER, text, Language::of(language));
    serde_wasm_bindgen::to_value(&sheet).map_err(JsValue::from)
}
