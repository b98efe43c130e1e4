import { type Locator, type Page, expect } from '@playwright/test';
import { STEP_SECONDS, codeAt } from '../fixtures/authenticator.ts';
import { press, tabTo, write } from '../fixtures/keys.ts';
import type { School } from '../fixtures/school.ts';
import type { Watch } from '../fixtures/watch.ts';

/** The sheet's columns in their order. */
const COLUMNS = ['课程', '类别', '年级', '时间', '地点', '教师', '教师来源', '名额', '开班人数', '费用（元）', '面试', '备注', '预留名额', '先修课程', '课程内容', '特色系列', '特长学生', '形式', '层级', '活动'] as const;
export type Column = (typeof COLUMNS)[number];

export const PASSWORD = '海棠花开在三月的操场边上呀';

/** A computer in the school's office. Everything is done with keys. */
export class Desk {
  readonly saved: Locator;
  readonly findings: Locator;
  readonly conflict: Locator;
  /** What the authenticator was told. */
  secret = '';

  constructor(
    readonly page: Page,
    private readonly school: School,
    readonly watch: Watch,
  ) {
    this.saved = page.getByText('草案 · 已自动保存');
    this.findings = page.getByRole('complementary').getByRole('listitem');
    this.conflict = page.locator('.conflict');
  }

  /** Opens the account that an administrator has invited, and signs in. */
  async join(name: string, role = 'school_admin'): Promise<void> {
    await this.accept(await this.school.inviteStaff(name, role));
    await this.signIn(name);
  }

  async accept(link: string): Promise<void> {
    await this.page.goto(`/school.html#/accept/${link}`);
    await write(this.page.getByLabel('新密码'), PASSWORD);
    await write(this.page.getByLabel('再输入一次'), PASSWORD);
    await this.page.keyboard.press('Enter');
    this.secret = (await this.page.locator('code').textContent()) ?? '';
    await write(this.page.getByLabel('动态口令'), codeAt(this.secret, this.school.now));
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByRole('heading', { name: '账号已经启用' })).toBeVisible();
  }

  async signIn(name: string, password = PASSWORD): Promise<void> {
    // A code is taken once: the next one shows half a minute later.
    await this.school.passSeconds(STEP_SECONDS);
    await this.page.goto('/school.html');
    await write(this.page.getByLabel('姓名'), name);
    await write(this.page.getByLabel('密码'), password);
    await write(this.page.getByLabel('动态口令'), codeAt(this.secret, this.school.now));
    await this.page.keyboard.press('Enter');
  }

  /** On the page that is open, without leaving it: as somebody, with their authenticator. */
  async signInHere(name: string, secret: string): Promise<void> {
    await this.school.passSeconds(STEP_SECONDS);
    await write(this.page.getByLabel('姓名'), name);
    await write(this.page.getByLabel('密码'), PASSWORD);
    await write(this.page.getByLabel('动态口令'), codeAt(secret, this.school.now));
    await this.page.keyboard.press('Enter');
  }

  /** Until something that somebody else has done has come in here. */
  async hearsOfOthers(act: () => Promise<void>): Promise<void> {
    const heard = this.page.waitForResponse(async (response) => {
      if (!response.url().includes('/menu-draft/changes')) return false;
      const told = (await response.json()) as { changes: unknown[] };
      return told.changes.length > 0;
    });
    await act();
    await heard;
  }

  /** Through the navigation. */
  async open(section: string): Promise<void> {
    const link = this.page.getByRole('navigation').locator(`a[href="#/${section}"]`);
    await press(link);
    await expect(link).toHaveAttribute('aria-current', 'page');
  }

  /** Rows are counted from 1, as the sheet shows them. */
  cell(row: number, column: Column): Locator {
    return this.page.locator(`#cell-${row - 1}-${COLUMNS.indexOf(column)}`);
  }

  /** Into the sheet and to a cell, with keys alone. */
  async goTo(row: number, column: Column): Promise<void> {
    await tabTo(this.page.getByRole('textbox', { name: '当前单元格' }));
    await this.page.keyboard.press('Control+Home');
    for (let down = 1; down < row; down++) await this.page.keyboard.press('ArrowDown');
    for (let right = 0; right < COLUMNS.indexOf(column); right++) await this.page.keyboard.press('ArrowRight');
    await expect(this.cell(row, column)).toHaveClass(/cursor/);
  }

  async type(row: number, column: Column, text: string): Promise<void> {
    await this.goTo(row, column);
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  /** Puts a block where the cursor is, as if it had been copied in Excel. */
  async paste(rows: readonly (readonly string[])[]): Promise<void> {
    const text = rows.map((row) => `${row.join('\t')}\r\n`).join('');
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.page.keyboard.press('Control+v');
  }

  /** How many rows have a course. */
  rows(): Promise<number> {
    return this.page.getByRole('rowheader').count().then((count) => count - 1);
  }
}
