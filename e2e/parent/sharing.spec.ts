import { barriers } from '../fixtures/barriers.ts';
import { InHost, hosts, rowOf } from '../fixtures/in-host.ts';
import { School } from '../fixtures/school.ts';
import { expect, moments, test } from '../fixtures/test.ts';
import { Vendors } from '../fixtures/vendors.ts';

test('a course is passed on by its address, with nothing of the child', async ({ browser, contextOptions, locale }) => {
  const vendors = await new Vendors().open();
  const school = await School.trial(moments.open, {}, { hosts, gateway: vendors.address });
  const { url } = school.server;
  const options = { ...contextOptions, locale: locale ?? 'zh-CN' };
  const child = school.child('三(1)班');
  const openCourse = async (open: InHost): Promise<void> => {
    await open.phone.bind.enter((await school.newLetter(child)).code);
    await open.phone.week.allCourses.click();
    await open.page.getByRole('link', { name: '跳绳' }).click();
    await expect(open.phone.course.heading('跳绳')).toBeVisible();
  };
  for (const name of ['dingtalk', 'feishu', 'line']) {
    await test.step(name, async () => {
      const open = await InHost.open(browser, options, school, rowOf(name));
      await openCourse(open);
      await open.page.getByRole('button', { name: '转发这门课' }).click();
      const told = async () => JSON.stringify(await open.told(rowOf(name).calls.share ?? ''));
      await expect.poll(told).toContain(`${url}/?in=${name}#/course/`);
      expect(await told()).toContain('跳绳');
      expect(await told()).not.toContain(child.name);
      await open.fits();
      expect(await barriers(open.page)).toEqual([]);
      await expect(open.page.getByText('这里转发不了')).toHaveCount(0);
      await open.page.screenshot({ path: `screenshots/hosted-course-${name}.png`, fullPage: true });
      await open.close(school.children);
    });
  }
  await test.step('an app that fails', async () => {
    const open = await InHost.open(browser, options, school, rowOf('dingtalk'), 'throws');
    await openCourse(open);
    await open.page.getByRole('button', { name: '转发这门课' }).click();
    await expect(open.page.getByText('链接已复制，可以粘贴给对方。')).toBeVisible();
    expect(await open.told('clipboard')).toEqual([open.page.url()]);
    await open.close(school.children);
  });
  await test.step('an app whose own menu shares', async () => {
    const open = await InHost.open(browser, options, school, rowOf('wechat-mini-program'));
    await openCourse(open);
    await expect(open.page.getByRole('button', { name: '转发这门课' })).toHaveCount(0);
    await open.close(school.children);
  });
  await school.close();
  vendors.close();
});
