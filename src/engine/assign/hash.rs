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
            let units = text.encode_utf16();
            return units.fold(hash, |hash, unit| fnv_step(hash, u32::from(unit)));
        }
        plain = fnv_step(plain, u32::from(byte));
    }
    plain
}

/// The hash of the decimal digits of a number. They are got from the last to the first and needed
/// the other way round: they wait in half a byte each.
#[inline]
fn hash_digits(number: u32) -> u32 {
    let mut rest = number;
    let mut waiting = 0_u64;
    let mut count = 0_u32;
    loop {
        waiting = waiting << 4 | u64::from(rest % 10);
        count = count.wrapping_add(1);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    let mut hash = SEED;
    for _ in 0..count {
        hash = fnv_step(hash, 0x30 | (waiting & 0xF) as u32);
        waiting >>= 4;
    }
    hash
}

/// Where an id falls, from 0 up to but not 1, by seed and its prefix.
///
/// Version 2 hashes twice, so that seeds are independent, and has steps of a ten-thousandth.
/// Version 1, for experiments that began in GrowthBook, has steps of a thousandth; there, two
/// seeds that are alike give buckets that are alike.
#[must_use]
#[inline]
pub fn bucket(version: u8, seed: [&str; 2], id: &str) -> f64 {
    let [prefix, seed] = seed;
    if version == 1 {
        let hash = hash_on(hash_on(fnv1a(id), prefix), seed);
        return f64::from(hash % 1000) / 1000.0;
    }
    let once = hash_on(hash_on(fnv1a(prefix), seed), id);
    f64::from(hash_digits(once) % 10_000) / 10_000.0
}
