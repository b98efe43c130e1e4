import type { WebDriver } from 'selenium-webdriver';

/** Starts an engine of another maker, lends it to a test and ends it. `home` is empty and goes away afterwards. */
export type Lend = (home: string, use: (driver: WebDriver) => Promise<void>) => Promise<void>;

export const PHONE = { width: 360, height: 740 };

/** Deliberately not the school's. */
export const ELSEWHERE = { TZ: 'America/New_York' };
