import { chromium } from '@playwright/test';
const base = process.argv[2] ?? 'http://localhost:8099';
const code = process.argv[3];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-quic','--disable-background-networking'] });
const ctx = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true });
const page = await ctx.newPage();
page.on('console', m => console.log('console', m.type(), m.text()));
page.on('pageerror', e => console.log('pageerror', e.message, e.stack?.slice(0,600)));
page.on('requestfailed', r => console.log('failed', r.url(), r.failure()?.errorText));
const shot = n => page.screenshot({ path: `/tmp/shots/${n}.png` });
await page.goto(base); await page.waitForTimeout(1500); await shot('01-bind');
if (code) {
  await page.fill('#code', code); await page.click('form button'); await page.waitForTimeout(1200); await shot('02-week');
  await page.click('a.slot >> nth=0'); await page.waitForTimeout(500); await shot('03-slot');
  await page.click('.offer .add >> nth=0'); await page.waitForTimeout(200); await shot('04-chosen');
  await page.keyboard.press('Escape'); await page.waitForTimeout(400);
  await page.click('a.ground >> nth=0'); await page.waitForTimeout(400); await shot('05-care');
  await page.click('label.option >> nth=3'); await page.click('.add.wide'); await page.waitForTimeout(400); await shot('06-week-chosen');
  await page.click('.all-courses'); await page.waitForTimeout(400); await shot('07-courses');
  await page.click('.offer h3 a >> nth=5'); await page.waitForTimeout(400); await shot('08-course');
  await page.goto(base + '/#/review'); await page.waitForTimeout(500); await shot('09-review');
  await page.click('.bar .go'); await page.waitForTimeout(1200); await shot('10-receipt');
  await page.goto(base + '/#/settings'); await page.waitForTimeout(400); await shot('11-settings');
}
await browser.close();
