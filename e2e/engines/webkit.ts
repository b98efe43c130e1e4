import { createServer } from 'node:net';
import { expect } from '@playwright/test';
import { Builder } from 'selenium-webdriver';
import { ELSEWHERE, type Lend } from './engine.ts';
import { running } from './running.ts';

// The window of a phone's size is opened by a script.
const ARGUMENTS = ['--automation', '--javascript-can-open-windows-automatically=true'];

/** The engine of every browser and chat app on an iPhone, as WebKitGTK builds it for Linux. */
export const lendWebKit: Lend = async (home, use) => {
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
    await running('WebKitWebDriver', [`--port=${port}`], environment, async () => {
      const address = `http://127.0.0.1:${port}`;
      await expect.poll(() => answers(`${address}/status`), { timeout: 60_000 }).toBe(true);
      const capabilities = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { args: ARGUMENTS } };
      const driver = await new Builder().usingServer(address).withCapabilities(capabilities).build();
      try {
        await use(driver);
      } finally {
        await driver.quit();
      }
    });
  });
};

/** The driver does not tell which port it takes when it is asked for any. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (answer) => answer.ok,
    () => false,
  );
}
