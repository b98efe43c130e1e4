import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { expect } from '@playwright/test';
import { Builder } from 'selenium-webdriver';
import { ELSEWHERE, type Lend } from './engine.ts';
import { running } from './running.ts';
import { WebDriverScreen } from './webdriver.ts';

const REDUCED_MOTION = '[Settings]\ngtk-enable-animations=false\n';
// The window of a phone's size is opened by a script.
const ARGUMENTS = ['--automation', '--javascript-can-open-windows-automatically=true'];

/** The engine of every browser and chat app on an iPhone, as WebKitGTK builds it for Linux. */
export const lendWebKit: Lend = async (home, use) => {
  await mkdir(`${home}/.config/gtk-3.0`, { recursive: true });
  await writeFile(`${home}/.config/gtk-3.0/settings.ini`, REDUCED_MOTION);
  const display = ['-displayfd', '1', '-screen', '0', '1280x1600x24', '-nolisten', 'tcp'];
  await running('Xvfb', display, {}, async (screen) => {
    const environment = {
      ...ELSEWHERE,
      DISPLAY: `:${await screen.line(/^(\d+)$/)}`,
      HOME: home,
      LANGUAGE: 'zh_CN',
      // As on a phone: two dots a pixel.
      GDK_SCALE: '2',
    };
    const port = await freePort();
    await running('WebKitWebDriver', [`--port=${port}`], environment, async (program) => {
      const address = `http://127.0.0.1:${port}`;
      await expect.poll(() => program.hasEnded || answers(`${address}/status`), { timeout: 60_000 }).toBe(true);
      if (program.hasEnded) throw new Error(`WebKitWebDriver did not start: ${program.log}`);
      const capabilities = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { args: ARGUMENTS } };
      const driver = await new Builder().usingServer(address).withCapabilities(capabilities).build();
      try {
        await use(await WebDriverScreen.take(driver));
      } finally {
        await driver.quit();
      }
    });
  });
};

/**
 * The driver does not tell which port it takes when it is asked for any. Ports that systems give
 * to whoever dials out are left alone: one of them could be gone before the driver is there.
 */
async function freePort(): Promise<number> {
  const port = randomInt(10_000, 30_000);
  const server = createServer().listen(port, '127.0.0.1');
  const isFree = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (!isFree) return freePort();
  server.close();
  await once(server, 'close');
  return port;
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (answer) => answer.ok,
    () => false,
  );
}
