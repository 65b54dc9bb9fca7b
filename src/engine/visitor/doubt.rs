//! Whether a browser that knows nothing about a visitor may have forgotten them.
//!
//! WebKit erases what scripts have stored after a week without a visit, and cookies that scripts have set. What the
//! site's own server has set with `Set-Cookie` stays. So a server may mark each browser once, with the time:
//! `Set-Cookie: omotenashi=<milliseconds since 1970>; Max-Age=34214400; Path=/; Secure; SameSite=Lax`, when a request
//! has no such cookie. A mark of the day when the first known visit began says that it really was the first one.

use crate::engine::Env;
use crate::engine::text::cut;
use crate::engine::time::DAY_MS;

/// Whether a first visit that began then may not have been the first.
#[must_use]
pub fn is_doubtful(env: &Env, vendor: &str, cookies: &str, began_ms: f64) -> bool {
    if !vendor.starts_with("Apple") {
        return false;
    }
    let mark = cookie(cookies, "omotenashi");
    if mark.is_empty() {
        return true;
    }
    let marked_ms = (env.parse_number)(mark);
    marked_ms.is_nan() || marked_ms <= began_ms - DAY_MS
}

/// The text of the first cookie of a name; empty where there is none.
#[must_use]
pub fn cookie<'a>(cookies: &'a str, name: &str) -> &'a str {
    let mut rest = cookies;
    while !rest.is_empty() {
        let (cookie, more) = cut(rest, b';');
        let (known, text) = cut(cookie.trim_ascii_start(), b'=');
        if known == name {
            return text;
        }
        rest = more;
    }
    ""
}
