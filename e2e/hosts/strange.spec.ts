import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';

// What a page reads of strangers: messages of a frame's parent, words behind the `#`. Nothing throws, and what is taken is
// exactly what may be taken. The modules are read as they are, without a page.

const SHARED = new URL('../../public/hosts/shared/', import.meta.url);
const ROUNDS = 20_000;

/** A module that imports no other. */
async function load<T>(name: string): Promise<T> {
  const text = await readFile(new URL(name, SHARED));
  return (await import(`data:text/javascript;base64,${text.toString('base64')}`)) as T;
}

/** The same numbers each time: a failure can be looked at again. */
class Dice {
  constructor(private state: number) {}

  below(bound: number): number {
    // A linear congruence (Knuth, MMIX's low half is enough here).
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * bound);
  }

  of<T>(all: readonly T[]): T {
    return all[this.below(all.length)] as T;
  }
}

const STRANGE: readonly unknown[] = [
  null, undefined, true, 0, -1, 1.5, NaN, 1e308, 2 ** 53, '', '/', '1', 'x'.repeat(9_000), '课后', '\u0000', '\ud800', '__proto__', 'constructor',
  'toString', [], [1], {}, { top: 1 }, { top: '1', right: 0, bottom: 0, left: 0 }, { p: 'afterbell/1' }, '<script>', 'javascript:x', '%', '%E0%A4%A',
];
const TICKET = 'ticket-0123456789abcdef';
const NONCE = '0123456789abcdef0123456789abcdef';
const MESSAGES: readonly Record<string, unknown>[] = [
  { p: 'afterbell/1', id: 7, t: 'init', d: { font: 1.2, theme: 'dark', locale: 'en', safe: { top: 0, right: 0, bottom: 34, left: 0 } } },
  { p: 'afterbell/1', id: 8, t: 'auth.code', d: { asked: NONCE, code: TICKET } },
  { p: 'afterbell/1', id: 9, t: 'auth.none', d: { asked: NONCE } },
  { p: 'afterbell/1', id: 10, t: 'back', d: {} },
  { p: 'afterbell/1', id: 11, t: 'done', d: { asked: 3 } },
];

/** One place of a message becomes something else, or goes, or comes. */
function changed(dice: Dice, message: unknown): unknown {
  if (message === null || typeof message !== 'object' || dice.below(4) === 0) return dice.of(STRANGE);
  const copy: Record<string, unknown> = { ...(message as Record<string, unknown>) };
  const name = dice.of([...Object.keys(copy), '__proto__', 'more']);
  if (dice.below(6) === 0) delete copy[name];
  else Object.defineProperty(copy, name, { value: changed(dice, copy[name]), enumerable: true, configurable: true, writable: true });
  return copy;
}

/** As text on its way: whole, cut, or with a letter that is another. */
function written(dice: Dice, message: unknown): unknown {
  const text = JSON.stringify(message) ?? message;
  if (typeof text !== 'string') return text;
  const at = dice.below(text.length + 1);
  return [text, text, text, text.slice(0, at), text.slice(0, at) + String.fromCharCode(dice.below(300)) + text.slice(at + 1), message][dice.below(6)];
}

interface Message {
  id: number;
  t: string;
  d: Record<string, unknown>;
}

/** The rule once more, the other way round: every field there is must be one of these. */
function isAllowed({ id, t, d }: Message, after: number): boolean {
  const isNumber = (it: unknown, least: number, most: number) => typeof it === 'number' && it >= least && it <= most;
  const edges = (it: unknown) =>
    it !== null && typeof it === 'object' && ['top', 'right', 'bottom', 'left'].every((edge) => isNumber((it as Record<string, unknown>)[edge], 0, 200));
  const fields = Object.entries(d);
  const all = (allowed: (name: string, it: unknown) => boolean) => fields.every(([name, it]) => allowed(name, it));
  if (!Number.isSafeInteger(id) || id <= after) return false;
  switch (t) {
    case 'init':
      return all((name, it) =>
        name === 'font' ? isNumber(it, 1, 3)
        : name === 'theme' ? it === 'light' || it === 'dark'
        : name === 'locale' ? ['zh-Hans', 'zh-Hant', 'en'].includes(String(it))
        : name === 'safe' && edges(it));
    case 'auth.code':
      return fields.length === 2 && all((name, it) => (name === 'asked' ? /^[0-9a-f]{32}$/.test(String(it)) : name === 'code' && /^[\w-]{16,128}$/.test(String(it))));
    case 'auth.none':
      return fields.length === 1 && all((name, it) => name === 'asked' && /^[0-9a-f]{32}$/.test(String(it)));
    case 'back':
      return fields.length === 0;
    case 'done':
      return fields.length === 1 && all((name, it) => name === 'asked' && Number.isSafeInteger(it));
    default:
      return false;
  }
}

