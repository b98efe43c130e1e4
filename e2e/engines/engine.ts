import type { WebDriver } from 'selenium-webdriver';

/** A browser with the engine of another maker, driven by W3C WebDriver. */
export interface Engine {
  driver: WebDriver;
  /** What its console complained of so far. */
  complaints(): Promise<string[]>;
}

/** Starts an engine, lends it to a test and ends it. `folder` is empty and goes away afterwards. */
export type Lend = (folder: string, use: (engine: Engine) => Promise<void>) => Promise<void>;

export const PHONE = { width: 360, height: 740 };

/** Deliberately not the school's. */
export const ELSEWHERE = { TZ: 'America/New_York' };
