//! 核账: works out from the ledger what all other tables must hold, and compares. It is fed row by
//! row, in the order of its methods, and knows no store.
//!
//! The first row that does not fit is told, by table and key: the keys are identifiers and
//! numbers, never names.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use afterbell_domain::{
    AgreementSignature, Moment, OfferingId, Receipt, ReceiptStatus, ServiceMenu, Waiting,
    WishReceipt,
};
use afterbell_hosts::Host;

use super::deciding::{Event, entering};
use super::desk::AuditRow;
use super::ledger_chain::{LedgerEntry, Link, SignatureEntry, WishEntry};
use crate::secret::Fingerprint;

/// A row that does not fit, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub table: &'static str,
    pub row: String,
    pub fault: Fault,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The file itself is damaged.
    Damaged,
    /// It points to a row that is not there.
    Dangling,
    /// Its content is not what its name, a hash, says.
    Renamed,
    /// The chain breaks here: this entry was changed, or one before it is missing or was added.
    Unchained,
    /// It cannot be read, or contradicts itself.
    Contradictory,
    /// It is there, and the ledger, or the menu, knows nothing of it.
    Unfounded,
    /// The ledger, or the menu, says it should be there.
    Missing,
    /// More children than places.
    Oversold,
    /// What should keep the rows right by itself was taken away or changed.
    Unguarded,
}

/// What was looked at when everything fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub entries: u32,
    pub signatures: u32,
    pub places_taken: usize,
    /// The ends of both chains. Kept elsewhere, they show whether an end was cut off.
    pub ledger: Link,
    pub agreement_signature: Link,
    /// The log of the desk, and its end.
    pub acts: u32,
    pub audit: Link,
    /// Lists of wishes, and their end.
    pub wishes: u32,
    pub wish: Link,
}

type Verdict = Result<(), Finding>;

fn finding(table: &'static str, row: impl ToString, fault: Fault) -> Finding {
    let row = row.to_string();
    Finding { table, row, fault }
}

/// What one child holds, as the ledger has it.
struct Holding {
    entry: u32,
    /// With the entry that gave the place.
    offerings: BTreeMap<String, u32>,
    care: BTreeMap<u8, String>,
}

pub struct Verifying {
    /// Places by offering, as the menu that holds now was published; what was compared is taken
    /// out.
    published: BTreeMap<String, u32>,
    chain: Link,
    entries: u32,
    signature_chain: Link,
    wish_chain: Link,
    wishes: u32,
    /// Entries by which the school has put a child somewhere: such a place is kept through a draw.
    by_hand: HashSet<u32>,
    /// By child: what the last draw gave it, as the ledger has it.
    drawn: HashMap<String, BTreeSet<String>>,
    signatures: u32,
    audit_chain: Link,
    acts: u32,
    /// By child; what was compared is taken out.
    holdings: HashMap<String, Holding>,
    selections: HashMap<String, u32>,
    /// (child, receipt or signature) that must have been answered.
    unanswered: HashMap<Fingerprint, u32>,
    answerable: HashSet<Fingerprint>,
    signed: BTreeSet<(String, String)>,
    taken: BTreeMap<String, u32>,
    /// Chat apps' accounts that open one of ours.
    linked: HashSet<(String, [u8; 32])>,
}

/// 平台账号's link, as a row has it.
pub struct HostLink<'a> {
    pub number: i64,
    pub host: &'a str,
    pub subject: [u8; 32],
    pub linked_at: &'a str,
    pub unlinked_at: Option<&'a str>,
    /// Whether any child was ever bound to the account that it opens.
    pub has_children: bool,
}

impl HostLink<'_> {
    pub const QUESTION: &'static str = "SELECT number, host, subject, linked_at, unlinked_at,
         EXISTS (SELECT 1 FROM guardian_student WHERE guardian = host_account.guardian)
         OR EXISTS (SELECT 1 FROM directory_binding WHERE guardian = host_account.guardian)
     FROM host_account ORDER BY number";
}

