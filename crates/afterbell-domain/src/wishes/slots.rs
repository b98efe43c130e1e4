use crate::{ClockRange, ClockTime, Offering, OfferingId, SlotId, Weekday};

/// 时段: a time of a weekday in which a child can be in one course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekSlot {
    pub id: SlotId,
    pub weekday: Weekday,
    /// From the first bell of its courses to their last.
    pub time: ClockRange,
}

/// 一周时段: the slots of a menu, in the order of the week.
///
/// Two lessons of a weekday that overlap are in one slot, and so are those that only a third one joins:
/// a child then has at most one of them. So slots follow from the timetable alone, and nobody declares
/// them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WeekSlots(Vec<WeekSlot>);

impl WeekSlots {
    /// More the allocation does not take.
    pub const MOST: usize = 64;

    pub fn of(offerings: &[Offering]) -> Self {
        let sessions = offerings.iter().flat_map(|offering| &offering.sessions);
        let times = sessions.map(|session| (session.weekday, session.time));
        let slots = times_apart(times.collect(), true);
        let named = slots.into_iter().filter_map(|(weekday, time)| {
            let start = time.start();
            let id = format!(
                "d{}-{:02}{:02}",
                weekday.number(),
                start.hour(),
                start.minute()
            );
            let id = id.parse().ok()?;
            Some(WeekSlot { id, weekday, time })
        });
        Self(named.collect())
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &WeekSlot> {
        self.0.iter()
    }

    pub fn get(&self, id: &SlotId) -> Option<&WeekSlot> {
        self.0.iter().find(|slot| slot.id == *id)
    }

    /// The slot that another version of the menu called so: the one of this name, else the first of its day
    /// that is not over when that one began.
    pub fn called(&self, id: &SlotId) -> Option<&WeekSlot> {
        self.get(id).or_else(|| {
            let (day, time) = id.as_str().strip_prefix('d')?.split_once('-')?;
            let (hours, minutes) = time.split_at_checked(2)?;
            let weekday = Weekday::new(day.parse().ok()?).ok()?;
            let begins = ClockTime::new(hours.parse().ok()?, minutes.parse().ok()?).ok()?;
            let mut day = self.0.iter().filter(|slot| slot.weekday == weekday);
            day.find(|slot| begins < slot.time.end())
        })
    }

    /// The slots an offering takes up. It is wished for in the first of them.
    pub fn of_offering<'a>(&'a self, offering: &'a Offering) -> impl Iterator<Item = &'a WeekSlot> {
        self.0.iter().filter(|slot| {
            let mut sessions = offering.sessions_on(slot.weekday);
            sessions.any(|session| session.time.overlaps(slot.time))
        })
    }

    /// The offerings that are wished for in a slot, in the order of the menu.
    pub fn wished_in<'a>(
        &'a self,
        slot: &'a SlotId,
        offerings: &'a [Offering],
    ) -> impl Iterator<Item = &'a OfferingId> {
        offerings.iter().filter_map(move |offering| {
            let first = self.of_offering(offering).next()?;
            (first.id == *slot).then_some(&offering.id)
        })
    }
}

/// The times at which lessons are held, in order and each once; `joined`: those that overlap as one, since a
/// child that wishes gets at most one of them.
pub(crate) fn times_apart(
    mut times: Vec<(Weekday, ClockRange)>,
    joined: bool,
) -> Vec<(Weekday, ClockRange)> {
    times.sort_unstable();
    times.dedup_by(|later, before| {
        let (day, time) = *later;
        let is_one = later == before || joined && before.0 == day && before.1.overlaps(time);
        if is_one && before.1.end() < time.end() {
            before.1 = ClockRange::new(before.1.start(), time.end()).unwrap_or(before.1);
        }
        is_one
    });
    times
}
