import { sceneNamed } from '../../fixtures/scenes.ts';
import { expect, test } from '../../fixtures/test.ts';

test.describe('a screen reader finds, before anything is chosen,', () => {
  test('binding', async ({ phone, school }) => {
    const scene = sceneNamed('binding');
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - main:
        - /children: deep-equal
        - paragraph: 课后服务选课
        - heading "绑定孩子" [level=1]
        - paragraph: 学校发的信上有一个 16 位绑定码。请输入绑定码，或用手机扫信上的二维码。
        - text: 绑定码
        - textbox "绑定码":
          - /placeholder: XXXX-XXXX-XXXX-XXXX
        - paragraph: 字母和数字，不分大小写，横线可以不输
        - alert
        - button "绑定"
        - paragraph: 只显示孩子的姓名和班级。绑定码只能用一次。
        - group "语言":
          - text: 语言
          - button "简体中文" [pressed]
          - button "繁體中文"
          - button "English"
      - status
    `);
  });

  test('what is wrong with a code, before the way on', async ({ phone, school }) => {
    const scene = sceneNamed('binding with a wrong code');
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - main:
        - /children: deep-equal
        - paragraph: 课后服务选课
        - heading "绑定孩子" [level=1]
        - paragraph: 学校发的信上有一个 16 位绑定码。请输入绑定码，或用手机扫信上的二维码。
        - text: 绑定码
        - textbox "绑定码" [invalid]:
          - /placeholder: XXXX-XXXX-XXXX-XXXX
          - text: "1234"
        - paragraph: 字母和数字，不分大小写，横线可以不输
        - alert:
          - paragraph: 绑定码是 16 位字母和数字，请对照学校发的信检查。
        - button "绑定"
        - paragraph: 只显示孩子的姓名和班级。绑定码只能用一次。
        - group "语言":
          - text: 语言
          - button "简体中文" [pressed]
          - button "繁體中文"
          - button "English"
      - status
    `);
  });

  test('the settings, and what signing out means', async ({ phone, school }) => {
    const scene = sceneNamed('the settings');
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - banner:
        - /children: deep-equal
        - link "返回"
        - text: 孟源言 三(1)班
      - main:
        - /children: deep-equal
        - heading "设置" [level=1]
        - group "语言":
          - text: 语言
          - button "简体中文" [pressed]
          - button "繁體中文"
          - button "English"
        - checkbox "大字版 字更大，按钮更大"
        - text: 大字版 字更大，按钮更大
        - group "颜色":
          - text: 颜色
          - radio "跟随手机" [checked]
          - text: 跟随手机
          - radio "浅色"
          - text: 浅色
          - radio "深色"
          - text: 深色
        - button "退出登录" [expanded]
        - status:
          - paragraph: 退出后要用新的绑定码才能再打开，已提交的选课不受影响。
          - alert
          - button "不退出"
          - button "确认退出登录"
      - status
    `);
  });

  test('what failed and what to do, without a network', async ({ phone, school }) => {
    const scene = sceneNamed('the page without a network');
    if (scene.trouble) phone.watch.expectTrouble(scene.trouble);
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - main:
        - /children: deep-equal
        - heading "没有打开" [level=1]
        - alert: 请检查网络后再试一次。您填的内容还在手机上。
        - button "再试一次"
      - status
    `);
  });

  test('what failed and what to do, without the app', async ({ phone, school }) => {
    const scene = sceneNamed('the page without the app');
    if (scene.trouble) phone.watch.expectTrouble(scene.trouble);
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - main
      - alert:
        - /children: deep-equal
        - heading "没有打开" [level=1]
        - paragraph: 请检查网络后再试一次。您填的内容还在手机上。
        - button "再试一次"
        - button "告诉学校"
        - paragraph:
          - link "打开简版":
            - /url: /lite/
    `);
  });
});
