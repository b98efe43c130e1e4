use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::Invalid;
use crate::written::written_as_text;

/// An opaque name: 1 to 40 of `a-z`, `0-9` and `-`, safe in a URL and cheap to clone.
macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $what:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = Invalid;
            fn from_str(text: &str) -> Result<Self, Invalid> {
                let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
                if (1..=40).contains(&text.len()) && text.bytes().all(allowed) {
                    Ok(Self(text.into()))
                } else {
                    Err(Invalid::new($what, text))
                }
            }
        }

        written_as_text!($name, "c7k2m9qd");
    };
}

identifier!(
    /// 课程编号: names a course within a school.
    CourseId,
    "course_id"
);
identifier!(
    /// 开班项编号: names one offering of a course; stays the same across menu versions.
    OfferingId,
    "offering_id"
);
identifier!(
    /// 学生编号: random and opaque, never the school number.
    StudentId,
    "student_id"
);

identifier!(
    /// 家长编号: random and opaque; all that is known of a guardian (家长).
    GuardianId,
    "guardian_id"
);

identifier!(
    /// 时段编号: names a slot of the week, for each of which a child has at most one place.
    SlotId,
    "slot_id"
);
identifier!(
    /// 优先类别编号: names a priority group (优先类别) of a district.
    GroupId,
    "group_id"
);

#[cfg(feature = "policy")]
identifier!(
    /// 人员编号: random and opaque; names an account at the school's desk.
    StaffId,
    "staff_id"
);
#[cfg(feature = "policy")]
identifier!(
    /// 学校编号: random and opaque; names a school in its district's books.
    OverseenId,
    "overseen_id"
);
#[cfg(feature = "policy")]
identifier!(
    /// 检查项编号: names one check within a policy pack.
    CheckId,
    "check_id"
);

/// The SHA-256 of a document's canonical JSON, in 64 hexadecimal digits.
macro_rules! content_hash {
    ($(#[$doc:meta])* $name:ident, $what:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = Invalid;
            fn from_str(text: &str) -> Result<Self, Invalid> {
                let allowed = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
                if text.len() == 64 && text.bytes().all(allowed) {
                    Ok(Self(text.into()))
                } else {
                    Err(Invalid::new($what, text))
                }
            }
        }

        written_as_text!(
            $name,
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        );
    };
}

content_hash!(
    /// 菜单版本号: names one version of a menu.
    MenuHash,
    "menu_hash"
);
content_hash!(
    /// 协议版本号: names one version of the safety agreement.
    AgreementHash,
    "agreement_hash"
);
content_hash!(
    /// 文件校验值: the SHA-256 of a published file, byte for byte as it was published.
    FileHash,
    "file_hash"
);
