import type { Locator, Page } from '@playwright/test';

export class BindPage {
  readonly heading: Locator;
  readonly code: Locator;
  readonly submit: Locator;
  readonly message: Locator;

  constructor(page: Page) {
    this.heading = page.getByRole('heading', { name: '绑定孩子' });
    this.code = page.getByRole('textbox', { name: '绑定码' });
    this.submit = page.getByRole('button', { name: '绑定' });
    this.message = page.getByRole('alert');
  }

  async enter(code: string): Promise<void> {
    await this.code.fill(code);
    await this.submit.click();
  }
}
