import type { Locator, Page } from '@playwright/test';

export type Weekday = '周一' | '周二' | '周三' | '周四' | '周五' | '周六';

/** The home: the child's week. */
export class WeekPage {
  readonly main: Locator;
  readonly phase: Locator;
  readonly countdown: Locator;
  readonly children: Locator;
  readonly settings: Locator;
  readonly allCourses: Locator;
  readonly bar: Locator;
  readonly next: Locator;

  constructor(private readonly page: Page) {
    this.main = page.getByRole('main');
    this.phase = page.locator('.phase');
    this.countdown = page.getByRole('timer');
    this.children = page.getByRole('navigation', { name: '孩子' });
    this.settings = page.getByRole('link', { name: '设置' });
    this.allCourses = page.getByRole('link', { name: /^全部 \d+ 门课程/ });
    this.bar = page.getByRole('region', { name: '已选内容' });
    this.next = this.bar.getByRole('link');
  }

  heading(child: string): Locator {
    return this.page.getByRole('heading', { name: `${child}的一周` });
  }

  chip(child: string): Locator {
    return this.children.getByRole('button', { name: child });
  }

  day(weekday: Weekday): Locator {
    const heading = this.page.getByRole('heading', { name: weekday, exact: true });
    return this.main.locator('section').filter({ has: heading });
  }

  slot(weekday: Weekday, time: string): Locator {
    return this.day(weekday).getByRole('link', { name: `选课程 ${time}` });
  }

  chosen(weekday: Weekday, course: string): Locator {
    return this.day(weekday).getByRole('link', { name: course });
  }

  care(weekday: Weekday): Locator {
    return this.day(weekday).getByRole('link', { name: '托管，' });
  }
}
