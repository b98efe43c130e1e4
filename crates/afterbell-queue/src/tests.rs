//! Interleavings as shuttle finds them, a thousand a test; a lost wake-up is a deadlock,
//! which it reports.

use std::collections::BTreeSet;

use shuttle::sync::mpsc::{Sender, channel};
use shuttle::sync::{Arc, Mutex};
use shuttle::{check_dfs, check_random, thread};

use super::{Queue, Refused};

const SCHEDULES: usize = 1_000;

/// Takes batches until the queue is closed and empty.
fn take_all<T>(queue: &Queue<T>, most: usize) -> Vec<Vec<T>> {
    let mut batches = Vec::new();
    loop {
        let batch = queue.take(most);
        if batch.is_empty() {
            return batches;
        }
        batches.push(batch);
    }
}

#[test]
fn everything_is_taken_once_and_in_order() {
    check_random(
        || {
            let queue = Arc::new(Queue::new(64));
            let taking = {
                let queue = Arc::clone(&queue);
                thread::spawn(move || take_all(&queue, 2))
            };
            let pushing: Vec<_> = (0..3)
                .map(|who| {
                    let queue = Arc::clone(&queue);
                    thread::spawn(move || {
                        for number in 0..3 {
                            queue.push((who, number)).expect("room");
                        }
                    })
                })
                .collect();
            for thread in pushing {
                thread.join().expect("pushed");
            }
            queue.close();
            let batches = taking.join().expect("taken");
            assert!(batches.iter().all(|batch| batch.len() <= 2));
            let taken = batches.concat();
            for who in 0..3 {
                let own = taken.iter().filter(|(whose, _)| *whose == who);
                let own: Vec<_> = own.map(|(_, number)| *number).collect();
                assert_eq!(own, [0, 1, 2]);
            }
            assert_eq!(taken.len(), 9);
            assert_eq!(queue.push((0, 0)), Err(Refused::Closed));
        },
        SCHEDULES,
    );
}

#[test]
fn no_more_wait_than_may_and_who_is_refused_was_not_taken_in() {
    check_random(
        || {
            let queue = Arc::new(Queue::new(2));
            let taking = {
                let queue = Arc::clone(&queue);
                thread::spawn(move || take_all(&queue, 8))
            };
            let pushing: Vec<_> = (0..4)
                .map(|number| {
                    let queue = Arc::clone(&queue);
                    thread::spawn(move || queue.push(number).map(|()| number))
                })
                .collect();
            let told = pushing
                .into_iter()
                .map(|thread| thread.join().expect("told"));
            let accepted: BTreeSet<u32> = told.filter_map(Result::ok).collect();
            queue.close();
            let batches = taking.join().expect("taken");
            assert!(batches.iter().all(|batch| batch.len() <= 2));
            assert_eq!(
                batches.concat().into_iter().collect::<BTreeSet<_>>(),
                accepted
            );
            assert!(accepted.len() >= 2);
        },
        SCHEDULES,
    );
}

struct Write {
    number: u32,
    answer: Sender<u32>,
}

/// As the writer does it: take a batch, commit it, answer it.
fn write(queue: &Queue<Write>, committed: &Mutex<BTreeSet<u32>>) {
    loop {
        let batch = queue.take(2);
        if batch.is_empty() {
            return;
        }
        committed
            .lock()
            .expect("a log")
            .extend(batch.iter().map(|write| write.number));
        for write in batch {
            // Who asked may have gone.
            let _ = write.answer.send(write.number);
        }
    }
}

/// One interleaving after the other of one writer and two who wait, not random ones.
#[test]
fn whoever_is_answered_finds_it_committed() {
    check_dfs(
        || {
            let queue = Arc::new(Queue::new(4));
            let committed = Arc::new(Mutex::new(BTreeSet::new()));
            let writing = {
                let (queue, committed) = (Arc::clone(&queue), Arc::clone(&committed));
                thread::spawn(move || write(&queue, &committed))
            };
            let waiting: Vec<_> = (0..2)
                .map(|number| {
                    let (queue, committed) = (Arc::clone(&queue), Arc::clone(&committed));
                    thread::spawn(move || {
                        let (answer, answered) = channel();
                        queue.push(Write { number, answer }).expect("room");
                        assert_eq!(answered.recv(), Ok(number));
                        assert!(committed.lock().expect("a log").contains(&number));
                    })
                })
                .collect();
            for thread in waiting {
                thread.join().expect("answered");
            }
            queue.close();
            writing.join().expect("written");
            assert_eq!(queue.busy_with(), 0);
        },
        Some(SCHEDULES * 5),
    );
}

/// The writer dies in the middle: nobody waits for ever, and nobody is taken in any more.
#[test]
fn who_waits_for_a_writer_that_is_gone_is_told() {
    check_random(
        || {
            let queue = Arc::new(Queue::new(8));
            let writing = {
                let queue = Arc::clone(&queue);
                thread::spawn(move || {
                    drop(queue.take(1));
                    queue.abandon();
                })
            };
            let waiting: Vec<_> = (0..3)
                .map(|number| {
                    let queue = Arc::clone(&queue);
                    thread::spawn(move || {
                        let (answer, answered) = channel();
                        match queue.push(Write { number, answer }) {
                            Ok(()) => assert!(answered.recv().is_err()),
                            Err(refused) => assert_eq!(refused, Refused::Closed),
                        }
                    })
                })
                .collect();
            for thread in waiting {
                thread.join().expect("told");
            }
            writing.join().expect("gone");
            assert_eq!(queue.busy_with(), 0);
        },
        SCHEDULES,
    );
}
