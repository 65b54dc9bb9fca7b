//! Texts that are almost what was meant.

/// An endless row of mutations of one text, the same at every run.
pub struct Mutations<'a> {
    seed: Vec<char>,
    others: &'a [&'a str],
    state: u64,
}

/// Pieces that turn one meaning into another.
const PIECES: [&str; 28] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u12",
    "null",
    "true",
    "1e999",
    "-0",
    "0.1",
    "\"$not\":",
    "\"$elemMatch\":",
    "{\"$ref\":\"a\"}",
    "\"$and\":[",
    "\"$or\":[]",
    "\"experiences\"",
    "\"split\":{\"a\":1}",
    "\"flags\"",
    "花",
    "\u{1F600}",
    "\u{0}",
    " ",
    "99999999999999999999",
    "\"2026-02-30\"",
];

impl<'a> Mutations<'a> {
    /// Mutations of a seed, with parts of others in them.
    pub fn of(seed: &str, others: &'a [&'a str]) -> Self {
        let state = seed.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self {
            seed: seed.chars().collect(),
            others,
            state,
        }
    }

    fn below(&mut self, bound: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state % bound.max(1) as u64) as usize
    }

    fn change(&mut self, text: &mut Vec<char>) {
        let at = self.below(text.len() + 1);
        let end = (at + 1 + self.below(8)).min(text.len());
        match self.below(5) {
            0 if at < end => drop(text.drain(at..end)),
            1 => {
                let piece = PIECES[self.below(PIECES.len())];
                text.splice(at..at, piece.chars());
            }
            2 => {
                let copy = text[at.min(end)..end].to_vec();
                let to = self.below(text.len() + 1);
                text.splice(to..to, copy);
            }
            3 => {
                let other: Vec<char> = self.others[self.below(self.others.len())].chars().collect();
                let from = self.below(other.len() + 1);
                let until = (from + self.below(40)).min(other.len());
                text.splice(at..at, other[from..until].iter().copied());
            }
            _ if at < text.len() => {
                text[at] = char::from_u32(32 + self.below(95) as u32).unwrap();
            }
            _ => {}
        }
    }
}

impl Iterator for Mutations<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut text = self.seed.clone();
        for _ in 0..=self.below(4) {
            self.change(&mut text);
        }
        Some(text.into_iter().collect())
    }
}
