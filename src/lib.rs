//! # Omotenashi
//!
//! Client-side personalization: notices what a visitor does, decides by the
//! site's own rules what to show, and changes the page before it is painted.
//!
//! ```text
//!  page ──▶ web (observe) ──Input──▶ runtime ──▶ history ──▶ decide ──▶ change ──Effect──▶ web (show)
//!                                       ▲                                                     │
//!                                       └──────────────── Input::Receipt ◀────────────────────┘
//!                                       └──▶ exposure ──Effect::Send──▶ web (send) ──▶ destinations
//! ```
//!
//! [`engine`] and [`runtime`] are pure: no clock, no randomness, no browser,
//! not even `std`. Everything they need arrives as an argument and everything
//! they want done leaves as data. `web` is the only room that touches a
//! browser, `server` decides without a page, `author` is the only one that
//! speaks sentences to rule writers.
//!
//! The way of one event, file by file, from the page to a destination of the site:
//!
//! | file | what becomes of it |
//! |---|---|
//! | `js/door/observe/observe.js`, `js/door/api.js` | something is clicked, or the site calls `track` |
//! | `js/door/life.js` | the module is called: `take_event` in `src/web/export.rs` |
//! | `src/web/pump.rs`, `event.rs` | it waits for its turn, and is an [`runtime::Input`] |
//! | `src/runtime/event.rs` | it is noted in the past, goals and moments are told, surfaces are decided anew |
//! | `src/engine/exposure/conversion.rs` | a goal that it reaches is attributed to what was shown before |
//! | `src/runtime/outbox.rs` | it is batched with others into a [`runtime::Effect::Send`]; `keep.rs` stores it meanwhile |
//! | `src/web/pump.rs`, `door.rs` | the effect becomes an order, by number |
//! | `js/door/door.js`, `send.js` | `fetch`; the answer comes in the same way |
//!
//! The rooms of `js/door`: `entry` is where each script and module begins, `load` unpacks the module, `observe` listens,
//! `show` changes the page, `surface` draws our own boxes, `consent` hears banners; what all of them use stands beside.
//!
//! To extend the language of rules, begin with the word: in `engine/words.rs`, for an operator in
//! `engine/condition/operator.rs`, for an attribute in `engine/visitor/names.rs` or `engine/condition/ready.rs`, for a
//! problem in `engine/problem.rs`, for an observed event in its collector in `js/door/observe`. The compiler leads through
//! the engine; `tests/door`, `tests/schema`, `tests/architecture` and `tests/cli/guide.test.mjs` then name every table
//! that lacks it: the schema and its Japanese, the door, the inspector, the types, the guide. What they cannot see is what
//! other tools call it (`author/synonym.rs`), and which advice it needs: a value that is a selector, markup or an address
//! (`author/advice.rs`), a member that needs another beside it (`author/moot.rs`).
//!
//! One engine, several builds: the visitor's (`whole`), smaller ones for bundles whose rules need
//! no more (see [`engine::part`]), the server's (`server`: no page, no sentences
//! about problems) and the author's (`author`).
//!
//! A bundle has no reader either: the command line reads its rules once, and the bundle's module begins with a picture
//! of the memory in which they are read (`js/cli/player.mjs`). Everything in [`runtime::Read`] is in the picture, so
//! nothing about the page, the time or the visitor may be in it.
#![no_std]

extern crate alloc;
// The builds for visitors are those without `std`: it saves the panic machinery.
#[cfg(feature = "std")]
extern crate std;

#[cfg(feature = "author")]
pub mod author;
pub mod engine;
pub mod runtime;
#[cfg(feature = "server")]
pub mod server;
#[cfg(target_arch = "wasm32")]
pub mod web;
