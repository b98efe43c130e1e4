import { Builder } from 'selenium-webdriver';
import { onPath } from '../fixtures/programs.ts';
import { ELSEWHERE, type Lend } from './engine.ts';
import { running } from './running.ts';
import { WebDriverScreen } from './webdriver.ts';

const SETTINGS = {
  'intl.accept_languages': 'zh-CN',
  'ui.prefersReducedMotion': 1,
  // As on a phone: two dots a pixel, and scroll bars that take no room.
  'layout.css.devPixelsPerPx': '2',
  'ui.useOverlayScrollbars': 1,
  // The window of a phone's size is opened by a script.
  'dom.disable_open_during_load': false,
};

/** Room for a phone's window at two dots a pixel. */
const SCREEN = { MOZ_HEADLESS_WIDTH: '1600', MOZ_HEADLESS_HEIGHT: '2400' };

export const lendFirefox: Lend = async (home, use) => {
  const geckodriver = process.env['AFTERBELL_GECKODRIVER'] ?? 'geckodriver';
  const options = ['--host', '127.0.0.1', '--port', '0', '--websocket-port', '0', '--profile-root', home];
  await running(geckodriver, options, { ...ELSEWHERE, ...SCREEN, HOME: home }, async (program) => {
    const address = await program.line(/Listening on (\S+)/);
    const binary = onPath(['firefox-esr', 'firefox']);
    const firefox = { args: ['-headless'], prefs: SETTINGS, ...(binary ? { binary } : {}) };
    const capabilities = { browserName: 'firefox', 'moz:firefoxOptions': firefox };
    const driver = await new Builder().usingServer(`http://${address}`).withCapabilities(capabilities).build();
    try {
      await use(await WebDriverScreen.take(driver));
    } finally {
      await driver.quit();
    }
  });
};
