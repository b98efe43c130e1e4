// The week of the home, as src/week.rs and src/standing.rs derive it.
import { draftable, isOn, overlap } from './rules.js';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

const held = ({ receipt }) => (receipt?.status === 'submitted' ? receipt : null);
const sameChoice = (a, b) =>
  a.offerings.length === b.offerings.length &&
  a.offerings.every((id) => b.offerings.includes(id)) &&
  JSON.stringify(a.care) === JSON.stringify(b.care);

/** Where the child on the screen stands. */
export function standing(known) {
  const { menu, children, active, drafts } = known;
  const child = children.find(({ student }) => student.id === active) ?? children[0];
  const kept = held(child);
  const begun = drafts.find((one) => one.child === child.student.id)?.draft;
  const draft = begun ?? kept ?? { offerings: [], care: [] };
  const can = draftable(known, child.student, draft);
  const chosen = draft.offerings.map((id) => menu.offerings.find((offering) => offering.id === id)).filter(Boolean);
  const days = WEEKDAYS.map((weekday) => day(menu, chosen, draft, can, weekday)).filter(Boolean);
  const hasChanges = kept ? !sameChoice(draft, kept) : draft.offerings.length + draft.care.length > 0;
  return { child, draft, can, chosen, days, hasChanges, isHeld: Boolean(child.receipt) };
}

function day(menu, chosen, draft, can, weekday) {
  const base = menu.base_care.days.find((one) => one.weekday === weekday);
  const sessions = (offerings) =>
    offerings.flatMap((offering) => offering.sessions.filter((one) => one.weekday === weekday).map(({ time }) => ({ offering, time })));
  const taken = sessions(chosen);
  if (!base && !menu.offerings.some((offering) => isOn(offering, weekday))) return null;
  const slots = new Map();
  for (const { offering, time } of sessions(menu.offerings)) {
    const key = `${time.start}-${time.end}`;
    const slot = slots.get(key) ?? { key, time, offerings: new Set() };
    slot.offerings.add(offering.id);
    slots.set(key, slot);
  }
  const isCovered = (slot) => taken.some(({ time }) => overlap(time, slot.time));
  const all = [...slots.values()].map((slot) => ({
    ...slot,
    count: slot.offerings.size,
    available: [...slot.offerings].filter((id) => can.has(id)).length,
  }));
  const covered = all.filter(isCovered).reduce((sum, { count }) => sum + count, 0) - taken.length;
  const blocks = taken.map(({ offering, time }) => ({ key: `${offering.id} ${time.start}-${time.end}`, offering, time }));
  const entries = [...blocks, ...all.filter((slot) => !isCovered(slot))];
  entries.sort((a, b) => order(a.time).localeCompare(order(b.time)));
  const pickUp = draft.care.find((choice) => choice.weekday === weekday)?.pick_up;
  const ends = taken.map(({ time }) => time.end).sort();
  return { weekday, bell: base?.time.start, isHeld: Boolean(base || pickUp), entries, covered: Math.max(covered, 0), pickUp, home: ends.at(-1) ?? base?.time.start };
}

const order = ({ start, end }) => start + end;
