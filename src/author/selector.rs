//! Selectors that no browser would read.
//!
//! Owns: the grammar of CSS selectors, as far as mistakes are made in it. In: a selector. Out: what is wrong with it.
//! Must not: know which pseudo-classes there are, except those of jQuery that CSS never had. Source: Selectors Level 4.

use super::syntax::narrow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// jQuery's own extensions.
const JQUERY: [&str; 21] = [
    "first", "last", "contains", "eq", "gt", "lt", "even", "odd", "visible", "hidden", "header",
    "parent", "input", "button", "checkbox", "radio", "text", "image", "submit", "selected",
    "has-text",
];

/// Those of HTML, also of old, of SVG and of MathML.
const ELEMENTS: &str = "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink \
    blockquote body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div \
    dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html \
    i iframe image img input ins isindex kbd keygen label legend li link listing main map mark marquee math menu menuitem \
    meta meter nav nobr noembed noframes noscript object ol optgroup option output p param picture plaintext portal pre \
    progress q rb rbc rp rt rtc ruby s samp script search section select selectedcontent slot small source spacer span \
    strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul \
    var video wbr xmp \
    animate animatemotion animatetransform circle clippath cursor defs desc discard ellipse feblend fecolormatrix \
    fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap fedistantlight fedropshadow \
    feflood fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge femergenode femorphology feoffset fepointlight \
    fespecularlighting fespotlight fetile feturbulence filter foreignobject g glyph glyphref hkern line lineargradient \
    marker mask metadata mpath path pattern polygon polyline radialgradient rect set stop switch symbol text textpath tref \
    tspan use view vkern \
    annotation maction menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow \
    ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics";

/// What is wrong: of which kind, and the piece of the selector.
type Fault = (&'static str, String);

struct Scan {
    letters: Vec<char>,
    at: usize,
    /// The first name of an element that there is not.
    stranger: Option<String>,
}

/// What keeps browsers from reading a selector: a kind of `selector-…`, and the piece where it is.
pub(super) fn fault(selector: &str) -> Option<Fault> {
    let letters = selector.chars().collect();
    let mut scan = Scan {
        letters,
        at: 0,
        stranger: None,
    };
    let read = scan.list(false);
    match read {
        Err(fault) => Some(fault),
        Ok(()) if scan.next().is_some() => Some(scan.unexpected()),
        // It can be read, and nothing is found.
        Ok(()) => Some(("selector-element", scan.stranger?)),
    }
}

/// Signs of a Japanese keyboard that were meant to be those of selectors, and would be part of a name.
fn is_wide(letter: char) -> bool {
    letter == '\u{3000}'
        || narrow(letter)
            .is_some_and(|plain| plain.is_ascii_punctuation() && plain != '-' && plain != '_')
}

/// Whether browsers have made an element of that name, or the site may have.
fn is_element(name: &str) -> bool {
    let name = name.to_lowercase();
    name.contains(['-', '\\']) || ELEMENTS.split(' ').any(|known| known == name)
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '\\') || !letter.is_ascii()
}

impl Scan {
    fn next(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }

    /// Takes the next letter, if it is one of these.
    fn take(&mut self, wanted: &[char]) -> Option<char> {
        let found = self.next().filter(|next| wanted.contains(next))?;
        self.at = self.at.saturating_add(1);
        Some(found)
    }

    fn space(&mut self) {
        while self.take(&[' ', '\t', '\n', '\r', '\u{c}']).is_some() {}
    }

    fn unexpected(&self) -> Fault {
        match self.next() {
            Some(letter) => ("selector-sign", letter.to_string()),
            None => ("selector-end", String::new()),
        }
    }

    /// Selectors with commas between; `relative` ones may begin with a combinator.
    fn list(&mut self, relative: bool) -> Result<(), Fault> {
        loop {
            self.complex(relative)?;
            if self.take(&[',']).is_none() {
                return Ok(());
            }
        }
    }

    fn complex(&mut self, relative: bool) -> Result<(), Fault> {
        self.space();
        if relative && self.take(&['>', '+', '~']).is_some() {
            self.space();
        }
        self.compound()?;
        loop {
            self.space();
            match self.next() {
                None | Some(',' | ')') => return Ok(()),
                _ => {}
            }
            if self.take(&['>', '+', '~']).is_some() {
                self.space();
            }
            self.compound()?;
        }
    }

    /// What is said of one element.
    fn compound(&mut self) -> Result<(), Fault> {
        let begin = self.at;
        if self.take(&['*', '&']).is_none() && self.next().is_some_and(is_of_name) {
            let name = self.name()?;
            // With a namespace it is none of HTML.
            if self.next() != Some('|') && !is_element(&name) {
                self.stranger.get_or_insert(name);
            }
        }
        while let Some(sign) = self.take(&['#', '.', '[', ':', '|']) {
            match sign {
                '[' => self.attribute()?,
                ':' => self.pseudo()?,
                _ => drop(self.name()?),
            }
        }
        if self.at == begin {
            return Err(self.unexpected());
        }
        Ok(())
    }

