//! What is wrong with a rules file, and where.
//!
//! Every code there is. Codes are stable; the author build has a sentence for each. A problem disables the experience
//! or flag that it is in, and nothing else.
//!
//! | code | meaning |
//! |---|---|
//! | `json-value` | a value is missing, or no JSON |
//! | `json-key` | a name in double quotes is missing |
//! | `json-colon` | the `:` behind a name is missing |
//! | `json-comma` | a `,` or a closing bracket is missing |
//! | `json-string` | a text is never closed, or holds a control character |
//! | `json-escape` | what follows a `\\` is no escape |
//! | `json-number` | not a number as JSON writes it, or beyond all doubles |
//! | `json-depth` | nested more than 48 deep |
//! | `json-end` | something follows the end of the file |
//! | `too-large` | the file has more than 8 MB |
//! | `too-many` | the file has more than 20,000 experiences; those behind are not read |
//! | `too-long` | a text has more than 65,536 bytes |
//! | `file-version` | the version of the format is not 1 |
//! | `type` | a value of another JSON type was expected |
//! | `missing-field` | a member that must be there is not |
//! | `unknown-field` | a member that does not exist here |
//! | `unknown-word` | a word that is not one of a closed list |
//! | `unknown-operator` | an operator or connective that does not exist, or not inside a list |
//! | `unknown-attribute` | an attribute that is neither built in nor declared |
//! | `unknown-audience` | no such audience |
//! | `unknown-list` | no such list |
//! | `unknown-goal` | no such goal |
//! | `unknown-slot` | no such slot |
//! | `unknown-flag` | no such flag |
//! | `unknown-experience` | no such experience |
//! | `unknown-variant` | the split names a variant that does not exist; as advice: a condition does |
//! | `unknown-surface` | no such surface |
//! | `unknown-signal` | no such consent signal |
//! | `unknown-timezone` | no such time zone in this browser; told by the author build: in some browsers |
//! | `audience-order` | an audience names one that stands behind it |
//! | `circle` | an experience or flag, or the stage of the journey, depends on itself (told by the author build; it never applies) |
//! | `duplicate-id` | two experiences of one id |
//! | `date` | not a date |
//! | `duration` | not a duration |
//! | `days` | not a whole number of days from 1 to 3660 |
//! | `name-taken` | an `as` that is the name of something else |
//! | `period` | what a cap counts in is neither a duration nor `page`, `visit` or `ever` |
//! | `pair` | not a list of exactly two |
//! | `range` | not a part of the line, or a percentage outside 0 to 100 |
//! | `hash-version` | a hash version other than 1 and 2 |
//! | `ramp-falls` | a step of a ramp that is earlier or lower than the one before |
//! | `value-or-values` | a rule of a flag with both, or neither |
//! | `split-total` | percentages that add up to more than 100 |
//! | `split-fraction` | percentages that add up to 1 or less |
//! | `split-negative` | a percentage below 0 |
//! | `split-without` | a variant without a percentage |
//! | `show-and-variants` | an experience with both |
//! | `class-token` | a class name that is empty or holds a space |
//! | `template-open` | `{{` without `}}` |
//! | `unknown-format` | not a format of `{{path:format}}`: the fallback is shown (told by the author build) |
//! | `format-detail` | what stands behind a format is not what it needs: the same |
//! | `regex-syntax` | not a regular expression |
//! | `regex-subset` | a regular expression that browsers read differently |
//!
//! The author build adds advice, which disables nothing. Most of it is a warning; errors are only `exempt-limits`,
//! since regulators exempt no more, an `unknown-timezone` that this browser knows and others do not, the
//! `missing-field` of a cookie without a domain, and an `unknown-operator` such as `>=`, which browsers take for a
//! value:
//!
//! | code | meaning |
//! |---|---|
//! | `regex-slow` | a regular expression that some texts make hang |
//! | `public-code` | what looks like a coupon code, in a file that everybody can read |
//! | `third-party-image` | an image of another site, which learns of every visitor |
//! | `open-address` | an address whose site is decided by what somebody put into a link to the page |
//! | `url-scheme` | an address that could run a script: the change is refused |
//! | `exempt-limits` | something that the consent mode `exempt` does not allow |
//! | `html-removed` | an element or attribute in markup that is taken out before anybody sees it |
//! | `attribute-refused` | an attribute that no change may set: it could run a script |
//! | `selector` | what browsers would not read as a selector: nothing will be found |
//! | `cap-range` | a cap below 1, which never shows anything, or above 100, which is never reached |
//! | `address-letters` | an address compared with letters that browsers write as `%E6…`: it never fits |
//! | `letters` | a text whose letters stand apart from their marks: it is equal to nothing that looks like it |
//! | `duplicate-key` | a name that stands twice in one object: only one of them can be meant |
//! | `never` | a value that the attribute never has: the condition holds for nobody |
//! | `nobody` | what is asked for excludes itself: it holds for nobody |
//! | `language-tag` | a language that no page says of itself: such a text is never shown |
//! | `region-code` | a region that is not written as its code usually is: no visitor is from there |
//! | `percent-fraction` | a percentage below 1: 0.6 is not sixty percent |
//! | `event-slip` | a name of an event that is one slip away from another's: it may wait for what never comes |
//! | `goal-twice` | a goal with an event and a click: only the click counts |
//! | `schedule-order` | a schedule that ends before it begins: it never runs |
//! | `retention` | a span that looks back further than `retention` keeps |
//! | `no-measure` | a test that is measured by no goal |
//! | `literal` | what was meant as a place in a text, and is shown as it stands |
//! | `redirect-origin` | a redirect to an origin that is not allowed, or an allowed one that is none |
//! | `cookie-domain` | a domain, or a site's name, of which browsers take no cookie, or one for fewer hosts than meant |
//! | `no-effect` | a member that is read and does nothing where it stands |
//!
//! One more comes from `js/door/entry/script.js` alone, since it is about the tag and not the file:
//! `rules-url-blocking`, where a blocking script gets its rules from an address, so that they come too late for the
//! first paint.

use crate::engine::json::Place;
use alloc::string::String;

/// One thing wrong with a rules file. The author build has a sentence for every code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Stable code, for example `unknown-operator`.
    pub code: &'static str,
    /// Where it is.
    pub place: Place,
    /// The word that was met: an unknown name, or the JSON type of a value
    /// (never the value itself: it may be personal data).
    pub word: String,
    /// What was expected instead: a JSON type, or the name of a list of words.
    pub expected: &'static str,
}

impl Problem {
    /// A problem with a word in it.
    #[must_use]
    pub fn new(code: &'static str, place: Place, word: &str, expected: &'static str) -> Self {
        Self {
            code,
            place,
            word: String::from(word),
            expected,
        }
    }
}
