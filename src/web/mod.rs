//! The browser room: wasm32 only, and the only one that names `wasm_bindgen`.
//!
//! Owns: the pump, and what is shown on the page. In: events that `js/door` reports. Out:
//! [`crate::runtime::Input`]s, and [`crate::runtime::Effect`]s done through the [`door::Door`].
//! Must not: decide what to show; keep a borrow while code of the page can run.
//!
//! This room says *what* is to be done, and *when*. *How* an element, a listener or a timer is handled is a matter of
//! the JavaScript in `js/door`, for two reasons: it can take everything back after this module has trapped, and it
//! costs a third of the bytes. Elements never come in here: they are known by number.

#[cfg(feature = "author")]
mod check;
#[cfg(not(feature = "server"))]
pub mod door;
pub mod env;
#[cfg(not(feature = "server"))]
mod event;
#[cfg(not(feature = "server"))]
mod export;
mod heap;
#[cfg(not(feature = "server"))]
mod observe;
#[cfg(not(feature = "server"))]
mod pump;
#[cfg(feature = "server")]
mod server;
#[cfg(not(feature = "server"))]
pub mod show;
