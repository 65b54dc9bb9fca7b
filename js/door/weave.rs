//! From streams back to the WebAssembly module, by a module that is small enough to begin with.
//!
//! Owns: the order in which bytes come from streams; js/encode/streams.mjs made them and says why. In: text in
//! UTF-8, one character for each byte. Out: bytes. Must not: check anything; the build has.
//!
//! No part of the crate: what a page loads first cannot be inside of what it loads. JavaScript that runs once is
//! interpreted, and took ten times as long.
#![no_std]
#![no_main]

use core::ptr::{read, write};

// Streams by number: the rest are types of blocks (3), offsets of loads (4) and stores (5), long constants (6), of 64 bits (7).
const INSTRUCTIONS: usize = 0;
const LABELS: usize = 1;
const FUNCTIONS: usize = 2;
const FLOATS: usize = 8;
const FRAMES: usize = 9;
const OTHERS: usize = 10;
/// Locals, sixteen of them, and behind them as many of short constants.
const LOCALS: usize = 11;
const COUNT: usize = LOCALS + 32;

struct Weaver {
    /// Where each stream is read.
    at: [usize; COUNT],
    /// Where is written.
    end: usize,
}

impl Weaver {
    /// The next byte of a stream: a character below U+0100 is one byte of UTF-8, or two.
    #[inline(never)]
    fn put(&mut self, stream: usize) -> usize {
        // SAFETY: streams are numbers below their count, and read and written is only what the build has measured.
        unsafe {
            let at = self.at.get_unchecked_mut(stream);
            let mut byte = read(*at as *const u8);
            *at += 1;
            if byte > 127 {
                byte = byte << 6 | read(*at as *const u8) & 63;
                *at += 1;
            }
            write(self.end as *mut u8, byte);
            self.end += 1;
            byte as usize
        }
    }

    /// A number in LEB128.
    #[inline(never)]
    fn copy(&mut self, stream: usize) -> usize {
        let mut value = 0;
        let mut shift = 0;
        loop {
            let byte = self.put(stream);
            value |= (byte & 127) << (shift & 31);
            shift += 7;
            if byte < 128 {
                return value;
            }
        }
    }

    fn copy_more(&mut self, stream: usize, count: usize) {
        for _ in 0..count {
            self.copy(stream);
        }
    }

    /// A number from the stream of what is next done with it.
    #[inline(never)]
    fn copy_for_next(&mut self, first: usize) {
        // SAFETY: behind a local or a constant there is always an instruction.
        let next = unsafe { read(self.at[INSTRUCTIONS] as *const u8) };
        self.copy(first + if next > 127 { 15 } else { (next >> 3) as usize });
    }

    /// Leaves room for a length.
    fn open(&mut self) -> usize {
        self.end += 4;
        self.end
    }

    /// Fills in the length of what began there.
    #[inline(never)]
    fn close(&self, start: usize) {
        let length = self.end - start;
        let bytes = length & 127
            | (length << 1 & 127 << 8)
            | (length << 2 & 127 << 16)
            | (length << 3 & 127 << 24)
            | 0x80_8080;
        // SAFETY: four bytes were left before it.
        unsafe { ((start - 4) as *mut usize).write_unaligned(bytes) }
    }

    fn instructions(&mut self) {
        let mut depth = 1;
        while depth > 0 {
            match self.put(INSTRUCTIONS) {
                2..=4 => {
                    self.copy(3);
                    depth += 1;
                }
                6 => {
                    // SAFETY: that byte was just written.
                    unsafe { write((self.end - 1) as *mut u8, 65) }
                    self.copy(6);
                }
                11 => depth -= 1,
                12 | 13 => self.copy_more(LABELS, 1),
                14 => {
                    let count = self.copy(LABELS) + 1;
                    self.copy_more(LABELS, count);
                }
                16 => self.copy_more(FUNCTIONS, 1),
                17 => self.copy_more(FUNCTIONS, 2),
                32..=34 => self.copy_for_next(LOCALS),
                35..=38 | 63 | 64 | 208 => self.copy_more(INSTRUCTIONS, 1),
                code @ 40..=62 => {
                    // Alignment is a hint that nobody needs.
                    self.end += 1;
                    self.copy(if code < 54 { 4 } else { 5 });
                }
                65 => self.copy_for_next(LOCALS + 16),
                66 => self.copy_more(7, 1),
                68 => {
                    for _ in 0..8 {
                        self.put(FLOATS);
                    }
                }
                252 => {
                    let code = self.copy(INSTRUCTIONS);
                    let bulk = if code % 2 > 0 || code > 14 { 1 } else { 2 };
                    self.copy_more(INSTRUCTIONS, if code < 8 { 0 } else { bulk });
                }
                _ => {}
            }
        }
    }

    fn others(&mut self, end: usize) {
        while self.end < end {
            self.put(OTHERS);
        }
    }
}

/// Writes the module that the text stands for behind it, where there is zeroed room; gives its length.
#[unsafe(no_mangle)]
pub extern "C" fn weave(text: usize, out: usize) -> usize {
    let number = |index: usize| {
        // SAFETY: the head of the text has so many numbers of three bytes each.
        let part = |place: usize| unsafe { read((text + 3 * index + place) as *const u8) as usize };
        part(0) | part(1) << 7 | part(2) << 14
    };
    let mut weaver = Weaver {
        at: core::array::from_fn(|stream| text + number(3 + stream)),
        end: out,
    };
    weaver.others(out + number(2));
    let section = weaver.open();
    for _ in 0..weaver.copy(FRAMES) {
        let function = weaver.open();
        let locals = weaver.copy(FRAMES);
        weaver.copy_more(FRAMES, 2 * locals);
        weaver.instructions();
        weaver.close(function);
    }
    weaver.close(section);
    weaver.others(out + number(1));
    number(1)
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
