import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { School } from '../fixtures/school.ts';
import { expect, moments, test } from '../fixtures/test.ts';
import type { Child } from '../fixtures/office.ts';
import { Vendors } from '../fixtures/vendors.ts';
import { Watch } from '../fixtures/watch.ts';
import { type Mode, injectSdk } from '../hosts/fake-sdk.ts';
import { type HostRow, TABLE } from '../hosts/table.ts';
import { Phone } from '../pages/phone.ts';

// The real app and the real server in every chat app but Telegram, which has a test of its own (hosted.spec.ts), and frames
// (framed.spec.ts). Fake are the app's functions, its vendor's package and its vendor's servers.

const WIDTHS = [320, 375, 414];
const SOURCES = new URL('../../public/', import.meta.url).pathname;
/** What the school has registered, where that is more than the page needs. */
const REGISTERED: Record<string, object> = {
  'wechat-mini-program': { app_id: 'wx0123456789abcdef' },
  alipay: { app_id: '2021000000000000' },
  line: { liff_id: '1234-abcd', channel_id: '1234' },
  zhejiang: { app_key: 'key', api: 'mgop.school.afterbell.relay', app_id: '2001', files: 'https://files.school.test' },
};
const rows = TABLE.filter(({ name }) => name !== 'telegram');
const hosts = Object.fromEntries(rows.map(({ name, settings }) => [name, REGISTERED[name] ?? settings]));

/** 浙里办's gateway: whole requests go to `/api/relay`, past the page's own `fetch`. */
function injectGateway(): void {
  type Given = { data: unknown; onSuccess: (answer: object) => void; onFail: (answer: object) => void };
  (window as unknown as Record<string, unknown>)['mgop'] = ({ data, onSuccess, onFail }: Given) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/relay');
    request.setRequestHeader('Content-Type', 'application/json');
    request.onload = () => onSuccess({ ret: ['1000::ok'], data: JSON.parse(request.responseText) as object });
    request.onerror = () => onFail({ ret: ['4001::away'] });
    request.send(JSON.stringify(data));
  };
}

/** A chat app with the page open in it. */
class InHost {
  private constructor(
    readonly page: Page,
    readonly phone: Phone,
    readonly watch: Watch,
    readonly row: HostRow,
  ) {}

  static async open(browser: Browser, options: BrowserContextOptions, { server }: School, row: HostRow): Promise<InHost> {
    const context = await browser.newContext({ ...options, baseURL: server.url, userAgent: row.agent, viewport: { width: 375, height: 740 } });
    const watch = new Watch(context);
    // In publication the vendor's package stands in the module; here the modules are as they are written.
    await context.route('**/hosts/**/*.js', async (route) => {
      const { pathname } = new URL(route.request().url());
      const isPackage = pathname.startsWith('/hosts/sdk/');
      const body = isPackage ? (row.packaged ?? '') : await readFile(`${SOURCES}${pathname}`, 'utf8');
      await route.fulfill({ contentType: 'text/javascript', body });
    });
    // The vendor's page knows the parent, and sends the phone back.
    await context.route('https://open.weixin.qq.com/**', async (route) => {
      const asked = new URL(route.request().url()).searchParams;
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.searchParams.set('code', 'code-of-the-visit');
      back.searchParams.set('state', asked.get('state') ?? '');
      await route.fulfill({ contentType: 'text/html', body: `<script>location.replace(${JSON.stringify(back.href)})</script>` });
    });
    await context.addInitScript<Mode>(injectSdk, 'ok');
    await context.addInitScript((injected) => {
      const world = window as unknown as Record<string, Record<string, unknown>>;
      for (const [name, from] of Object.entries(injected)) (world as Record<string, unknown>)[name] = world['sdk']?.[from];
    }, row.injected);
    if (row.name === 'zhejiang') await context.addInitScript(injectGateway);
    return InHost.arrive(await context.newPage(), watch, row, server.url);
  }

