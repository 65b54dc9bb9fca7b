//! The browser room in a real browser.
#![cfg(all(target_arch = "wasm32", not(feature = "server")))]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod cases;
mod place;
mod room;
mod show;
mod undo;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
