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
//! How one event walks, file by file, from the page to an address of the site:
//!
//! | file | what becomes of it |
//! |---|---|
//! | `js/door/observe/observe.js`, `js/door/api.js` | something is clicked, or the site calls `track` |
//! | `js/door/life.js` | the module is called: `take_event` in `src/web/export.rs` |
//! | `src/web/pump.rs`, `event.rs` | it waits for its turn, and is an [`runtime::Input`] |
//! | `src/runtime/event.rs` | the past notes it, goals and moments hear of it, surfaces are decided anew |
//! | `src/engine/exposure/conversion.rs` | the goal that it reaches belongs to what was shown before |
//! | `src/runtime/outbox.rs` | it gathers others, and is a [`runtime::Effect::Send`]; `keep.rs` stores meanwhile |
//! | `src/web/pump.rs`, `door.rs` | that is an order, by number |
//! | `js/door/door.js`, `send.js` | `fetch`; what is answered goes the same way in |
//!
//! The rooms of `js/door`: `entry` is where each script and module begins, `load` unpacks the module, `observe` listens,
//! `show` changes the page, `surface` draws our own boxes, `consent` hears banners; what all of them use stands beside.
//!
//! One engine, several builds: the visitor's (`whole`), smaller ones for bundles whose rules need
//! no more (see [`engine::part`]), the server's (`server`: no page, no sentences
//! about problems) and the author's (`author`).
//!
//! A bundle has no reader either: the command line reads its rules once, and the bundle's module begins with a
//! picture of the memory in which they are read (`js/cli/player.mjs`). Whatever stands in [`runtime::Read`] is in the
//! picture; nothing of the page, the time or the visitor may be.
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
