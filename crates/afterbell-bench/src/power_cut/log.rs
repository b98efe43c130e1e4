//! What `recorder.c` wrote down, record by record.

use anyhow::{Context as _, Result, bail};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record<'a> {
    Opened {
        inode: u64,
        emptied: bool,
        name: &'a str,
    },
    Written {
        inode: u64,
        offset: u64,
        data: &'a [u8],
    },
    Cut {
        inode: u64,
        length: u64,
    },
    SyncBegun {
        inode: u64,
        number: u64,
    },
    SyncEnded {
        number: u64,
    },
    Unlinked {
        name: &'a str,
    },
    Renamed {
        from: &'a str,
        to: &'a str,
    },
    /// To the phone at this port.
    Sent {
        port: u64,
        length: u64,
    },
}

const HEAD: usize = 4 * size_of::<u64>();

pub fn read(mut log: &[u8]) -> Result<Vec<Record<'_>>> {
    let mut records = Vec::new();
    while !log.is_empty() {
        let (head, rest) = log.split_at_checked(HEAD).context("half a record")?;
        let [kind, subject, number, length] = numbers(head)?;
        let length = usize::try_from(length)?;
        let (data, rest) = rest.split_at_checked(length).context("half a record")?;
        records.push(record(kind, subject, number, data)?);
        log = rest;
    }
    Ok(records)
}

fn numbers(head: &[u8]) -> Result<[u64; 4]> {
    let (numbers, _) = head.as_chunks::<{ size_of::<u64>() }>();
    let numbers: Vec<u64> = numbers.iter().map(|n| u64::from_ne_bytes(*n)).collect();
    numbers.try_into().ok().context("half a head")
}

fn record(kind: u64, subject: u64, number: u64, data: &[u8]) -> Result<Record<'_>> {
    let text = || std::str::from_utf8(data);
    Ok(match kind {
        1 => Record::Opened {
            inode: subject,
            emptied: number != 0,
            name: text()?,
        },
        2 => Record::Written {
            inode: subject,
            offset: number,
            data,
        },
        3 => Record::Cut {
            inode: subject,
            length: number,
        },
        4 => Record::SyncBegun {
            inode: subject,
            number,
        },
        5 => Record::SyncEnded { number },
        6 => Record::Unlinked { name: text()? },
        7 => {
            let (from, to) = text()?.split_once('/').context("two names")?;
            Record::Renamed { from, to }
        }
        8 => Record::Sent {
            port: subject,
            length: number,
        },
        other => bail!("a record of kind {other}"),
    })
}