test('no message from above is too strange to leave alone', async () => {
  const { readMessage } = await load<{ readMessage: (data: unknown, after: number) => Message | null }>('frame-messages.js');
  for (const message of MESSAGES) expect(readMessage(JSON.stringify(message), 6)).toMatchObject({ t: message['t'] });
  const dice = new Dice(20261129);
  const taken = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    let message: unknown = dice.of(MESSAGES);
    for (let times = dice.below(3); times > 0; times--) message = changed(dice, message);
    const after = dice.below(12);
    const data = written(dice, message);
    const read = readMessage(data, after);
    if (read === null) continue;
    taken.add(read.t);
    if (!isAllowed(read, after)) throw new Error(`taken: ${String(data).slice(0, 300)}`);
  }
  expect([...taken].sort()).toEqual(MESSAGES.map(({ t }) => t).sort());
  expect(({} as Record<string, unknown>)['font'], 'no prototype was touched').toBeUndefined();
});

test('no word behind the # is too strange to read, and none stays in the address', async () => {
  const world = globalThis as unknown as Record<string, unknown>;
  const location = { hash: '', search: '', pathname: '/', href: '' };
  let shown = '';
  Object.assign(world, { location, history: { state: null, replaceState: (_: unknown, __: string, address: string) => (shown = address) } });
  type Words = URLSearchParams;
  const address = await load<{
    takeHandover: () => Words;
    ticketOf: (words: Words) => string | null;
    scaleOf: (words: Words) => number | undefined;
    themeOf: (words: Words) => string | undefined;
    screenOf: (hash: string) => string;
    takeFromQuery: (names: string[]) => Record<string, string | null>;
  }>('address.js');
  const dice = new Dice(7);
  const word = () => {
    const text = String(dice.of([TICKET, '1.2', 'dark', 'light', '/courses/2', '/bind/7K4Q', '//x', 'https://x', '-1', '1e999', '0x10', ...STRANGE]));
    const piece = text.slice(0, 200);
    return dice.below(2) ? piece : piece.slice(dice.below(piece.length + 1));
  };
  // `expect` thousands of times takes minutes.
  const must = (holds: boolean) => {
    if (!holds) throw new Error(`read wrongly: ${location.pathname}${location.search}${location.hash} became ${shown}`);
  };
  let tickets = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const words = Array.from({ length: dice.below(5) }, () => `${dice.of(['t', 'fs', 'th', 'go', 'x', ''])}${dice.of(['=', '=', '==', ''])}${word()}`);
    location.hash = `#${dice.of(['', '', '/', '#'])}${words.join(dice.of(['&', '&', ';']))}`;
    location.search = '';
    shown = '';
    const handover = address.takeHandover();
    const ticket = address.ticketOf(handover);
    if (ticket !== null) {
      tickets += 1;
      must(/^[\w-]{16,128}$/.test(ticket) && !shown.includes(ticket));
    }
    const scale = address.scaleOf(handover);
    must(scale === undefined || (Number.isFinite(scale) && scale > 0));
    must([undefined, 'dark', 'light'].includes(address.themeOf(handover)));
    // What replaces the address is a way inside the app.
    must(shown === '' || /^\/[^#]*#\//.test(shown));
    must(/^\/(courses(\/[1-7])?|course\/[a-z0-9]{1,32}|timetable)?$/.test(address.screenOf(`#${word()}`)));
    location.search = `?in=wechat&code=${encodeURIComponent(word().replaceAll('\ud800', ''))}&${words.join('&').replaceAll('#', '')}`;
    location.hash = '#/';
    shown = '';
    const { code } = address.takeFromQuery(['code', 'state']);
    must(typeof code === 'string' && !shown.includes('code='));
  }
  expect(tickets).toBeGreaterThan(10);
  delete world['location'];
  delete world['history'];
});