    /// A name as CSS has it: it does not begin with a digit.
    fn name(&mut self) -> Result<String, Fault> {
        let mut name = String::new();
        while let Some(letter) = self.next().filter(|letter| is_of_name(*letter)) {
            let begins = name.is_empty() || name == "-";
            if begins && letter.is_ascii_digit() || is_wide(letter) {
                return Err(self.unexpected());
            }
            self.at = self.at.saturating_add(1);
            if letter == '\\' {
                self.escape();
            }
            name.push(letter);
        }
        if name.is_empty() {
            return Err(self.unexpected());
        }
        Ok(name)
    }

    /// What stands behind a backslash: a sign, or the digits of one and the space that ends them.
    fn escape(&mut self) {
        let begin = self.at;
        while self.at < begin.saturating_add(6)
            && self.next().is_some_and(|next| next.is_ascii_hexdigit())
        {
            self.at = self.at.saturating_add(1);
        }
        if self.at == begin {
            self.at = self.at.saturating_add(1);
        } else {
            self.take(&[' ']);
        }
    }

    fn attribute(&mut self) -> Result<(), Fault> {
        let open = || ("selector-open", "[".to_string());
        self.space();
        self.take(&['*', '|']);
        self.name()?;
        self.space();
        if self
            .take(&['~', '|', '^', '$', '*', '='])
            .is_some_and(|sign| sign != '=')
            && self.take(&['=']).is_none()
        {
            return Err(self.unexpected());
        }
        self.space();
        if self.next() != Some(']') {
            self.value()?;
            self.space();
            // Whether capitals count.
            self.take(&['i', 'I', 's', 'S']);
            self.space();
        }
        match self.next() {
            Some(']') => self.at = self.at.saturating_add(1),
            None => return Err(open()),
            Some(_) => return Err(self.unexpected()),
        }
        Ok(())
    }

    /// The value of an attribute: in quotes, or a name.
    fn value(&mut self) -> Result<(), Fault> {
        let Some(quote) = self.take(&['"', '\'']) else {
            return self.name().map(drop);
        };
        while let Some(letter) = self.next() {
            self.at = self.at.saturating_add(if letter == '\\' { 2 } else { 1 });
            if letter == quote {
                return Ok(());
            }
        }
        Err(("selector-open", quote.to_string()))
    }

    fn pseudo(&mut self) -> Result<(), Fault> {
        self.take(&[':']);
        let name = self.name()?;
        if JQUERY.contains(&name.as_str()) {
            return Err(("selector-pseudo", name));
        }
        if self.take(&['(']).is_none() {
            return Ok(());
        }
        if matches!(name.as_str(), "is" | "not" | "where" | "has" | "matches") {
            self.list(name == "has")?;
        } else {
            let mut depth = 0_usize;
            while let Some(letter) = self.next().filter(|letter| *letter != ')' || depth > 0) {
                depth = match letter {
                    '(' => depth.saturating_add(1),
                    ')' => depth.saturating_sub(1),
                    _ => depth,
                };
                self.at = self.at.saturating_add(1);
            }
        }
        match self.take(&[')']) {
            Some(_) => Ok(()),
            None if self.next().is_none() => Err(("selector-open", "(".to_string())),
            None => Err(self.unexpected()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn what_browsers_read_is_no_fault() {
        for selector in [
            "h1",
            "#hero-title",
            ".card.big > a:first-child",
            "a[href]",
            "a[href^='/sale' i]",
            "[data-a=\"b]c\"]",
            "main :is(h1, h2):not(.small)",
            "ul:has(> li + li)",
            "li:nth-child(2n + 1 of .x)",
            "p::before",
            "*",
            "svg|a",
            "#商品 , .見出し",
            ".sm\\:w-1\\/2",
            "#\\31 st",
            "a:lang(ja)",
            "input[type=text]",
            "x-card ~ p",
            "--a",
            "a || b",
            ":root",
            "\n .a\n",
        ] {
            // `||` is of a draft that no browser reads.
            assert_eq!(
                fault(selector).is_some(),
                selector.contains("||"),
                "{selector}: {:?}",
                fault(selector)
            );
        }
    }

    #[test]
    fn what_no_browser_reads_is_one() {
        for (selector, kind, word) in [
            ("", "selector-end", ""),
            ("h1[a=b", "selector-open", "["),
            ("h1[a", "selector-end", ""),
            ("a[href='/x]", "selector-open", "'"),
            ("p:not(.a", "selector-open", "("),
            ("p:nth-child(2", "selector-open", "("),
            ("h1 >", "selector-end", ""),
            ("h1,, h2", "selector-sign", ","),
            ("> h1", "selector-sign", ">"),
            ("#1st", "selector-sign", "1"),
            ("＃hero", "selector-sign", "＃"),
            ("#hero\u{3000}h1", "selector-sign", "\u{3000}"),
            ("hero.title", "selector-element", "hero"),
            ("main > coupon", "selector-element", "coupon"),
            ("li:first", "selector-pseudo", "first"),
            (".", "selector-end", ""),
            ("h1)", "selector-sign", ")"),
            ("a{b}", "selector-sign", "{"),
            ("a[href=/x]", "selector-sign", "/"),
            ("p:contains(x)", "selector-pseudo", "contains"),
            ("p:not(:visible)", "selector-pseudo", "visible"),
            ("//div[1]", "selector-sign", "/"),
        ] {
            let found = fault(selector);
            assert_eq!(found, Some((kind, word.into())), "{selector}");
        }
    }
}
