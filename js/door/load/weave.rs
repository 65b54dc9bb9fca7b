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

// Streams by number. The first has the instructions.
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

/// Where each stream is read. Nothing else is there: the stack ends below, and the text begins with the next page.
const AT: *mut usize = 1024 as *mut usize;

/// The byte at an address.
#[inline(always)]
fn byte(at: usize) -> usize {
    // SAFETY: what is read is only what the build has measured.
    unsafe { read(at as *const u8) as usize }
}

/// Where a stream is read.
#[inline(always)]
fn place(stream: usize) -> *mut usize {
    // SAFETY: streams are numbers below their count.
    unsafe { AT.add(stream) }
}

/// The next character of a stream: one byte of UTF-8, or up to four.
#[inline(never)]
fn next(stream: usize) -> usize {
    // SAFETY: as for `place`.
    let mut at = unsafe { read(place(stream)) };
    let mut first = byte(at);
    at += 1;
    let mut value = first;
    if first > 127 {
        // Each bit before the first zero is one more byte, and with each come five bits more.
        let mut mask = 63;
        while first & 64 > 0 {
            value = value << 6 | byte(at) & 63;
            at += 1;
            mask = mask << 5 | 31;
            first <<= 1;
        }
        value &= mask;
    }
    // SAFETY: as for `place`.
    unsafe { write(place(stream), at) }
    value
}

// What writes takes the address where it does, and answers with the one behind: this is compiled in haste, and a field in
// memory took a third longer.

#[inline(always)]
fn put(end: usize, byte: usize) -> usize {
    // SAFETY: there is room for all that the build has measured.
    unsafe { write(end as *mut u8, byte as u8) }
    end + 1
}

/// Writes LEB128: of a number with a sign, the last byte has room for `half` of it on either side.
#[inline(never)]
fn put_number(mut end: usize, mut value: isize, half: isize) -> usize {
    while (value + half) as usize > 127 {
        end = put(end, (value & 127 | 128) as usize);
        value >>= 7;
    }
    put(end, (value & 127) as usize)
}

/// Numbers that are one character each.
#[inline(always)]
fn copy(mut end: usize, stream: usize, count: usize) -> usize {
    for _ in 0..count {
        end = put_number(end, next(stream) as isize, 0);
    }
    end
}

/// A number of any size, byte by byte.
#[inline(never)]
fn copy_bytes(mut end: usize, stream: usize) -> usize {
    loop {
        let byte = next(stream);
        end = put(end, byte);
        if byte < 128 {
            return end;
        }
    }
}

/// Fills in the length of what began there, for which four bytes were left.
#[inline(never)]
fn close(start: usize, end: usize) {
    let length = end - start;
    let bytes = length & 127
        | (length << 1 & 127 << 8)
        | (length << 2 & 127 << 16)
        | (length << 3 & 127 << 24)
        | 0x80_8080;
    // SAFETY: as for `put`.
    unsafe { ((start - 4) as *mut usize).write_unaligned(bytes) }
}

/// The bytes of all that is no function.
#[inline(never)]
fn others(mut end: usize, until: usize) -> usize {
    while end < until {
        end = put(end, next(OTHERS));
    }
    end
}

/// The kind of what is next done with an operand.
#[inline(always)]
fn following(at: usize) -> usize {
    let next = byte(at);
    if next > 127 { 15 } else { (next ^ TURNED) >> 3 }
}

/// The instructions of a function. What has no operand is most of them, and is asked for first.
#[inline(never)]
fn instructions(mut end: usize) -> usize {
    // SAFETY: as for `place`.
    let mut at = unsafe { read(AT) };
    // Among the opcodes: their operands of one byte.
    let plain = |mut end: usize, at: &mut usize, count: usize| {
        for _ in 0..count {
            end = put(end, byte(*at) ^ TURNED);
            *at += 1;
        }
        end
    };
    let mut depth = 1;
    while depth > 0 {
        let mut code = byte(at);
        at += 1;
        if code > 127 {
            code = code << 6 & 255 | byte(at) & 63;
            at += 1;
        }
        code ^= TURNED;
        end = put(end, code);
        if code > 68 {
            if code == 252 {
                let more = byte(at) ^ TURNED;
                let longer = more % 2 == 0 && more < 15;
                end = plain(end, &mut at, if more > 7 { 2 + longer as usize } else { 1 });
            } else if code == 208 {
                end = plain(end, &mut at, 1);
            }
        } else if code > 39 {
            if code < 63 {
                // Alignment is a hint that nobody needs.
                let offset = next(if code < 54 { LOADS } else { STORES });
                let offset = if offset < 256 {
                    4 * offset
                } else {
                    offset - 256
                };
                end = put_number(end + 1, offset as isize, 0);
            } else if code < 65 {
                end = plain(end, &mut at, 1);
            } else if code == 65 {
                let value = next(LOCALS + 16 + following(at)) as isize - 64;
                // Fourteen bits with a sign.
                end = put_number(end, value << 18 >> 18, 64);
            } else if code == 66 {
                end = copy_bytes(end, DOUBLE_LONGS);
            } else {
                for _ in 0..8 {
                    end = put(end, next(FLOATS));
                }
            }
        } else if code > 34 {
            end = plain(end, &mut at, 1);
        } else if code > 31 {
            end = copy(end, LOCALS + following(at), 1);
        } else if code == 11 {
            depth -= 1;
        } else if code > 1 && code < 5 {
            end = copy(end, BLOCKS, 1);
            depth += 1;
        } else if code == 6 {
            // The opcode of a constant, over the one that stood for it.
            put(end - 1, 65);
            end = copy_bytes(end, LONGS);
        } else if code == 7 {
            put(end - 1, 65);
            end = put_number(end, (next(ADDRESSES) + (1 << 16)) as isize, 64);
        } else if code == 12 || code == 13 {
            end = copy(end, LABELS, 1);
        } else if code == 14 {
            let count = next(LABELS);
            end = put_number(end, count as isize, 0);
            end = copy(end, LABELS, count + 1);
        } else if code == 16 || code == 17 {
            end = copy(end, FUNCTIONS, code - 15);
        }
    }
    // SAFETY: as for `place`.
    unsafe { write(AT, at) }
    end
}

/// Writes the module that the text stands for behind it, where there is zeroed room; gives its length.
#[unsafe(no_mangle)]
pub extern "C" fn weave(text: usize, out: usize) -> usize {
    // The head of the text has numbers of three bytes each.
    let number = |index: usize| {
        let part = |place: usize| byte(text + 3 * index + place);
        part(0) | part(1) << 7 | part(2) << 14
    };
    for stream in 0..COUNT {
        // SAFETY: as for `place`.
        unsafe { write(place(stream), text + number(3 + stream)) }
    }
    let section = others(out, out + number(2)) + 4;
    let count = next(FRAMES);
    let mut end = put_number(section, count as isize, 0);
    for _ in 0..count {
        let function = end + 4;
        let locals = next(FRAMES);
        end = put_number(function, locals as isize, 0);
        end = instructions(copy(end, FRAMES, 2 * locals));
        close(function, end);
    }
    close(section, end);
    others(end, out + number(1));
    number(1)
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
