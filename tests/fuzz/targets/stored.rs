//! The function `stored`, without end.
#![no_main]

#[path = "../env.rs"]
mod env;
#[path = "../function.rs"]
mod function;

libfuzzer_sys::fuzz_target!(|text: &str| function::stored(text));
