import { type Locator, type Page, expect } from '@playwright/test';

/** The safety agreement: read, and signed with a typed name. */
export class AgreementPage {
  readonly heading: Locator;
  readonly clauses: Locator;
  readonly name: Locator;
  readonly sign: Locator;
  readonly message: Locator;
  readonly signed: Locator;
  readonly copy: Locator;

  constructor(page: Page) {
    const main = page.getByRole('main');
    this.heading = main.getByRole('heading', { name: '安全协议', exact: true });
    this.clauses = main.getByRole('listitem');
    this.name = main.getByLabel('家长姓名');
    this.sign = main.getByRole('button', { name: '同意并签署' });
    this.message = main.getByRole('alert');
    this.signed = main.locator('.notice');
    this.copy = main.getByRole('button', { name: '查看已签的协议' });
  }

  async signAs(name: string): Promise<void> {
    await expect(this.clauses.first()).toBeVisible();
    await this.name.fill(name);
    await this.sign.click();
  }
}
