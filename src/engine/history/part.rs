//! What one tab adds to the profile, as a text of its own, so that no two tabs ever write the same one.
//!
//! `[profile without what was done, when, name, properties, when, name, properties …]`. It holds what happened since
//! this tab last wrote, as far as rules ask for it, and each experience that changed. Text that is not ours adds
//! nothing; adding the same text to the same profile gives the same result in every tab.

use super::asked::{Asked, Happened};
use super::profile::{Profile, VIEW};
use super::recalled::read_value;
use super::stored::write_changed;
use crate::engine::Env;
use crate::engine::condition::{Evaluation, Subject};
use crate::engine::json::{Value, Writer, parse};
use crate::engine::part::PAST;
use crate::engine::words::position;
use alloc::string::String;

/// Most bytes of what one tab adds at once.
const MAX_PART: usize = 4_000;
/// What all tabs together have added and nobody has folded yet, in bytes of a text in a text, which are about a third
/// more: with that, whoever has more must wait; who cannot wait, only with the second.
pub const MAX_PARTS: [usize; 2] = [2_000, 7_500];

/// Writes what a tab adds, as much as there is room for: of how many experiences it says what became of them, and how
/// much of what happened. Of what alone is too much, its lists are left out.
#[must_use]
pub fn write_part(
    env: &Env,
    profile: &Profile,
    happened: &[Happened],
    asked: &Asked<'_>,
) -> (String, [usize; 2]) {
    let mut out = Writer::new(env);
    let (own, changed) = write_changed(env, profile, asked.subjects);
    let mut written = 0_usize;
    out.open('[');
    out.raw(&own);
    let mut last_ms = 0.0;
    for Happened { at_ms, name, props } in happened {
        let before = out.length();
        let asks = is_asked(asked, name, props);
        if asks && last_ms > 0.0 {
            // Whether a visit goes on depends on when anything was last done.
            out.number(last_ms).text("").number(0.0);
        }
        last_ms = *at_ms;
        if asks {
            last_ms = 0.0;
            out.number(*at_ms).text(name);
            write_props(&mut out, asked, (name, true), props);
            if out.length() > MAX_PART {
                out.cut(before);
                if written > 0 {
                    break;
                }
                out.number(*at_ms).text(name);
                write_props(&mut out, asked, (name, false), props);
                if out.length() > MAX_PART {
                    out.cut(before);
                }
            }
        }
        written = written.wrapping_add(1);
    }
    out.close(']');
    (out.finish(), [changed, written])
}

/// Adds to a profile what a tab has written, where it is one of ours.
pub fn add_part(env: &Env, profile: &mut Profile, text: &str, now_ms: f64, asked: &Asked<'_>) {
    let (value, sound) = parse(env, text);
    let [own, happened @ ..] = value.items() else {
        return;
    };
    let Some(own) = read_value(env, own, now_ms, asked).filter(|_| sound) else {
        return;
    };
    if profile.visitor_id.is_empty() {
        profile.visitor_id = String::from(&*own.visitor_id);
        if own.before_ms < 0.0 {
            profile.last_ms = own.before_ms;
        }
    }
    Happened::each(happened, &mut |one| {
        profile.take(env, &one, asked);
    });
    profile.last_ms = profile.last_ms.max(own.last_ms);
    profile.learn(&own, true);
}

impl Profile {
    /// Whether what was just taken is to be stored. What nobody asks for says that the visit goes on, or nothing.
    #[must_use]
    pub fn has_learned(&self, one: &Happened, asked: &Asked<'_>) -> bool {
        self.last_ms >= one.at_ms || is_asked(asked, &one.name, &one.props)
    }

    /// Notes what happened, here or in another tab; says whether it is new. Without a name it is what the site told
    /// about the visitor, by path; an empty path signs them out first. Or nothing but that something was done.
    pub fn take(&mut self, env: &Env, one: &Happened, asked: &Asked<'_>) -> bool {
        let Happened { at_ms, name, props } = one;
        if name.is_empty() {
            if *props == Value::Number(0.0) {
                self.last_ms = *at_ms;
            }
            for (path, value) in props.members() {
                if path.is_empty() {
                    self.user.clear();
                } else {
                    self.tell(path, value.clone());
                }
            }
            return false;
        }
        if !is_asked(asked, name, props) {
            self.touch(*at_ms);
            return true;
        }
        let evaluation = Evaluation::of_values(env, *at_ms, asked.conditions);
        let new = self.happen(&evaluation, name, props, asked.subjects);
        if new {
            self.keep_ahead(one, asked);
        }
        new
    }
}

/// Whether anything that is kept depends on an event.
fn is_asked(asked: &Asked<'_>, name: &str, props: &Value) -> bool {
    name == VIEW
        || name.is_empty()
        || asked.goals && props.get("transaction_id").is_some()
        || asked.is_ahead(name)
        || asked.subjects.iter().any(|subject| match subject {
            Subject::Behaviour(behaviour) => PAST && behaviour.hears(name),
            Subject::Attribute(path) if PAST => {
                path.starts_with("cart.") && (name.ends_with("_cart") || name == "purchase")
            }
            _ => false,
        })
}

/// What rules can ask of an event, and nothing else of it; without its lists where there is no room for them.
fn write_props(
    out: &mut Writer<'_>,
    asked: &Asked<'_>,
    (name, lists): (&str, bool),
    props: &Value,
) {
    out.open('{');
    for (key, value) in props.members() {
        if !lists && matches!(value, Value::List(_) | Value::Map(_)) {
            continue;
        }
        if is_kept(asked, name, key) {
            out.key(key).value(value);
        } else if PAST && key == "items" {
            out.key(key).open('[');
            for item in value.items() {
                write_props(out, asked, (name, true), item);
            }
            out.close(']');
        }
    }
    out.close('}');
}

/// What the cart is counted by.
const CART: [&str; 3] = ["value", "quantity", "price"];

/// Whether it is asked for; orders and signing out are without a rule.
fn is_kept(asked: &Asked<'_>, name: &str, key: &str) -> bool {
    key.is_empty()
        || key == "transaction_id"
        || asked.is_ahead(name)
        || asked.subjects.iter().any(|subject| match subject {
            Subject::Behaviour(behaviour) => PAST && behaviour.reads(name, key),
            Subject::Attribute(path) => {
                name.is_empty() && *path == key
                    || *path == "visit.landing" && key == "page_path"
                    || PAST
                        && path.starts_with("cart.")
                        && name.ends_with("_cart")
                        && position(&CART, key).is_some()
            }
            _ => false,
        })
}
