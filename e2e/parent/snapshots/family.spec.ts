import { sceneNamed } from '../../fixtures/scenes.ts';
import { expect, test } from '../../fixtures/test.ts';

test.describe('a screen reader finds, of the whole family,', () => {
  test('each day with each child, and who leaves apart', async ({ phone, school }) => {
    const scene = sceneNamed('the timetable of two children');
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - banner:
        - /children: deep-equal
        - link "返回"
        - text: 马嘉 一(1)班
      - navigation "孩子":
        - /children: deep-equal
        - button "孟源言 三(1)班"
        - button "马嘉 一(1)班"
        - link "添加孩子"
      - main:
        - /children: deep-equal
        - heading "课表" [level=1]
        - paragraph: 海棠路小学 · 2026学年第一学期
        - paragraph: 孟源言、马嘉有改动还没有提交。
        - heading "周一" [level=2]
        - heading "孟源言" [level=3]
        - list:
          - listitem: 15:30–17:00 羽毛球 体育馆
        - paragraph: 17:40 接
        - heading "马嘉" [level=3]
        - paragraph: 15:30 放学
        - paragraph: 孩子放学时间不同：孟源言 17:40、马嘉 15:30
        - heading "周二" [level=2]
        - heading "孟源言" [level=3]
        - list:
          - listitem: 15:40–16:40 合唱团 美术室
        - paragraph: 17:40 接
        - heading "马嘉" [level=3]
        - paragraph: 16:40 接
        - paragraph: 孩子放学时间不同：孟源言 17:40、马嘉 16:40
        - heading "周三" [level=2]
        - heading "孟源言" [level=3]
        - list:
          - listitem: 15:30–17:00 羽毛球 体育馆
        - paragraph: 17:00 放学
        - heading "马嘉" [level=3]
        - paragraph: 15:30 放学
        - paragraph: 孩子放学时间不同：孟源言 17:00、马嘉 15:30
        - heading "周四" [level=2]
        - heading "孟源言" [level=3]
        - list:
          - listitem: 15:40–16:40 中国象棋 操场
        - paragraph: 16:40 放学
        - heading "马嘉" [level=3]
        - paragraph: 15:30 放学
        - paragraph: 孩子放学时间不同：孟源言 16:40、马嘉 15:30
        - heading "周五" [level=2]
        - heading "孟源言" [level=3]
        - list:
          - listitem: 15:40–16:40 小足球 棋类教室
        - paragraph: 16:40 放学
        - heading "马嘉" [level=3]
        - paragraph: 15:30 放学
        - paragraph: 孩子放学时间不同：孟源言 16:40、马嘉 15:30
        - button "打印"
      - status
    `);
  });
});
