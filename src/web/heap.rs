//! The allocator: a list of free blocks for each block size, with four sizes to each power of two.
//!
//! Owns: the linear memory above the data segment; the end of the module when it panics. In: layouts. Out: blocks. Must
//! not: give memory back: a page that once needed much keeps it; blocks are reused.
//!
//! A third of the size of the default allocator. The only room for `unsafe`.
#![allow(unsafe_code)]

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size};
use core::cell::UnsafeCell;
use core::ptr;

/// What is there once, and as long as the memory.
#[cfg(not(feature = "server"))]
pub(super) struct Lasting<T>(pub(super) T);

// SAFETY: the visitor build has one thread.
#[cfg(not(feature = "server"))]
unsafe impl<T> Sync for Lasting<T> {}

/// Zeroes what is free: a picture of the memory then holds nothing that nobody reads.
#[cfg(not(feature = "server"))]
pub(super) fn tidy() {
    // SAFETY: every block in a list is free and of the list's size; only its link is read again.
    unsafe {
        for number in 0..CLASSES {
            let mut block = *HEAP.head(number);
            while block != 0 {
                let next = *(block as *const usize);
                let rest = Class::numbered(number).size().wrapping_sub(LINK);
                ptr::write_bytes(block.wrapping_add(LINK) as *mut u8, 0, rest);
                block = next;
            }
        }
    }
}

/// What a free block needs for the address of the next.
#[cfg(not(feature = "server"))]
const LINK: usize = size_of::<usize>();

/// Without `std` nothing is printed; the trap ends this module and `js/door` puts the page back.
#[cfg(not(feature = "std"))]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

/// Every block is a multiple of this, so every block is aligned to it.
const LEAST: usize = 1 << LEAST_BITS;
const LEAST_BITS: u32 = 4;
/// Pages of WebAssembly memory are 2¹⁶ bytes.
const PAGE_BITS: u32 = 16;

/// The highest exponent of a step is 29, and a block has 8 steps at most.
const CLASSES: usize = 29 * 8 + 9;

struct Heap {
    /// By class: the first free block, which holds the address of the next; 0 for none.
    free: UnsafeCell<[usize; CLASSES]>,
    /// What is left of the pages asked for last.
    top: UnsafeCell<usize>,
    end: UnsafeCell<usize>,
}

// SAFETY: the visitor build has one thread.
unsafe impl Sync for Heap {}

#[global_allocator]
static HEAP: Heap = Heap {
    free: UnsafeCell::new([0; CLASSES]),
    top: UnsafeCell::new(0),
    end: UnsafeCell::new(0),
};

/// Blocks are so many steps of a power of two, five to eight, or fewer of the least: what rounding up
/// costs stays below a fifth.
struct Class {
    /// The exponent of a step.
    shift: u32,
    steps: usize,
}

impl Class {
    /// The smallest that holds a layout.
    fn of(layout: Layout) -> Self {
        let last = layout.size().max(1).wrapping_sub(1);
        let shift = 29_u32.saturating_sub(last.leading_zeros()).max(LEAST_BITS);
        Self {
            shift,
            steps: (last >> shift).wrapping_add(1),
        }
    }

    /// The one of a number: its lowest three bits are the steps, and 8 steps are counted with the next exponent.
    #[cfg(not(feature = "server"))]
    const fn numbered(number: usize) -> Self {
        let shift = (number >> 3) as u32;
        Self {
            shift: if number & 7 == 0 {
                shift.wrapping_sub(1)
            } else {
                shift
            },
            steps: if number & 7 == 0 { 8 } else { number & 7 },
        }
    }

    const fn size(&self) -> usize {
        self.steps << self.shift
    }

    /// Its number among all.
    const fn number(&self) -> usize {
        ((self.shift as usize) << 3).wrapping_add(self.steps)
    }
}

impl Heap {
    /// A block that was never used; null when there is no more memory.
    unsafe fn cut(&self, size: usize) -> *mut u8 {
        // SAFETY: one thread, and no reference outlives this call.
        let (top, end) = unsafe { (&mut *self.top.get(), &mut *self.end.get()) };
        if end.wrapping_sub(*top) < size {
            // Asking is dear: by an eighth of what there is, a file of any size is read after a few times.
            let pages = size.wrapping_add(0xffff) >> PAGE_BITS;
            let pages = pages.max(memory_size::<0>() >> 3);
            let at = memory_grow::<0>(pages);
            if at == usize::MAX {
                return ptr::null_mut();
            }
            // Somebody else may have grown it in between: what was left is then lost.
            if at << PAGE_BITS != *end {
                *top = at << PAGE_BITS;
            }
            *end = at.wrapping_add(pages) << PAGE_BITS;
        }
        let block = *top;
        *top = block.wrapping_add(size);
        block as *mut u8
    }

    /// Where the first free block of a class is noted.
    const unsafe fn head(&self, class: usize) -> *mut usize {
        // SAFETY: `Class::number` is below `CLASSES`, since a layout has less than 2³¹ bytes.
        unsafe { self.free.get().cast::<usize>().add(class) }
    }
}

// SAFETY: blocks are disjoint, at least as big as asked, and aligned to `LEAST`; more is refused.
unsafe impl GlobalAlloc for Heap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.align() > LEAST {
            return ptr::null_mut();
        }
        let class = Class::of(layout);
        // SAFETY: a free block holds the address of the next.
        unsafe {
            let head = self.head(class.number());
            let block = *head;
            if block == 0 {
                return self.cut(class.size());
            }
            *head = *(block as *const usize);
            block as *mut u8
        }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the block was given for this layout, so it has the size of its class.
        unsafe {
            let head = self.head(Class::of(layout).number());
            *block.cast::<usize>() = *head;
            *head = block as usize;
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: `size` came from a valid layout of this alignment.
        unsafe {
            let wanted = Layout::from_size_align_unchecked(size, layout.align());
            if Class::of(layout).size() == Class::of(wanted).size() {
                return block;
            }
            let other = self.alloc(wanted);
            if !other.is_null() {
                ptr::copy_nonoverlapping(block, other, layout.size().min(size));
                self.dealloc(block, layout);
            }
            other
        }
    }
}
