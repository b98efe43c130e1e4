/// A row of seats in a list that many share. It keeps the keys it holds; the lowest are the best.
#[derive(Debug, Clone, Copy)]
pub(in crate::allocation) struct Seats {
    start: u32,
    size: u32,
    taken: u32,
    /// The highest key held.
    worst: u32,
    /// Whether the keys are a heap, the highest first, or stand as they came.
    is_heap: bool,
}

pub(in crate::allocation) enum Offered {
    Kept,
    Refused,
    Displaced(u32),
}

impl Seats {
    pub fn new(start: u32, size: u32) -> Self {
        Self {
            start,
            size,
            taken: 0,
            worst: 0,
            is_heap: false,
        }
    }

    pub fn taken(&self) -> u32 {
        self.taken
    }

    pub fn worst(&self) -> Option<u32> {
        (self.taken > 0).then_some(self.worst)
    }

    pub fn has_room(&self) -> bool {
        self.taken < self.size
    }

    pub fn keys<'a>(&self, all: &'a [u32]) -> &'a [u32] {
        let start = self.start as usize;
        &all[start..start + self.taken as usize]
    }

    #[inline]
    pub fn offer(&mut self, all: &mut [u32], key: u32) -> Offered {
        if self.taken < self.size {
            all[(self.start + self.taken) as usize] = key;
            self.taken += 1;
            self.worst = self.worst.max(key);
            Offered::Kept
        } else if key >= self.worst {
            Offered::Refused
        } else {
            let heap = self.heap(all);
            let displaced = std::mem::replace(&mut heap[0], key);
            sift_down(heap, 0);
            self.worst = heap[0];
            Offered::Displaced(displaced)
        }
    }

    /// One seat less; whoever must stand up for it is the worst.
    pub fn shrink(&mut self, all: &mut [u32]) -> Option<u32> {
        self.size -= 1;
        if self.taken <= self.size {
            return None;
        }
        let heap = self.heap(all);
        let last = heap.len() - 1;
        heap.swap(0, last);
        let displaced = heap[last];
        sift_down(&mut heap[..last], 0);
        self.worst = if last > 0 { heap[0] } else { 0 };
        self.taken -= 1;
        Some(displaced)
    }

    /// No seat any more, for anybody.
    pub fn close(&mut self) {
        *self = Self::new(self.start, 0);
    }

    fn heap<'a>(&mut self, all: &'a mut [u32]) -> &'a mut [u32] {
        let start = self.start as usize;
        let heap = &mut all[start..start + self.taken as usize];
        if !self.is_heap {
            for at in (0..heap.len() / 2).rev() {
                sift_down(heap, at);
            }
            self.is_heap = true;
        }
        heap
    }
}

fn sift_down(heap: &mut [u32], mut at: usize) {
    loop {
        let left = 2 * at + 1;
        if left >= heap.len() {
            return;
        }
        let right = left + 1;
        let higher = match right < heap.len() && heap[right] > heap[left] {
            true => right,
            false => left,
        };
        if heap[at] >= heap[higher] {
            return;
        }
        heap.swap(at, higher);
        at = higher;
    }
}
