//! The one pump: what happens on the page goes in; what is to be done comes out, and is done here.
//!
//! Owns: the queue, the runtime, and what is shown. In: [`Event`]s, from any call of the browser or the page, including
//! calls that our own work has provoked. Out: calls of the [`Door`]. Must not: keep a borrow of the runtime over such a
//! call. Custom elements, `blur` and other code of the page run inside it and may call us again; they find the stage
//! borrowed and only enqueue.

use super::door::Door;
use super::event::{self, Event};
use super::show::Stage;
use super::{env, observe};
use crate::engine::json::Lent;
use crate::engine::part;
use crate::runtime::{Effect, Input, Instant, Read, Runtime, Start};
use alloc::{string::String, vec::Vec};
use core::cell::{Cell, RefCell};
use core::mem;

/// The runtime and all that stands between it and the page.
pub(super) struct Pump {
    door: Door,
    /// The rules, until the runtime has them.
    read: Cell<Option<Read>>,
    runtime: RefCell<Runtime>,
    queue: Cell<Vec<Event>>,
    /// When the work in hand began; `None` while it has not come to the runtime.
    at: Cell<Option<Instant>>,
    /// Borrowed as long as the pump is at work.
    stage: RefCell<Stage>,
}

impl Pump {
    /// A pump that has seen nothing yet: a piece of data, and no code that makes it.
    pub(super) const fn new() -> Self {
        Self {
            door: Door,
            read: Cell::new(None),
            runtime: RefCell::new(Runtime::new(env::BROWSER)),
            queue: Cell::new(Vec::new()),
            at: Cell::new(None),
            stage: RefCell::new(Stage::NEW),
        }
    }

    /// Reads the rules, for the runtime to begin with.
    pub(super) fn read(&self, rules: String) {
        self.read.set(Some(Read::new(&env::BROWSER, rules)));
    }

    /// Answers a question, or takes what happened and works until nothing is left, unless it is at work.
    pub(super) fn take(&self, event: Event) {
        if event.kind >= event::VARIANT {
            self.answer(&event);
            // Reading a flag may enter an experiment: that has to be handled, and so does an import.
            if event.kind < event::FLAG {
                return;
            }
        }
        let mut queue = self.queue.take();
        queue.push(event);
        self.queue.set(queue);
        if let Ok(mut stage) = self.stage.try_borrow_mut() {
            self.at.set(None);
            while let Some(event) = self.next() {
                self.work(&mut stage, event);
                // Code of the page may answer what comes of a rest.
                while let Some(event) = self.next() {
                    self.work(&mut stage, event);
                }
                // What a page stores while nobody sees it waits: until then it could not read it again, and took it for erased.
                let unseen = || self.door.read_number("document.prerendering") == 1.0;
                if self.at.get().is_some() && !unseen() {
                    self.input(&mut stage, Input::Rest);
                }
            }
        }
    }

    /// What has waited longest.
    fn next(&self) -> Option<Event> {
        let mut queue = self.queue.take();
        let first = (!queue.is_empty()).then(|| queue.remove(0));
        self.queue.set(queue);
        first
    }

    fn answer(&self, event: &Event) {
        let Ok(mut runtime) = self.runtime.try_borrow_mut() else {
            return;
        };
        let answer = match event.kind {
            event::VARIANT => runtime.variant(&event.text),
            event::EXPLAIN => Some(runtime.explain(&event.text)),
            event::PROFILE => Some(runtime.profile()),
            event::STATES => Some(runtime.consent_states()),
            event::FLAG => runtime.flag(&event.text),
            event::IMPORT => runtime.import(&event.text),
            _ => None,
        };
        if let Some(text) = answer {
            self.door.answer(&text);
        }
    }

    fn work(&self, stage: &mut Stage, event: Event) {
        let input = self.happen(stage, event);
        self.report(stage);
        if let Some(input) = input {
            self.input(stage, input);
        }
    }

    /// What has reached the visitor.
    fn report(&self, stage: &mut Stage) {
        for receipt in &mem::take(&mut stage.receipts) {
            self.input(stage, Input::Receipt(*receipt));
        }
    }

