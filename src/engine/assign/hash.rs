//! FNV-1a, 32 bit, over UTF-16 code units, as GrowthBook's SDKs count them.

/// Where every hash begins.
pub const SEED: u32 = 0x811c_9dc5;

/// One step of the hash.
#[must_use]
#[inline]
pub const fn fnv_step(hash: u32, unit: u32) -> u32 {
    (hash ^ unit).wrapping_mul(0x0100_0193)
}

/// The hash of a text. Each UTF-16 unit is one step: this is what every SDK
/// that reads strings by `charCodeAt` does, and so what visitors elsewhere got.
#[must_use]
#[inline]
pub fn fnv1a(text: &str) -> u32 {
    hash_on(SEED, text)
}

#[inline]
fn hash_on(hash: u32, text: &str) -> u32 {
    let mut plain = hash;
    for byte in text.bytes() {
        // Ids are hardly ever more than ASCII, where a byte is a unit.
        if byte > 0x7F {
            return hash_units(hash, text);
        }
        plain = fnv_step(plain, u32::from(byte));
    }
    plain
}

#[cold]
#[inline(never)]
fn hash_units(hash: u32, text: &str) -> u32 {
    let units = text.encode_utf16();
    units.fold(hash, |hash, unit| fnv_step(hash, u32::from(unit)))
}

/// The hash of the decimal digits of a number. They are got from the first to the last, by a fixed-point number that is
/// multiplied by ten: by division they would come the other way round, and all of them before the first is hashed.
#[inline]
pub(super) fn hash_digits(number: u32) -> u32 {
    const POINT: u32 = 57;
    // Hundreds of millions. The factor is 2⁵⁷ / 10⁸ rounded up: less than one too much in the last digit of any number.
    let mut rest = u64::from(number).wrapping_mul(1_441_151_881);
    let digits = (rest >> POINT) as u32;
    let mut hash = SEED;
    let mut digit = digits / 10;
    let mut next = digits % 10;
    let mut left = 9_u32;
    let mut begun = false;
    loop {
        begun |= digit > 0 || left == 0;
        if begun {
            hash = fnv_step(hash, 0x30 | digit);
        }
        if left == 0 {
            return hash;
        }
        left = left.wrapping_sub(1);
        digit = next;
        rest = (rest & ((1 << POINT) - 1)).wrapping_mul(10);
        next = (rest >> POINT) as u32;
    }
}

/// What is hashed together with an id, so that one question says nothing of another.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seed<'a> {
    version: u8,
    parts: [&'a str; 2],
    /// The hash of both parts: every bucket of version 2 begins with it.
    hash: u32,
}

impl<'a> Seed<'a> {
    /// A seed, and what stands before it, for GrowthBook's version 1 or 2 of the hash.
    #[must_use]
    pub fn new(version: u8, parts: [&'a str; 2]) -> Self {
        let [prefix, seed] = parts;
        Self {
            version,
            parts,
            hash: hash_on(fnv1a(prefix), seed),
        }
    }

    /// Whether it is of the version that all but imports have.
    #[must_use]
    pub const fn is_usual(&self) -> bool {
        self.version == 2
    }

    /// What stands before the seed proper: whose question it is.
    #[must_use]
    pub const fn prefix(&self) -> &'a str {
        let [prefix, _] = self.parts;
        prefix
    }

    /// Where an id falls, from 0 up to but not 1.
    ///
    /// Version 2 hashes twice, so that seeds are independent, and has steps of a ten-thousandth.
    /// Version 1, for experiments that began in GrowthBook, has steps of a thousandth; there, two
    /// seeds that are alike give buckets that are alike.
    #[must_use]
    #[inline]
    pub fn bucket(&self, id: &str) -> f64 {
        if self.version == 1 {
            let [prefix, seed] = self.parts;
            let hash = hash_on(hash_on(fnv1a(id), prefix), seed);
            return f64::from(hash % 1000) / 1000.0;
        }
        let once = hash_on(self.hash, id);
        f64::from(hash_digits(once) % 10_000) / 10_000.0
    }
}