impl Default for Verifying {
    fn default() -> Self {
        Self {
            published: BTreeMap::new(),
            chain: Link::START,
            entries: 0,
            signature_chain: Link::START,
            wish_chain: Link::START,
            wishes: 0,
            by_hand: HashSet::new(),
            drawn: HashMap::new(),
            signatures: 0,
            audit_chain: Link::START,
            acts: 0,
            holdings: HashMap::new(),
            selections: HashMap::new(),
            unanswered: HashMap::new(),
            answerable: HashSet::new(),
            signed: BTreeSet::new(),
            taken: BTreeMap::new(),
            linked: HashSet::new(),
        }
    }
}

impl Verifying {
    /// An immutable text and its name.
    pub fn version(table: &'static str, hash: &str, content: &[u8]) -> Verdict {
        let named = Fingerprint::of(content);
        let named: String = named.bytes().iter().map(|b| format!("{b:02x}")).collect();
        if named == hash {
            Ok(())
        } else {
            Err(finding(table, hash, Fault::Renamed))
        }
    }

    /// The menu that holds now, when there is one.
    pub fn menu(&mut self, hash: &str, content: &[u8]) -> Verdict {
        let menu: ServiceMenu = serde_json::from_slice(content)
            .map_err(|_| finding("menu", hash, Fault::Contradictory))?;
        let places = menu.offerings.iter();
        self.published = places
            .map(|offering| (offering.id.to_string(), offering.places.into()))
            .collect();
        Ok(())
    }

    /// Every entry, oldest first.
    pub fn ledger(&mut self, entry: &LedgerEntry<'_>, link: Link) -> Verdict {
        let here = |fault| finding("ledger", entry.sequence, fault);
        self.chain = entry.link_after(self.chain);
        if self.chain != link {
            return Err(here(Fault::Unchained));
        }
        let receipt: Receipt =
            serde_json::from_str(entry.receipt).map_err(|_| here(Fault::Contradictory))?;
        let event = Event::ALL.into_iter().find(|one| one.code() == entry.event);
        let holds = !receipt.offerings.is_empty() || !receipt.care.is_empty();
        let status = match event {
            Some(Event::SelectionWithdrawn) => ReceiptStatus::Withdrawn,
            Some(Event::TermEnded) => ReceiptStatus::Ended,
            // Its last place was ended by the school.
            Some(Event::MenuChanged | Event::PlacedByOffice) if !holds => ReceiptStatus::Ended,
            _ => ReceiptStatus::Submitted,
        };
        let agrees = receipt.student.as_str() == entry.student
            && receipt.accepted_at.to_string() == entry.at
            && receipt.number.is_of_sequence(entry.sequence)
            && event.is_some()
            && receipt.status == status
            && (status == ReceiptStatus::Submitted || !holds);
        if !agrees {
            return Err(here(Fault::Contradictory));
        }
        let before = self.holdings.remove(entry.student);
        let before = before.map(|holding| holding.offerings).unwrap_or_default();
        let given_by = |id: &str| before.get(id).copied().unwrap_or(entry.sequence);
        let offerings = receipt.offerings.iter();
        let care = receipt.care.iter();
        if matches!(event, Some(Event::PlacedByOffice | Event::MenuChanged)) {
            self.by_hand.insert(entry.sequence);
        }
        if event == Some(Event::Drawn) {
            let by_hand = |id: &&OfferingId| self.by_hand.contains(&given_by(id.as_str()));
            let offerings = receipt.offerings.iter().filter(|id| !by_hand(id));
            let drawn = offerings.map(ToString::to_string).collect();
            self.drawn.insert(entry.student.to_owned(), drawn);
        }
        let holding = Holding {
            entry: entry.sequence,
            offerings: offerings
                .map(|id| (id.to_string(), given_by(id.as_str())))
                .collect(),
            care: care
                .map(|choice| (choice.weekday.number(), choice.pick_up.to_string()))
                .collect(),
        };
        self.holdings.insert(entry.student.to_owned(), holding);
        self.selections
            .insert(entry.student.to_owned(), entry.sequence);
        if event.is_some_and(Event::is_answered) {
            let answer = answer_of(entry.student, entry.receipt);
            self.unanswered.insert(answer, entry.sequence);
            self.answerable.insert(answer);
        }
        self.entries += 1;
        Ok(())
    }

