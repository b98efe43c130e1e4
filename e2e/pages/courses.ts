import type { Locator, Page } from '@playwright/test';
import { CourseCard } from './course-card.ts';

/** All courses, with filters. */
export class CoursesPage {
  readonly heading: Locator;
  readonly search: Locator;
  readonly counts: Locator;
  readonly showAll: Locator;
  readonly offers: Locator;
  private readonly main: Locator;

  constructor(page: Page) {
    this.main = page.getByRole('main');
    this.heading = page.getByRole('heading', { name: '全部课程' });
    this.search = page.getByRole('searchbox', { name: '课程、老师、类别或拼音首字母' });
    this.counts = this.main.getByRole('status').filter({ hasText: '可选' });
    this.showAll = page.getByRole('button', { name: '显示全部' });
    this.offers = this.main.getByRole('listitem');
  }

  filter(name: string): Locator {
    return this.main.getByRole('button', { name, exact: true });
  }

  course(name: string, hint = ''): CourseCard {
    return new CourseCard(this.main, name, hint);
  }
}

/** One course: everything the school says of it. */
export class CoursePage {
  readonly whyNot: Locator;
  readonly reasons: Locator;
  readonly button: Locator;
  private readonly main: Locator;

  constructor(page: Page) {
    this.main = page.getByRole('main');
    this.whyNot = this.main.getByRole('heading', { name: '现在不能选' });
    this.reasons = this.main.locator('.why');
    this.button = this.main.getByRole('button');
  }

  heading(course: string): Locator {
    return this.main.getByRole('heading', { level: 1, name: course, exact: true });
  }

  fact(name: string): Locator {
    return this.main.getByRole('definition').and(this.main.locator(`dt:text-is("${name}") + dd`));
  }
}
