/** Starts an engine that Playwright does not drive, lends it to a test and ends it. `home` is empty and goes away afterwards. */
export type Lend = (home: string, use: (screen: Screen) => Promise<void>) => Promise<void>;

/** A window of a phone's size, as far as the drivers of all engines reach. */
export interface Screen {
  goTo(url: string): Promise<void>;
  reload(): Promise<void>;
  back(): Promise<void>;
  evaluate<T>(expression: string): Promise<T>;
  /** The first element under an XPath that can be seen. */
  shown(path: string): Promise<Shown | undefined>;
  /** A PNG in base64, of what was painted last. */
  picture(): Promise<string>;
}

/** Throws `Replaced` when the page has drawn again since it was found. */
export interface Shown {
  tap(): Promise<void>;
  type(text: string): Promise<void>;
  read(): Promise<string>;
}

export class Replaced extends Error {}

export const PHONE = { width: 360, height: 740 };

/** Deliberately not the school's. */
export const ELSEWHERE = { TZ: 'America/New_York' };

/** For a machine that stands still, not for the speed of one that runs. */
export const PATIENCE = 60_000;