    /// Every signature, oldest first.
    pub fn signature(&mut self, entry: &SignatureEntry<'_>, link: Link) -> Verdict {
        self.signature_chain = entry.link_after(self.signature_chain);
        if self.signature_chain != link {
            let table = "agreement_signature";
            return Err(finding(table, entry.sequence, Fault::Unchained));
        }
        let signed = (entry.student.to_owned(), entry.agreement.to_owned());
        self.signed.insert(signed);
        self.signatures += 1;
        Ok(())
    }

    /// Every entry of the desk's log, oldest first.
    pub fn act(&mut self, entry: &AuditRow, link: Link) -> Verdict {
        let here = |fault| finding("audit", entry.number, fault);
        self.audit_chain = entry.link_after(self.audit_chain);
        if self.audit_chain != link || entry.number != self.acts.saturating_add(1) {
            return Err(here(Fault::Unchained));
        }
        if entry.entry().is_err() {
            return Err(here(Fault::Contradictory));
        }
        self.acts = entry.number;
        Ok(())
    }

    /// Every list of wishes, oldest first.
    pub fn wish(&mut self, entry: &WishEntry<'_>, link: Link) -> Verdict {
        let here = |fault| finding("wish", entry.sequence, fault);
        self.wish_chain = entry.link_after(self.wish_chain);
        if self.wish_chain != link {
            return Err(here(Fault::Unchained));
        }
        let receipt: WishReceipt =
            serde_json::from_str(entry.receipt).map_err(|_| here(Fault::Contradictory))?;
        let agrees =
            receipt.student.as_str() == entry.student && receipt.saved_at.to_string() == entry.at;
        if !agrees {
            return Err(here(Fault::Contradictory));
        }
        self.answerable
            .insert(answer_of(entry.student, entry.receipt));
        self.wishes += 1;
        Ok(())
    }

    /// What a family is told of the last draw that was run: its places are those of the entry.
    pub fn draw_result(&mut self, student: &str, report: &str) -> Verdict {
        let here = |fault| finding("draw_result", student, fault);
        let report: Reported =
            serde_json::from_str(report).map_err(|_| here(Fault::Contradictory))?;
        let placed = report
            .slots
            .into_iter()
            .filter(|slot| slot.outcome == "placed");
        let placed: BTreeSet<String> = placed.filter_map(|slot| slot.offering).collect();
        match self.drawn.get(student) {
            Some(drawn) if *drawn == placed => Ok(()),
            Some(_) => Err(here(Fault::Contradictory)),
            None => Err(here(Fault::Unfounded)),
        }
    }

    /// Which entry holds for a child, where a store keeps that.
    pub fn selection(&mut self, student: &str, entry: u32) -> Verdict {
        match self.selections.remove(student) {
            Some(expected) if expected == entry => Ok(()),
            _ => Err(finding("selection", student, Fault::Unfounded)),
        }
    }

    /// For a store in which a child's last entry is the one that holds.
    pub fn no_selections(&mut self) {
        self.selections.clear();
    }

    pub fn enrollment(&mut self, offering: &str, student: &str, entry: u32) -> Verdict {
        let holding = self.holdings.get_mut(student);
        let given = holding.and_then(|holding| holding.offerings.remove(offering));
        if given != Some(entry) {
            let row = format!("{offering}/{student}");
            return Err(finding("enrollment", row, Fault::Unfounded));
        }
        *self.taken.entry(offering.to_owned()).or_default() += 1;
        Ok(())
    }

    pub fn care(&mut self, student: &str, weekday: u8, pick_up: &str) -> Verdict {
        let holding = self.holdings.get_mut(student);
        let chosen = holding.and_then(|holding| holding.care.remove(&weekday));
        if chosen.as_deref() != Some(pick_up) {
            let row = format!("{student}/{weekday}");
            return Err(finding("care", row, Fault::Unfounded));
        }
        Ok(())
    }

    pub fn offering(&mut self, id: &str, places: u32) -> Verdict {
        let taken = self.taken.get(id).copied().unwrap_or(0);
        if taken > places {
            return Err(finding("offering", id, Fault::Oversold));
        }
        match self.published.remove(id) {
            Some(published) if published == places => Ok(()),
            Some(_) => Err(finding("offering", id, Fault::Contradictory)),
            None => Err(finding("offering", id, Fault::Unfounded)),
        }
    }