    /// What happened is for the stage, or for the runtime, or for both.
    fn happen(&self, stage: &mut Stage, event: Event) -> Option<Input> {
        let door = &self.door;
        match event.kind {
            event::FOUND => stage.found(door, event.a, event.b),
            event::LOOKED => stage.looked(event.a == 1),
            event::DUE if part::SURFACE && event.b > 0 => stage.came(door, event.a, event.b),
            event::HIDDEN => {
                stage.leave();
                return Some(Input::Hide);
            }
            event::STARTED => {
                return Some(Input::Start(Start {
                    rules: self.read.take()?,
                    page: observe::page(door, None),
                    bot: door.is_bot(),
                    facts: event.text,
                    forced: observe::forced(door),
                    late: event.a == 1,
                }));
            }
            event::MOVED => {
                // Surfaces still waiting for our second file count now, since their originals have been counted.
                stage.leave();
                return Some(Input::Page(observe::page(door, Some(event.text))));
            }
            _ => return event.into_input(),
        }
        None
    }

    /// Gives the runtime one input and does what it wants done.
    fn input(&self, stage: &mut Stage, input: Input) {
        let at = self.at.get().unwrap_or_else(|| Instant {
            now_ms: self.door.now_ms(),
            entropy: [self.door.random_bits(), self.door.random_bits()],
        });
        self.at.set(Some(at));
        let Ok(mut runtime) = self.runtime.try_borrow_mut() else {
            return;
        };
        let mut effects = runtime.handle(at, input);
        drop(runtime);
        for effect in &mut effects {
            self.perform(stage, effect);
        }
    }

    fn perform(&self, stage: &mut Stage, effect: &mut Effect) {
        let door = &self.door;
        match effect {
            Effect::Load(wish, keys) => {
                let found = read(door, keys);
                self.input(stage, Input::Loaded(*wish, found));
            }
            Effect::Save(key, text) => {
                if !door.save_text(key, text) && key.ends_with(".consent") {
                    self.input(stage, Input::Refused);
                }
            }
            Effect::Remember(key, text) => {
                let kept = door.save_text(key, text);
                self.input(stage, Input::Remembered(kept));
            }
            Effect::Fold(key, text, parts) => fold(door, key, text, parts),
            Effect::Sense => self.input(stage, Input::Device(observe::device(door))),
            Effect::Erase(key) => door.erase_key(key),
            Effect::Lock(name) => door.lock(name),
            Effect::Show(list) => stage.show(door, mem::take(list)),
            Effect::Open(experience, surface) if part::SURFACE => {
                stage.open(door, *experience as u32, surface.take());
                self.report(stage);
            }
            Effect::Delay(experience, ms) if part::SURFACE => {
                let number = *experience as u32 | event::LATE;
                door.await_moment(number, *ms, "", "", false);
            }
            Effect::Withdraw => stage.withdraw(door),
            Effect::Clicks(list) => {
                for (index, selector) in list.iter().enumerate() {
                    door.watch_clicks(index as u32, selector);
                }
            }
            Effect::Signals { signals, purposes } => {
                door.hear_consent(*signals, purposes);
                // What is heard at once counts for the first decision.
                while let Some(event) = self.next() {
                    self.work(stage, event);
                }
            }
            Effect::Open(..) | Effect::Delay(..) => {}
            Effect::Observe => door.observe(),
            Effect::Settled => door.lift_hiding(),
            Effect::Push(json) => door.push_data(json),
            Effect::Send {
                batch,
                url,
                body,
                last,
            } => door.send_batch(*batch, url, body, *last),
            Effect::Wake(ms) => door.wake_in(*ms),
            Effect::Notify(notice, json) => door.tell_site(notice.name(), json),
        }
    }
}

/// What is stored, and what the browser says of itself.
fn read(door: &Door, keys: &[String]) -> Vec<Option<String>> {
    let mut found = Vec::new();
    for key in keys {
        found.push(if key.starts_with("omotenashi.") {
            door.load_text(key)
        } else {
            Some(door.read_text(key))
        });
    }
    found
}

/// Stores a text, and only then removes what is in it.
fn fold(door: &Door, key: &str, text: &str, parts: &[Lent]) {
    if door.save_text(key, text) {
        for part in parts {
            door.erase_key(part);
        }
    }
}
