//! What anybody would write first: a heap for each course, children who ask until somebody keeps
//! them. One slot, one order of children; no groups, no reserved places, no minimums, no reasons.

// The lists are all of this bench.
#![allow(clippy::indexing_slicing)]

use std::collections::BinaryHeap;

pub fn deferred_acceptance(
    wishes: &[Vec<u32>],
    numbers: &[u32],
    courses: usize,
    places: usize,
) -> Vec<Option<u32>> {
    let mut kept: Vec<BinaryHeap<(u32, u32)>> = vec![BinaryHeap::new(); courses];
    let mut next = vec![0usize; wishes.len()];
    let mut got = vec![None; wishes.len()];
    let mut asking: Vec<u32> = (0..wishes.len() as u32).rev().collect();
    while let Some(child) = asking.pop() {
        let at = child as usize;
        while let Some(&course) = wishes[at].get(next[at]) {
            next[at] += 1;
            let heap = &mut kept[course as usize];
            let number = numbers[at];
            if heap.len() == places {
                if heap.peek().is_some_and(|(worst, _)| *worst < number) {
                    continue;
                }
                if let Some((_, out)) = heap.pop() {
                    got[out as usize] = None;
                    asking.push(out);
                }
            }
            heap.push((number, child));
            got[at] = Some(course);
            break;
        }
    }
    got
}
