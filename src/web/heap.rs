use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;
use core::arch::wasm32::{memory_grow};
pub struct Heap { free: UnsafeCell<[usize; 32]>, top: UnsafeCell<usize>, end: UnsafeCell<usize> }
unsafe impl Sync for Heap {}
#[global_allocator]
static HEAP: Heap = Heap { free: UnsafeCell::new([0;32]), top: UnsafeCell::new(0), end: UnsafeCell::new(0) };
fn class(l: Layout) -> u32 { let n = if l.size() > l.align() { l.size() } else { l.align() }; let n = if n < 16 {16} else {n}; 32 - (n as u32 - 1).leading_zeros() }
unsafe impl GlobalAlloc for Heap {
  unsafe fn alloc(&self, l: Layout) -> *mut u8 { unsafe {
    let c = class(l); if c > 30 { return core::ptr::null_mut(); }
    let free = &mut *self.free.get();
    let head = free.as_mut_ptr().add(c as usize);
    if *head != 0 { let p = *head; *head = *(p as *const usize); return p as *mut u8; }
    let size = 1usize << c;
    let top = self.top.get(); let end = self.end.get();
    if *end - *top < size {
      let pages = (size + 0xffff) >> 16;
      let at = memory_grow::<0>(pages);
      if at == usize::MAX { return core::ptr::null_mut(); }
      if at << 16 != *end { *top = at << 16; }
      *end = (at + pages) << 16;
    }
    let p = *top; *top += size; p as *mut u8
  } }
  unsafe fn dealloc(&self, p: *mut u8, l: Layout) { unsafe {
    let head = (*self.free.get()).as_mut_ptr().add(class(l) as usize);
    *(p as *mut usize) = *head; *head = p as usize;
  } }
  unsafe fn realloc(&self, p: *mut u8, l: Layout, n: usize) -> *mut u8 { unsafe {
    let to = Layout::from_size_align_unchecked(n, l.align());
    if class(l) == class(to) { return p; }
    let q = self.alloc(to);
    if !q.is_null() { core::ptr::copy_nonoverlapping(p, q, if l.size() < n { l.size() } else { n }); self.dealloc(p, l); }
    q
  } }
}
