import { type Locator, type Page, expect } from '@playwright/test';

/** The pages of a drawn round: rankings, results, verification, statistics. */
export class WishesPage {
  readonly main: Locator;
  readonly bar: Locator;
  readonly save: Locator;
  readonly sheet: Locator;
  readonly ranked: Locator;
  readonly said: Locator;

  constructor(readonly page: Page) {
    this.main = page.getByRole('main');
    this.bar = page.getByRole('region', { name: '志愿' });
    this.save = this.bar.getByRole('button');
    this.sheet = page.getByRole('dialog');
    this.ranked = this.sheet.locator('.ranked > li');
    this.said = this.sheet.getByRole('status');
  }

  async open(hash = ''): Promise<void> {
    await this.page.goto(`/wishes.html${hash}`);
    await expect(this.main).not.toHaveAttribute('aria-busy');
  }

  /** The block of a slot on the week. */
  slot(title: string): Locator {
    return this.main.locator('.wish-slot').filter({ has: this.page.getByRole('link', { name: title }) });
  }

  async openSlot(title: string): Promise<void> {
    await this.main.getByRole('link', { name: title }).click();
    await expect(this.sheet).toBeVisible();
  }

  async closeSheet(): Promise<void> {
    await this.sheet.getByRole('button', { name: '关闭' }).click();
    await expect(this.sheet).toBeHidden();
  }

  async add(...courses: string[]): Promise<void> {
    for (const course of courses) await this.sheet.getByRole('button', { name: `填这门 ${course}` }).click();
  }

  /** Asks for a place after the draw. */
  async ask(course: string): Promise<void> {
    await this.sheet.getByRole('button', { name: `申请 ${course}` }).click();
    await this.sheet.getByRole('button', { name: '确认申请' }).click();
  }

  row(course: string): Locator {
    return this.ranked.filter({ hasText: course });
  }

  handle(course: string): Locator {
    return this.row(course).getByRole('button', { name: /按上下方向键/ });
  }

  async expectRanking(...courses: string[]): Promise<void> {
    await expect(this.ranked.locator('b')).toHaveText(courses);
  }

  /** Takes a wish by its handle and lets go over another, as a finger does. */
  async drag(course: string, onto: string): Promise<void> {
    const [from, to] = [await this.handle(course).boundingBox(), await this.handle(onto).boundingBox()];
    if (!from || !to) throw new Error('no handle to drag');
    const middle = (box: typeof from): [number, number] => [box.x + box.width / 2, box.y + box.height / 2];
    const { mouse } = this.page;
    await mouse.move(...middle(from));
    await mouse.down();
    const [x, y] = middle(to);
    await mouse.move(x, y, { steps: 5 });
    await mouse.move(x, to.y > from.y ? y + 4 : y - 4);
    await mouse.up();
  }

  async child(name: string): Promise<void> {
    await this.page.getByRole('navigation', { name: '孩子' }).getByRole('button', { name }).click();
  }
}
