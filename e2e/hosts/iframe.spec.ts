import { type Browser, type Page, expect, test } from '@playwright/test';
import { SCHOOL, type School, passUntil, school, serve } from './bare-page.ts';
import { type Mode, injectSdk } from './fake-sdk.ts';

const NEIGHBOUR = 'https://neighbour.test';
const STRANGER = 'https://stranger.test';
const CODE = 'code-0123456789abcdef';

/** A page that writes down what the frame says, and answers what the test tells it to. */
const AROUND = `<!doctype html><title>around</title>
<iframe src="${SCHOOL}/" width="375" height="600"></iframe>
<script>
  window.heard = [];
  window.frameWindow = () => document.querySelector("iframe").contentWindow;
  window.say = (message, origin) => frameWindow().postMessage(typeof message === "string" ? message : JSON.stringify(message), origin || "${SCHOOL}");
  addEventListener("message", (event) => {
    if (event.source === frameWindow() && event.origin === "${SCHOOL}") heard.push(JSON.parse(event.data));
  });
</script>`;

interface Heard {
  p: string;
  id: number;
  t: string;
  d: Record<string, unknown>;
}

class Frame {
  constructor(
    readonly page: Page,
    readonly school: School,
  ) {}

  static async open(browser: Browser, around: string, origins: string[]): Promise<Frame> {
    const context = await browser.newContext({ viewport: { width: 414, height: 800 }, serviceWorkers: 'block' });
    const asked = school({ iframe: { origins } });
    await serve(context, asked);
    await context.route(`${around}/`, (route) => route.fulfill({ contentType: 'text/html', body: AROUND }));
    const page = await context.newPage();
    await page.clock.install({ time: new Date('2026-02-24T18:00:00+08:00') });
    await page.addInitScript(injectSdk, 'ok' as Mode);
    await page.goto(`${around}/`);
    return new Frame(page, asked);
  }

  heard(): Promise<Heard[]> {
    return this.page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
  }

  async hear(t: string): Promise<Heard> {
    const found = async () => (await this.heard()).find((message) => message.t === t);
    await passUntil(this.page, async () => Boolean(await found()));
    return (await found()) as Heard;
  }

  say(message: unknown): Promise<void> {
    return this.page.evaluate((given) => (window as unknown as { say: (it: unknown) => void }).say(given), message);
  }

  get inner() {
    const found = this.page.frames().find((frame) => frame.url().startsWith(SCHOOL));
    if (!found) throw new Error('no frame');
    return found;
  }

  started = async () => (await this.inner.locator('html').getAttribute('data-started')) === 'yes';

  exchanges = () => this.school.asked.filter(({ path }) => path === '/api/session/host').map(({ body }) => body);
}

const message = (id: unknown, t: string, d: unknown = {}) => ({ p: 'afterbell/1', id, t, d });

test('a page around ours hands over a code, a scale, a theme, and the way back', async ({ browser }) => {
  const frame = await Frame.open(browser, NEIGHBOUR, [NEIGHBOUR]);
  await frame.hear('ready');
  await frame.say(message(1, 'init', { font: 1.2, theme: 'dark', safe: { top: 0, right: 0, bottom: 20, left: 0 } }));
  const need = await frame.hear('auth.need');
  await frame.say(message(2, 'auth.code', { asked: need.d['asked'], code: CODE }));
  await passUntil(frame.page, frame.started);
  expect(frame.exchanges()).toEqual([{ host: 'iframe', credential: CODE }]);
  const html = frame.inner.locator('html');
  await expect(html).toHaveAttribute('style', 'font-size: 120%; --safe-bottom: 20px;');
  await expect(html).toHaveAttribute('data-theme', 'dark');
  expect((await frame.hear('title')).d).toEqual({ title: '课后服务选课' });
  expect(Number((await frame.hear('height')).d['height'])).toBeGreaterThan(0);

  // One screen further the way back leads to the first one, and from there out.
  await frame.inner.evaluate(() => void (location.hash = '#/receipt'));
  await frame.hear('done');
  await frame.say(message(3, 'back'));
  await expect.poll(() => frame.inner.evaluate(() => location.hash)).toBe('');
  await frame.say(message(4, 'back'));
  await frame.hear('close');

  // The site's other pages stay in the entrance; other links are left as they are.
  const addresses = await frame.inner.evaluate(() => {
    history.replaceState(null, '', '/?in=iframe');
    return ['wishes.html#/', '#/courses', 'https://elsewhere.test/a.html', 'wishes.html?a=1'].map((address) => {
      const link = document.createElement('a');
      link.href = address;
      link.addEventListener('click', (event) => event.preventDefault());
      document.body.append(link);
      link.click();
      return link.href;
    });
  });
  expect(addresses).toEqual([
    `${SCHOOL}/wishes.html?in=iframe#/`,
    `${SCHOOL}/?in=iframe#/courses`,
    'https://elsewhere.test/a.html',
    `${SCHOOL}/wishes.html?a=1`,
  ]);

  // Neither codes nor tokens, names nor addresses of a family go up.
  const said = JSON.stringify(await frame.heard());
  expect(said).not.toContain(CODE);
  expect(said).not.toContain('token');
  await frame.page.context().close();
});