    /// Every link of a chat app's account, oldest first.
    pub fn host_account(&mut self, link: &HostLink<'_>) -> Verdict {
        let HostLink { number, host, .. } = link;
        let here = |fault| Err(finding("host_account", number, fault));
        let unlinked = link.unlinked_at.map(str::parse::<Moment>).transpose();
        let times = (link.linked_at.parse::<Moment>(), unlinked);
        let (Ok(linked_at), Ok(unlinked_at)) = times else {
            return here(Fault::Contradictory);
        };
        if host.parse::<Host>().is_err() || unlinked_at.is_some_and(|at| at < linked_at) {
            return here(Fault::Contradictory);
        }
        if unlinked_at.is_some() {
            return Ok(());
        }
        // An account without a child opens nothing, and nobody is given one.
        if !link.has_children {
            return here(Fault::Unfounded);
        }
        match self.linked.insert((host.to_string(), link.subject)) {
            true => Ok(()),
            false => here(Fault::Contradictory),
        }
    }

    /// Every answer of a write that was no refusal.
    pub fn answer(&mut self, scope: &str, key: &str, body: &str) -> Verdict {
        // What binding and coming in by a chat app answer is no receipt.
        let is_of_account = [entering::SCOPE, entering::TICKETS, "bind"].contains(&scope);
        if is_of_account || scope.starts_with("bind/") {
            return Ok(());
        }
        let here = |fault| finding("idempotency", format!("{scope}/{key}"), fault);
        let student = scope.rsplit('/').next().unwrap_or_default();
        if let Ok(signature) = serde_json::from_str::<AgreementSignature>(body) {
            let signed = (student.to_owned(), signature.agreement.to_string());
            return match self.signed.contains(&signed) {
                true => Ok(()),
                false => Err(here(Fault::Unfounded)),
            };
        }
        // An offer that was declined: nothing follows from it that could be compared.
        if serde_json::from_str::<Waiting>(body).is_ok() {
            return Ok(());
        }
        let answer = answer_of(student, body);
        self.unanswered.remove(&answer);
        match self.answerable.contains(&answer) {
            true => Ok(()),
            false => Err(here(Fault::Unfounded)),
        }
    }

    /// What should have been there and was not.
    pub fn finish(self) -> Result<Verified, Finding> {
        if let Some(id) = self.published.keys().next() {
            return Err(finding("offering", id, Fault::Missing));
        }
        if let Some((student, _)) = self.selections.iter().min() {
            return Err(finding("selection", student, Fault::Missing));
        }
        let mut held: Vec<_> = self.holdings.iter().collect();
        held.sort_by_key(|(_, holding)| holding.entry);
        for (student, holding) in held {
            if let Some(offering) = holding.offerings.keys().next() {
                let row = format!("{offering}/{student}");
                return Err(finding("enrollment", row, Fault::Missing));
            }
            if let Some(weekday) = holding.care.keys().next() {
                let row = format!("{student}/{weekday}");
                return Err(finding("care", row, Fault::Missing));
            }
        }
        if let Some(sequence) = self.unanswered.values().min() {
            return Err(finding(
                "idempotency",
                format!("ledger {sequence}"),
                Fault::Missing,
            ));
        }
        Ok(Verified {
            entries: self.entries,
            signatures: self.signatures,
            places_taken: self.taken.values().map(|taken| *taken as usize).sum(),
            ledger: self.chain,
            agreement_signature: self.signature_chain,
            acts: self.acts,
            audit: self.audit_chain,
            wishes: self.wishes,
            wish: self.wish_chain,
        })
    }
}

/// What of a child's row of the report is looked at.
#[derive(serde::Deserialize)]
struct Reported {
    slots: Vec<ReportedSlot>,
}

#[derive(serde::Deserialize)]
struct ReportedSlot {
    outcome: String,
    offering: Option<String>,
}

/// A child's receipt as it was answered.
fn answer_of(student: &str, receipt: &str) -> Fingerprint {
    Fingerprint::of(format!("{student}\n{receipt}").as_bytes())
}
