// The rules that decide how many courses a child can take, as crates/afterbell-domain has them,
// without the reasons: the home says only how many. Times are texts such as "15:30", which
// compare like times.

export const clashes = (a, b) => a.weekday === b.weekday && overlap(a.time, b.time);
export const overlap = (a, b) => a.start < b.end && b.start < a.end;
export const isOn = (offering, weekday) => offering.sessions.some((session) => session.weekday === weekday);

export function phase({ round, term, school }, now) {
  const [, sign, hours, minutes] = /([+-])(\d+):(\d+)/.exec(school.zone);
  const offset = Number(`${sign}1`) * (hours * 60 + Number(minutes)) * 60_000;
  const today = new Date(now + offset).toISOString().slice(0, 10);
  if (today > term.last_day) return { name: 'ended' };
  const window = round.windows.find(({ closes_at }) => now < Date.parse(closes_at));
  if (window && now < Date.parse(window.opens_at)) return { name: 'before', at: window.opens_at };
  if (window) return { name: 'open', at: window.closes_at };
  return { name: today < term.first_day ? 'closed' : 'running', at: round.windows.at(-1).closes_at };
}

/** The offerings that may be put into the draft. */
export function draftable({ menu, places, now }, student, draft) {
  const courses = new Map(menu.courses.map((course) => [course.id, course]));
  const chosen = menu.offerings.filter(({ id }) => draft.offerings.includes(id));
  const { name } = phase(menu, now);
  const isAdmitted = (offering) => {
    const { grades, classes = [] } = offering.eligibility;
    const { grade, number } = student.class;
    const { prerequisite } = courses.get(offering.course);
    return (
      grades.includes(grade) &&
      (!classes.length || classes.some((one) => one.grade === grade && one.number === number)) &&
      (!prerequisite || student.completed?.includes(prerequisite)) &&
      (!offering.audition || student.auditions_passed?.includes(offering.id)) &&
      name !== 'closed' &&
      name !== 'running' &&
      (places.taken[offering.id] ?? 0) < offering.places
    );
  };
  const goesTogether = (offering) => {
    const { once_per_term: once, category } = courses.get(offering.course);
    const others = chosen.filter((other) => other !== offering);
    const { per_day = Infinity, per_category = Infinity, per_term = Infinity } = menu.limits;
    return (
      !others.some((other) => other.sessions.some((theirs) => offering.sessions.some((ours) => clashes(ours, theirs)))) &&
      !(once && others.some((other) => other.course === offering.course)) &&
      offering.sessions.every(({ weekday }) => others.filter((other) => isOn(other, weekday)).length < per_day) &&
      others.filter((other) => courses.get(other.course).category === category).length < per_category &&
      others.length < per_term
    );
  };
  const can = (offering) =>
    name !== 'ended' && (student.enrolled?.includes(offering.id) || isAdmitted(offering)) && goesTogether(offering);
  return new Set(menu.offerings.filter(can).map((offering) => offering.id));
}
