//! From streams back to the WebAssembly module, by a module that is small enough to begin with.
//!
//! Owns: the order in which bytes come from streams; js/encode/streams.mjs made them and says why. In: text in
//! UTF-8. Out: bytes. Must not: check anything; the build has.
//!
//! No part of the crate: what a page loads first cannot be inside of what it loads. JavaScript that runs once is
//! interpreted, and took ten times as long.
#![no_std]
#![no_main]

use core::ptr::{read, write};

// Streams by number.
const INSTRUCTIONS: usize = 0;
const LABELS: usize = 1;
const FUNCTIONS: usize = 2;
const BLOCKS: usize = 3;
const LOADS: usize = 4;
const STORES: usize = 5;
const LONGS: usize = 6;
const ADDRESSES: usize = 7;
const DOUBLE_LONGS: usize = 8;
const FLOATS: usize = 9;
const FRAMES: usize = 10;
const OTHERS: usize = 11;
/// Locals, sixteen of them, and behind them as many of short constants.
const LOCALS: usize = 12;
const COUNT: usize = LOCALS + 32;

/// The bits of opcodes that are turned.
const TURNED: usize = 111;

struct Weaver {
    /// Where each stream is read.
    at: [usize; COUNT],
    /// Where is written.
    end: usize,
}

impl Weaver {
    /// The next character of a stream: one byte of UTF-8, or up to four.
    #[inline(never)]
    fn next(&mut self, stream: usize) -> usize {
        // SAFETY: streams are numbers below their count, and what is read is only what the build has measured.
        unsafe {
            let at = self.at.get_unchecked_mut(stream);
            let mut byte = || {
                *at += 1;
                read((*at - 1) as *const u8) as usize
            };
            let mut first = byte();
            if first < 128 {
                return first;
            }
            // Each bit before the first zero is one more byte, and with each come five bits more.
            let mut value = first;
            let mut mask = 63;
            while first & 64 > 0 {
                value = value << 6 | byte() & 63;
                mask = mask << 5 | 31;
                first <<= 1;
            }
            value & mask
        }
    }

    /// Inside of what calls it: this is compiled in haste, and a call for each byte took as long as all the rest.
    #[inline(always)]
    fn put(&mut self, byte: usize) {
        // SAFETY: there is room for all that the build has measured.
        unsafe { write(self.end as *mut u8, byte as u8) }
        self.end += 1;
    }

    /// Writes LEB128: of a number with a sign, the last byte has room for `half` of it on either side.
    #[inline(never)]
    fn put_number(&mut self, mut value: isize, half: isize) {
        while (value + half) as usize > 127 {
            self.put((value & 127 | 128) as usize);
            value >>= 7;
        }
        self.put((value & 127) as usize);
    }

    /// A number that is one character.
    fn copy(&mut self, stream: usize) -> usize {
        let value = self.next(stream);
        self.put_number(value as isize, 0);
        value
    }

    fn copy_more(&mut self, stream: usize, count: usize) {
        for _ in 0..count {
            self.copy(stream);
        }
    }

    /// A number of any size, byte by byte.
    fn copy_bytes(&mut self, stream: usize) {
        loop {
            let byte = self.next(stream);
            self.put(byte);
            if byte < 128 {
                return;
            }
        }
    }

    /// An opcode, or what is among them.
    fn opcode(&mut self) -> usize {
        let code = self.next(INSTRUCTIONS) ^ TURNED;
        self.put(code);
        code
    }

    /// The stream of what is next done with an operand.
    #[inline(never)]
    fn following(&mut self, first: usize) -> usize {
        // SAFETY: behind a local or a constant there is always an instruction.
        let next = unsafe { read(self.at[INSTRUCTIONS] as *const u8) } as usize;
        first + if next > 127 { 15 } else { (next ^ TURNED) >> 3 }
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

    /// Writes the opcode of a constant over the one that stood for it.
    fn mend(&mut self) {
        self.end -= 1;
        self.put(65);
    }

    fn instructions(&mut self) {
        let mut depth = 1;
        while depth > 0 {
            match self.opcode() {
                2..=4 => {
                    self.copy(BLOCKS);
                    depth += 1;
                }
                6 => {
                    self.mend();
                    self.copy_bytes(LONGS);
                }
                7 => {
                    self.mend();
                    let address = self.next(ADDRESSES) + (1 << 16);
                    self.put_number(address as isize, 64);
                }
                11 => depth -= 1,
                12 | 13 => self.copy_more(LABELS, 1),
                14 => {
                    let count = self.copy(LABELS) + 1;
                    self.copy_more(LABELS, count);
                }
                16 => self.copy_more(FUNCTIONS, 1),
                17 => self.copy_more(FUNCTIONS, 2),
                32..=34 => {
                    let stream = self.following(LOCALS);
                    self.copy(stream);
                }
                35..=38 | 63 | 64 | 208 => {
                    self.opcode();
                }
                code @ 40..=62 => {
                    // Alignment is a hint that nobody needs.
                    self.end += 1;
                    let offset = self.next(if code < 54 { LOADS } else { STORES });
                    let offset = if offset < 256 {
                        4 * offset
                    } else {
                        offset - 256
                    };
                    self.put_number(offset as isize, 0);
                }
                65 => {
                    let stream = self.following(LOCALS + 16);
                    let value = self.next(stream) as isize - 64;
                    // Fourteen bits with a sign.
                    self.put_number(value << 18 >> 18, 64);
                }
                66 => self.copy_bytes(DOUBLE_LONGS),
                68 => {
                    for _ in 0..8 {
                        let byte = self.next(FLOATS);
                        self.put(byte);
                    }
                }
                252 => {
                    let code = self.opcode();
                    if code > 7 {
                        self.opcode();
                        if code % 2 == 0 && code < 15 {
                            self.opcode();
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn others(&mut self, end: usize) {
        while self.end < end {
            let byte = self.next(OTHERS);
            self.put(byte);
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