test('a file and a card are opened around ours, and by ourselves when nobody does', async ({ browser }) => {
  const frame = await Frame.open(browser, NEIGHBOUR, [NEIGHBOUR]);
  // This page never says a word.
  await passUntil(frame.page, frame.started);
  const ask = (call: string, given: unknown) =>
    frame.inner.evaluate(([name, argument]) => {
      type Host = Record<string, (given: unknown) => Promise<unknown>>;
      const host = (window as unknown as { afterbellHost: Host }).afterbellHost;
      void host[name as string]?.(argument).then((answer) => (document.documentElement.dataset['answer'] = String(answer)));
    }, [call, given] as const);
  const answer = () => frame.inner.locator('html').getAttribute('data-answer');

  await ask('openFile', { url: '/api/files/ticket' });
  const file = await frame.hear('file.open');
  expect(file.d).toEqual({ url: `${SCHOOL}/api/files/ticket` });
  await frame.say(message(1, 'done', { asked: file.id }));
  await passUntil(frame.page, async () => (await answer()) === 'host');

  await ask('openFile', { url: '/api/files/other' });
  await passUntil(frame.page, async () => (await answer()) === 'page');
  await expect.poll(() => frame.school.asked.map(({ path }) => path)).toContain('/api/files/other');
  expect(frame.school.asked.map(({ path }) => path)).not.toContain('/api/files/ticket');
  await frame.page.context().close();
});

test('what is forged, replayed, huge or malformed moves nothing', async ({ browser }) => {
  const frame = await Frame.open(browser, NEIGHBOUR, [NEIGHBOUR]);
  await frame.hear('ready');
  await frame.say(message(5, 'init', {}));
  const need = await frame.hear('auth.need');
  const asked = need.d['asked'];
  const right = { asked, code: CODE };
  const wrong: unknown[] = [
    '', '{', 'null', '[]', '"afterbell/1"', '\u0000', 'x'.repeat(2_000_000),
    JSON.stringify(message(9, 'auth.code', { ...right, more: 'x'.repeat(9000) })),
    // Heard before, or numbers that are none.
    message(5, 'auth.code', right), message(1, 'auth.code', right), message('9', 'auth.code', right),
    message(9.5, 'auth.code', right), message(null, 'auth.code', right), message(1e300, 'auth.code', right),
    // Of another protocol, or no message of ours.
    { ...message(9, 'auth.code', right), p: 'afterbell/2' }, message(9, 'toString', {}), message(9, '__proto__', {}),
    message(9, 'auth.code', null), message(9, 'auth.code', [asked, CODE]), message(9, 'auth.code', 'x'),
    message(9, 'auth.code', { ...right, more: 1 }), message(9, 'auth.code', { code: CODE }),
    message(9, 'auth.code', { asked, code: 'short' }), message(9, 'auth.code', { asked, code: { toString: CODE } }),
    message(9, 'auth.code', { asked, code: '"><script>alert(1)</script>' }),
    '{"p":"afterbell/1","id":9,"t":"auth.code","d":{"__proto__":{"code":"x"},"asked":"x","code":"x"}}',
    message(9, 'init', { font: 99 }), message(9, 'init', { font: '1;color:red' }), message(9, 'init', { theme: 'dark"' }),
    message(9, 'init', { safe: { top: 1 } }), message(9, 'init', { locale: '../x' }),
  ];
  for (const it of wrong) await frame.say(it);
  // An object is no text, whatever is in it.
  await frame.page.evaluate(
    ([origin, it]) => (window as unknown as { frameWindow: () => Window }).frameWindow().postMessage(it, origin as string),
    [SCHOOL, message(9, 'auth.code', right)] as const,
  );
  // The answer to a question that nobody asked.
  await frame.say(message(10, 'auth.code', { asked: '0'.repeat(32), code: CODE }));
  // Another frame of the same page, and our own frame's window, are not the page around us.
  await frame.page.evaluate(
    ([origin, it]) => {
      const other = document.createElement('iframe');
      document.body.append(other);
      const script = other.contentDocument?.createElement('script');
      if (!script) return;
      script.textContent = `parent.frames[0].postMessage(${JSON.stringify(it)}, ${JSON.stringify(origin)})`;
      other.contentDocument?.body.append(script);
    },
    [SCHOOL, JSON.stringify(message(11, 'auth.code', right))] as const,
  );
  await frame.inner.evaluate((it) => window.postMessage(it, '*'), JSON.stringify(message(12, 'auth.code', right)));
  await passUntil(frame.page, frame.started);
  expect(frame.exchanges()).toEqual([]);
  await expect(frame.inner.locator('html')).not.toHaveAttribute('style', /font-size/);
  // Too late: the question is over, and the app has gone on.
  await frame.say(message(13, 'auth.code', right));
  await frame.page.clock.runFor(2000);
  expect(frame.exchanges()).toEqual([]);
  await frame.page.context().close();
});

test('in a stranger’s page nothing starts and nothing can be tapped', async ({ browser }) => {
  for (const origins of [[NEIGHBOUR], []]) {
    const frame = await Frame.open(browser, STRANGER, origins);
    await frame.say(message(1, 'init', {}));
    await expect(frame.inner.locator('#failed')).toBeVisible();
    await frame.page.clock.runFor(30_000);
    expect(await frame.started()).toBe(false);
    await expect(frame.inner.locator('button, a, input')).toHaveCount(0);
    expect(await frame.heard()).toEqual([]);
    expect(frame.exchanges()).toEqual([]);
    await frame.page.context().close();
  }
});
