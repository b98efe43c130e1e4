//! 台账链: every entry of an append-only table carries a hash of itself and of all before it, so
//! that an entry that was changed, removed or slipped in later is found by `afterbell verify`.
//!
//! The link of an entry is
//!
//! ```text
//! SHA-256( previous link
//!       || length of the table's name || the table's name
//!       || length of field 1 || field 1 || length of field 2 || field 2 || … )
//! ```
//!
//! where the previous link is the 32 bytes of the entry before (32 zero bytes for the first),
//! a length is that of the bytes as a 4-byte big-endian number, numbers are written in decimal
//! and all text is UTF-8 exactly as stored. The fields are those of [`LedgerEntry`],
//! [`SignatureEntry`], [`AuditRow`] and [`WishEntry`] in their order.
//!
//! Nothing here knows a store: every store computes the same links.

use sha2::{Digest as _, Sha256};

use super::desk::AuditRow;

/// 链值: what an entry carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link([u8; 32]);

impl Link {
    /// What stands before the first entry.
    pub const START: Self = Self([0; 32]);

    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn followed_by(self, table: &str, fields: &[&str]) -> Self {
        let mut hash = Sha256::new();
        hash.update(self.0);
        for field in std::iter::once(&table).chain(fields) {
            // Longer than 4 GiB is no field: the link then merely fits nothing.
            let length = u32::try_from(field.len()).unwrap_or(u32::MAX);
            hash.update(length.to_be_bytes());
            hash.update(field.as_bytes());
        }
        Self(hash.finalize().into())
    }
}

impl std::fmt::Display for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// 台账条目, as it is stored.
#[derive(Debug, Clone, Copy)]
pub struct LedgerEntry<'a> {
    pub sequence: u32,
    pub event: &'a str,
    pub student: &'a str,
    pub guardian: &'a str,
    pub at: &'a str,
    pub receipt: &'a str,
}

impl LedgerEntry<'_> {
    pub fn link_after(&self, previous: Link) -> Link {
        let sequence = self.sequence.to_string();
        let fields = [
            &sequence,
            self.event,
            self.student,
            self.guardian,
            self.at,
            self.receipt,
        ];
        previous.followed_by("ledger", &fields)
    }
}

/// 签署条目, as it is stored.
#[derive(Debug, Clone, Copy)]
pub struct SignatureEntry<'a> {
    pub sequence: u32,
    pub student: &'a str,
    pub guardian: &'a str,
    pub agreement: &'a str,
    pub signed_name: &'a str,
    pub signed_at: &'a str,
}

impl SignatureEntry<'_> {
    pub fn link_after(&self, previous: Link) -> Link {
        let sequence = self.sequence.to_string();
        let fields = [
            &sequence,
            self.student,
            self.guardian,
            self.agreement,
            self.signed_name,
            self.signed_at,
        ];
        previous.followed_by("agreement_signature", &fields)
    }
}

impl AuditRow {
    pub fn link_after(&self, previous: Link) -> Link {
        let number = self.number.to_string();
        let fields = [
            &number,
            &self.at,
            &self.staff,
            &self.name,
            &self.action,
            &self.subject,
            &self.before,
            &self.after,
        ];
        previous.followed_by("audit", &fields.map(String::as_str))
    }
}

/// 志愿条目, as it is stored.
#[derive(Debug, Clone, Copy)]
pub struct WishEntry<'a> {
    pub sequence: u32,
    pub student: &'a str,
    pub guardian: &'a str,
    pub at: &'a str,
    pub receipt: &'a str,
}

impl WishEntry<'_> {
    pub fn link_after(&self, previous: Link) -> Link {
        let sequence = self.sequence.to_string();
        let fields = [
            &sequence,
            self.student,
            self.guardian,
            self.at,
            self.receipt,
        ];
        previous.followed_by("wish", &fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: LedgerEntry<'_> = LedgerEntry {
        sequence: 1,
        event: "selection_submitted",
        student: "5e",
        guardian: "9a",
        at: "2026-09-08T20:00:00+08:00",
        receipt: "{\"number\":\"SY-000001\"}",
    };
    const SIGNATURE: SignatureEntry<'_> = SignatureEntry {
        sequence: 7,
        student: "5e",
        guardian: "9a",
        agreement: "c0",
        signed_name: "马思远",
        signed_at: "2026-09-08T19:00:00+08:00",
    };

    /// Worked out with Python's `struct` and `hashlib`: another language, the same links.
    #[test]
    fn links_are_as_the_construction_says() {
        let first = ENTRY.link_after(Link::START);
        assert_eq!(
            first.to_string(),
            "fb743a96e52eead0cc0db14b1e0bc58c70adfa998b95b678b8869ff17e70e998"
        );
        let second = LedgerEntry {
            sequence: 2,
            event: "selection_withdrawn",
            ..ENTRY
        };
        assert_eq!(
            second.link_after(first).to_string(),
            "8b31d52324a9946731cf86ca49ffecefb1d0c2e32a824cc89e97704ec4049c13"
        );
        assert_eq!(
            SIGNATURE.link_after(Link::START).to_string(),
            "9c98bd0e0ab71b8dd1713f83adedef85f24666e0d5a3b7b8cb0657c94bc33de2"
        );
    }

    #[test]
    fn every_field_and_the_past_are_in_the_link() {
        let first = ENTRY.link_after(Link::START);
        let others = [
            LedgerEntry {
                sequence: 2,
                ..ENTRY
            },
            LedgerEntry {
                event: "selection_withdrawn",
                ..ENTRY
            },
            LedgerEntry {
                student: "5f",
                ..ENTRY
            },
            LedgerEntry {
                guardian: "9b",
                ..ENTRY
            },
            LedgerEntry {
                at: "2026-09-08T20:00:01+08:00",
                ..ENTRY
            },
            LedgerEntry {
                receipt: "{}",
                ..ENTRY
            },
            // Moved from one field to the next.
            LedgerEntry {
                student: "5",
                guardian: "e9a",
                ..ENTRY
            },
        ];
        for other in others {
            assert_ne!(other.link_after(Link::START), first, "{other:?}");
        }
        assert_ne!(ENTRY.link_after(first), first);
        let signed = SIGNATURE.link_after(Link::START);
        for other in [
            SignatureEntry {
                sequence: 8,
                ..SIGNATURE
            },
            SignatureEntry {
                student: "5f",
                ..SIGNATURE
            },
            SignatureEntry {
                guardian: "9b",
                ..SIGNATURE
            },
            SignatureEntry {
                agreement: "c1",
                ..SIGNATURE
            },
            SignatureEntry {
                signed_name: "马思",
                ..SIGNATURE
            },
            SignatureEntry {
                signed_at: "",
                ..SIGNATURE
            },
        ] {
            assert_ne!(other.link_after(Link::START), signed, "{other:?}");
        }
    }
}