  private static async arrive(page: Page, watch: Watch, row: HostRow, url: string): Promise<InHost> {
    const opened = new InHost(page, new Phone(page, watch), watch, row);
    await page.goto(`${url}/?in=${row.name}${await opened.handover(url)}`);
    return opened;
  }

  /** A second web-view of the same app, beside this one. */
  async beside({ server }: School): Promise<InHost> {
    return InHost.arrive(await this.page.context().newPage(), this.watch, this.row, server.url);
  }

  /** A mini-program signs in before it shows the page. */
  private async handover(url: string): Promise<string> {
    const { name, address, byAddress } = this.row;
    if (!byAddress) return address;
    const answer = await fetch(`${url}/api/hosts/${name}/tickets`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code: 'code-of-the-app' }),
    });
    const { ticket } = (await answer.json()) as { ticket: string };
    return address.replace(this.row.credential, ticket);
  }

  /** What the app was told, by the name of its function. */
  async told(name: string): Promise<unknown[]> {
    const calls = await this.page.evaluate(() => (window as unknown as { calls: [string, unknown][] }).calls);
    return calls.filter(([call]) => call === name).map(([, given]) => given);
  }

  /** Nothing reaches beyond the edge on any phone, and the app's type is ours. */
  async fits(): Promise<void> {
    for (const width of WIDTHS) {
      await this.page.setViewportSize({ width, height: 740 });
      expect(await this.page.evaluate(() => document.documentElement.scrollWidth), `${this.row.name} at ${width}`).toBe(width);
    }
    const { fontScale } = this.row;
    const html = this.page.locator('html');
    if (fontScale) await expect(html).toHaveAttribute('style', new RegExp(`font-size: ${fontScale}`));
    const hasCare = (await html.getAttribute('data-care')) !== null;
    expect(hasCare, 'care mode').toBe(Number.parseInt(fontScale ?? '100') >= 130);
  }

  async chooses(course: string): Promise<string> {
    await this.fits();
    await this.adds(course);
    await this.fits();
    return this.submits();
  }

  /** Puts a course into the draft, and comes back to the week. */
  async adds(course: string): Promise<void> {
    const { phone } = this;
    await phone.week.allCourses.click();
    const choice = phone.courses.course(course).button;
    await choice.click();
    await expect(choice).toHaveAttribute('aria-pressed', 'true');
    await phone.back.click();
    await expect(phone.week.next).toBeVisible();
  }

  async submits(): Promise<string> {
    const { phone } = this;
    await phone.week.next.click();
    await expect(phone.review.heading).toBeVisible();
    await this.fits();
    if (await phone.review.sign.isVisible()) {
      await phone.review.sign.click();
      await phone.agreement.signAs('林晓');
    }
    await phone.review.submit.click();
    const number = await phone.receipt.number();
    await this.fits();
    return number;
  }

  /** A calendar opens the host's way, or as in any page. */
  async opensFile(): Promise<void> {
    const { page, row } = this;
    await page.evaluate(() => void (location.hash = '#/timetable'));
    await page.getByRole('button', { name: '加到手机日历' }).click();
    const { openFile } = row.calls;
    // A mini-program's page is told in its own address which file to show.
    const told = async () => (openFile ? decodeURIComponent(JSON.stringify(await this.told(openFile))) : this.watch.requests(/./).join(' '));
    await expect.poll(told, 'a file').toContain('/api/files/');
  }

  /** What the app's own menu would share is the screen on show; its way out is the app's. */
  async sharesAndCloses(url: string): Promise<void> {
    const { page, row } = this;
    const { share, title, close } = row.calls;
    const prepares = await page.evaluate(() => (window as unknown as { afterbellHost: { preparesShare: boolean } }).afterbellHost.preparesShare);
    if (prepares && share) {
      await page.evaluate(() => void (location.hash = '#/courses/2'));
      const card = `${url}/?in=${row.name}#/courses/2`;
      await expect.poll(async () => JSON.stringify(await this.told(share))).toContain(card);
    }
    if (title) expect(JSON.stringify(await this.told(title))).toContain('课后服务');
    await page.evaluate(() => (window as unknown as { afterbellHost: { close: () => Promise<void> } }).afterbellHost.close());
    expect(await this.told(close ?? 'window.close')).toHaveLength(1);
  }

  async close(children: readonly Child[]): Promise<void> {
    this.watch.verify(children);
    await this.page.context().close();
  }
}

