//! What is observed besides what the site itself tracks: the `observe` part of a rules file, and every event that needs
//! no code from the site.
//!
//! An observed event counts as if the site had called `track(name, props)`: `$did`, goals and `when` ask for it by its
//! name. Only what a rule names is looked for, and what a visitor types or copies is never read. Where GA4 has a name
//! for an event, this is it, with GA4's meaning. Addresses come without query and fragment, which may contain anything.
//!
//! | event | when it comes | properties |
//! |---|---|---|
//! | `page_view` | a page is opened, or navigated to in a single-page application (its path or query changes, or what a router keeps after the #, such as `#/cart`; `utm_…` and click ids do not count), or comes back from the browser's cache. Nothing more is loaded for this | `page_path`, `page_location`, `page_title` |
//! | `view_search_results` | a page is viewed whose address has a search term, in the first of the parameters named by `observe.search` that it has; by default GA4's `q`, `s`, `search`, `query`, `keyword` | `search_term` |
//! | `back_and_forth` | the visitor is back on a page that was left at most 10 s ago, in a single-page application or from the browser's cache | `page_path` |
//! | `click` | as in GA4, on a link to another host, also with the middle button | `outbound` (true), `link_url`, `link_domain`, `link_id`, `link_classes` |
//! | `file_download` | a click on a link to a file of GA4's kinds, or with `download` | `file_name`, `file_extension`, `link_url`, `link_id`, `link_classes` |
//! | `element_click` | a click on what can be clicked, or in an element of a slot | element, `link_url` |
//! | `rage_click` | the third click within 1 s, no further than 30 px from it, that selects no text; once in a row of such clicks | element |
//! | `dead_click` | a click on something that looks clickable, after which nothing happens for 1 s: no change of the document, address, scrolling, focus or a field, no other window. In case of doubt something did happen, as it may beside a field, which is not read | element |
//! | `hesitation` | the pointer (not a finger) moves on one clickable thing for 3 s, without a pause of 1 s and without pressing; once for each thing and page | element |
//! | `element_view` | an element of a slot was seen for 1, 5, 10, 30, 60 s in all: half of it or of the window, not covered in its middle, while the visitor is active | `slot`, `seconds` |
//! | `user_engagement` | the page was open for 10, 30, 60, 180 s in all while the visitor was active: it was visible, and something had been done in the last 30 s or a video played | `engagement_time_msec`, and `seconds` since the one before |
//! | `scroll` | as in GA4, nine tenths of the page were scrolled to; once for each page | `percent_scrolled` (90) |
//! | `scroll_depth` | 25, 50, 75, 100 percent of the page were scrolled to; each once | `percent_scrolled` |
//! | `inactivity` | for 30 s nothing was done on a visible page, and nothing played; once for each pause | `seconds` (30) |
//! | `exit_intent` | the pointer leaves at the top, a finger scrolls up fast; once for each page | |
//! | `form_start` | a form gets its first input; once for each form and page | form |
//! | `form_submit` | a form is sent, or handed to the page's code | form |
//! | `form_abandon` | a form was begun and not sent when its page is left, or not gone back to for 30 s | form |
//! | `video_start`, `audio_start` | something is played, unless it starts by itself without sound; once for each | media |
//! | `video_progress` | 10, 25, 50, 75 percent of it have been played; each once | media, `video_percent` |
//! | `video_complete` | it has ended | media |
//! | `exception` | an error of the page's code, a picture or file that does not load, a field refused, a message of `role="alert"` that can be seen; 10 of a page at most | `kind` (`script`, `promise`, `resource`, `field`, `alert`), `fatal` (false) |
//! | `copy` | something is copied (what it is, is not read) | element |
//!
//! *Element* is `slot` (the name of the slot it is in), `element_tag` and `element_role`; *form* is `form_id`,
//! `form_name`, `form_destination` and `slot`; *media* is `video_provider` (`html5`), `video_url`, `video_duration` and
//! `slot`. What is not known is left out. What page code does by itself, such as `element.click()`, is not done by the
//! visitor and does not count.
//!
//! | member of `observe` | holds | meaning |
//! |---|---|---|
//! | `search` | a list of names | the query parameters that hold what was searched for |
//! | `dataLayer` | `true` | GA4's commerce events, and others that rules name, are taken from `window.dataLayer`, in the form of Google Tag Manager or of `gtag`, beginning with those already there |
//! | `keepAhead` | a list of names | the last 40 of these events are kept with all their properties, for rules not yet written: a new rule counts them as if it had existed then. It is the only log that there is, and it is on the data sheet |
//! | `product` | `true` | `view_item` comes once for each page that describes one product, as schema.org/Product in JSON-LD or microdata, or in Open Graph, its price also in a form for people (`1.299,00 €`); unless the page itself has tracked it within 1 s of being loaded |
//!
//! Owns: the members of `observe`. In: the file. Out: problems. Must not: know how anything is observed; that is
//! `js/door/observe/collector.js`, which reads from the file what is asked for.

use super::experience::texts;
use crate::engine::condition::Scope;
use crate::engine::json::{Node, Value};
use crate::engine::words;

/// Checks the `observe` object; gives the events that are kept ahead.
pub(super) fn read(scope: &mut Scope<'_>, node: &Node<'_>) -> &'static [Value] {
    scope.fields(node, &words::OBSERVE);
    texts(scope, &node.get("search"));
    scope.boolean_of(node, "dataLayer");
    scope.boolean_of(node, "product");
    texts(scope, &node.get("keepAhead"));
    let lasting = scope
        .tree
        .get("observe")
        .and_then(|all| all.get("keepAhead"));
    lasting.map_or(&[], Value::items)
}
