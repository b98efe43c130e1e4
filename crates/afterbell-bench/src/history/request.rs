//! The bytes of a phone's requests.

use anyhow::{Context as _, Result};

use super::lane::Lane;
use super::model::{COURSES, Courses, Wish};

/// What is the same in all requests of one phone.
pub struct Desk {
    student: String,
    /// Its address and its session.
    head: String,
    menu: String,
    offerings: [String; COURSES],
}

impl Desk {
    pub fn of(lane: &Lane, child: usize, phone: usize) -> Result<Self> {
        let child = lane.children.get(child).context("a child")?;
        let [_, high, middle, low] = u32::try_from(lane.number * 8 + phone)?.to_be_bytes();
        let head = format!(
            "HTTP/1.1\r\nhost: bench\r\nx-forwarded-for: 10.{high}.{middle}.{low}\r\n\
             authorization: Bearer {}\r\n",
            child.token
        );
        Ok(Self {
            student: child.student.clone(),
            head,
            menu: lane.field.menu.clone(),
            offerings: lane.offerings.clone(),
        })
    }

    pub fn request(&self, wish: Wish, key: u32) -> Vec<u8> {
        let Self { student, head, .. } = self;
        let request = match wish {
            Wish::Read => format!("GET /api/students/{student}/receipt {head}\r\n"),
            Wish::Withdraw => format!(
                "POST /api/students/{student}/withdrawals {head}idempotency-key: {key}\r\n\
                 content-length: 0\r\n\r\n"
            ),
            Wish::Submit(courses) => {
                let body = self.draft(courses);
                format!(
                    "POST /api/students/{student}/selections {head}idempotency-key: {key}\r\n\
                     content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
                    body.len()
                )
            }
        };
        request.into_bytes()
    }

    fn draft(&self, courses: Courses) -> String {
        let chosen = courses.numbers();
        let chosen = chosen.filter_map(|course| self.offerings.get(course));
        let chosen: Vec<_> = chosen.map(|offering| format!("\"{offering}\"")).collect();
        let (menu, chosen) = (&self.menu, chosen.join(","));
        format!("{{\"menu\":\"{menu}\",\"offerings\":[{chosen}],\"care\":[]}}")
    }
}