for (const [first, last] of [[0, 4], [4, 8]] as const) {
  const some = rows.slice(first, last);
  test(`from signing in to the receipt in ${some.map(({ name }) => name).join(', ')}`, async ({ browser, contextOptions, locale }) => {
    const vendors = await new Vendors().open();
    const school = await School.trial(moments.open, {}, undefined, hosts, vendors.address);
    const { url } = school.server;
    const options = { ...contextOptions, locale: locale ?? 'zh-CN' };
    for (const [nth, row] of some.entries()) {
      await test.step(row.name, async () => {
        const child = school.child('三(1)班', nth);
        // Only WeCom's directory knows whose parent this is.
        const isKnown = row.name === 'wecom';
        if (isKnown) vendors.inDirectory = child;
        const open = await InHost.open(browser, options, school, row);
        if (!isKnown) await open.phone.bind.enter(child.code);
        await expect(open.phone.week.heading(child.name)).toBeAttached();
        // What signs in stays in nobody's history.
        expect(open.page.url().replace(/#\/$/, '')).toBe(`${url}/?in=${row.name}`);
        const number = await open.chooses('跳绳');
        await open.opensFile();
        await open.sharesAndCloses(url);
        await open.close(school.children);

        // A new phone, or one whose storage was wiped: the app's word is enough.
        const again = await InHost.open(browser, options, school, row);
        await expect(again.phone.week.heading(child.name)).toBeAttached();
        await again.page.evaluate(() => void (location.hash = '#/receipt'));
        expect(await again.phone.receipt.number()).toBe(number);
        await again.close(school.children);
      });
    }
    expect(vendors.asked.length).toBeGreaterThan(0);
    await school.close();
    vendors.close();
  });
}

test('two web-views of one account at once lose no draft and submit once', async ({ browser, contextOptions, locale }) => {
  const vendors = await new Vendors().open();
  const school = await School.trial(moments.open, {}, undefined, hosts, vendors.address);
  const options = { ...contextOptions, locale: locale ?? 'zh-CN' };
  const [row] = rows.filter(({ name }) => name === 'dingtalk');
  if (!row) throw new Error('dingtalk');
  const child = school.child('三(1)班');
  const first = await InHost.open(browser, options, school, row);
  await first.phone.bind.enter(child.code);
  await expect(first.phone.week.heading(child.name)).toBeAttached();
  // The app opens the page a second time over the first, which stays alive.
  const second = await first.beside(school);
  const [one, other] = [first.phone, second.phone];
  await first.adds('足球');
  await expect(other.week.bar).toContainText('1 门');
  await second.adds('跳绳');
  await expect(one.week.bar).toContainText('2 门');

  // Another phone shares no storage, but the account: the school keeps what was begun.
  const elsewhere = await InHost.open(browser, options, school, row);
  await expect(elsewhere.phone.week.heading(child.name)).toBeAttached();
  const again = async () => {
    await elsewhere.page.reload();
    await expect(elsewhere.phone.week.bar).toContainText('2 门', { timeout: 1_000 });
  };
  await expect(again).toPass();

  const number = await first.submits();
  await other.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  await expect(other.week.chosen('周五', '跳绳')).toContainText('已选上');
  await other.page.evaluate(() => void (location.hash = '#/receipt'));
  expect(await other.receipt.number()).toBe(number);
  await elsewhere.close(school.children);
  await first.close(school.children);
  await school.close();
  vendors.close();
});
