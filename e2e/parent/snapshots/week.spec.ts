import { expect, test } from '../../fixtures/test.ts';

test.describe('a screen reader finds', () => {
  test.beforeEach(async ({ phone, school }) => {
    await phone.bindTo(school.child('三(1)班'));
    await phone.choose('合唱团', '羽毛球');
    await phone.chooseCare('周二', '17:40');
  });

  test('the phase, each day with its courses and care, and all courses', async ({ phone, school }) => {
    await expect(phone.week.main).toMatchAriaSnapshot(`
      - main:
        - heading "${school.child('三(1)班').name}的一周" [level=1]
        - timer: 选课进行中，还有 1 天 9 小时
        - paragraph: 9月10日 20:00 截止 · 截止前可随时修改
        - heading "周一" [level=2]
        - text: 15:30
        - link "羽毛球 待提交 15:30–17:00 · 体育馆"
        - link "同一时间的其他 14 门"
        - link "周一托管，不托管 17:00 放学，点按更改"
        - heading "周二" [level=2]
        - text: 15:30
        - link "合唱团 待提交 15:40–16:40 · 美术室"
        - link "选课程 16:40–17:40 · 2 门可选"
        - link "同一时间的其他 12 门"
        - link "周二托管，基本托管 17:40 接，点按更改"
        - heading "周三" [level=2]
        - heading "周四" [level=2]
        - heading "周五" [level=2]
        - heading "周六" [level=2]
        - link "选课程 09:00–10:30 · 暂无可选"
        - link "全部 52 门课程"
    `);
  });

  test('the number, the week, the money and the next steps of a receipt', async ({ phone }) => {
    await phone.submit();
    await expect(phone.receipt.main).toMatchAriaSnapshot(`
      - main:
        - heading "回执" [level=1]
        - paragraph: 学校已收到，回执号
        - paragraph: /^HT-[0-9A-Z]{6}-[0-9A-Z]$/
        - paragraph: 9月9日 10:30 收到 · 9月10日 20:00 前可修改
        - separator
        - list "一周安排":
          - listitem:
            - text: 一
            - emphasis: 羽毛球
          - listitem:
            - text: 二
            - emphasis: 合唱团
            - text: 17:40
          - listitem:
            - text: 三
            - emphasis: 羽毛球
          - listitem: 四
          - listitem: 五
          - listitem: 六
        - list:
          - listitem: 羽毛球 周一 15:30–17:00、周三 15:30–17:00 ¥480.00
          - listitem: 合唱团 周二 15:40–16:40 免费
        - paragraph: 每学期合计 ¥480.00
        - separator
        - heading "接下来" [level=2]
        - list:
          - listitem: 已提交选课
          - listitem: 9月10日 20:00 选课截止，之前可随时修改
          - listitem: 按课表上课，请按时来接孩子
          - listitem: 费用由学校在开课后统一收取
        - link "修改选课"
        - button "全部退出"
    `);
  });
});
