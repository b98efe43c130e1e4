import type { Locator, Page } from '@playwright/test';

/** Before submitting: every line, every yuan, every problem. */
export class ReviewPage {
  readonly heading: Locator;
  readonly submit: Locator;
  /** In its place while the agreement is not signed. */
  readonly sign: Locator;
  readonly note: Locator;
  readonly message: Locator;
  readonly total: Locator;
  readonly main: Locator;

  constructor(page: Page) {
    this.main = page.getByRole('main');
    this.heading = page.getByRole('heading', { name: '提交前，再看一眼' });
    this.submit = page.locator('.bar').getByRole('button');
    this.sign = page.locator('.bar').getByRole('link', { name: '阅读并签署安全协议' });
    this.note = page.locator('.bar').getByRole('status');
    this.message = page.getByRole('alert');
    this.total = this.main.locator('.total');
  }

  line(course: string): Locator {
    return this.main.locator('.lines > li').filter({ hasText: course });
  }

  remove(course: string): Locator {
    return this.main.getByRole('button', { name: `移除 ${course}` });
  }
}
