import { sceneNamed } from '../../fixtures/scenes.ts';
import { expect, test } from '../../fixtures/test.ts';

test.describe('a screen reader finds, on the way to the receipt,', () => {
  test('what to do on an empty review', async ({ phone, school }) => {
    const scene = sceneNamed('an empty review');
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - banner:
        - /children: deep-equal
        - link "返回"
        - text: 孟源言 三(1)班
      - main:
        - /children: deep-equal
        - heading "提交前，再看一眼" [level=1]
        - alert
        - paragraph: 还没有选课，也没有选托管。
        - link "去选课"
      - status
    `);
  });

  test('the week, each line with its money, the sum and the next step', async ({ phone, school }) => {
    const scene = sceneNamed('the review');
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - banner:
        - /children: deep-equal
        - link "返回"
        - text: 孟源言 三(1)班
      - main:
        - /children: deep-equal
        - heading "提交前，再看一眼" [level=1]
        - alert
        - list "一周安排":
          - listitem:
            - text: 一
            - emphasis: 羽毛球
            - text: 17:40
          - listitem:
            - text: 二
            - emphasis: 合唱团
            - text: 17:40
          - listitem:
            - text: 三
            - emphasis: 羽毛球
          - listitem:
            - text: 四
            - emphasis: 中国象棋
          - listitem:
            - text: 五
            - emphasis: 小足球
          - listitem: 六
        - list:
          - listitem:
            - text: 羽毛球 周一 15:30–17:00、周三 15:30–17:00 ¥480.00
            - button "移除 羽毛球": 移除
          - listitem:
            - text: 合唱团 周二 15:40–16:40 免费
            - button "移除 合唱团": 移除
          - listitem:
            - text: 中国象棋 周四 15:40–16:40 免费
            - button "移除 中国象棋": 移除
          - listitem:
            - text: 小足球 周五 15:40–16:40 免费
            - button "移除 小足球": 移除
          - listitem: 基本托管 2 天 周一 17:40、周二 17:40 免费
          - listitem: 每学期合计 ¥480.00
        - paragraph: 现在不收费。费用由学校在开课后统一收取。
      - region "已选内容":
        - /children: deep-equal
        - status: 孟源言 · 4 门 · ¥480.00
        - button "提交"
      - status
    `);
  });

  test('each problem at what it is about', async ({ phone, school }) => {
    const scene = sceneNamed('the review with problems');
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - banner:
        - /children: deep-equal
        - link "返回"
        - text: 孟源言 三(1)班
      - main:
        - /children: deep-equal
        - heading "提交前，再看一眼" [level=1]
        - alert
        - list "一周安排":
          - listitem:
            - text: 一
            - emphasis: 羽毛球
            - text: 16:40
          - listitem:
            - text: 二
            - emphasis: 旱地冰壶
          - listitem:
            - text: 三
            - emphasis: 羽毛球
          - listitem: 四
          - listitem: 五
          - listitem: 六
        - list:
          - listitem:
            - text: 羽毛球 周一 15:30–17:00、周三 15:30–17:00
            - paragraph: 周一选了 16:40 接，早于 17:00 下课
            - text: ¥480.00
            - button "移除 羽毛球": 移除
          - listitem:
            - text: 旱地冰壶 周二 16:40–17:40 ¥560.00
            - button "移除 旱地冰壶": 移除
          - listitem: 基本托管 1 天 周一 16:40 周一选了 16:40 接，早于 17:00 下课 免费
          - listitem: 每学期合计 ¥1040.00
        - paragraph: 周二 15:30–16:40 没有人看护，需要托管吗？
        - paragraph: 现在不收费。费用由学校在开课后统一收取。
      - region "已选内容":
        - /children: deep-equal
        - status: 还有 2 处要处理
        - button "提交" [disabled]
      - status
    `);
  });

  test('the agreement, clause by clause, and its signature', async ({ phone, school }) => {
    const scene = sceneNamed('the agreement');
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - banner:
        - /children: deep-equal
        - link "返回"
        - text: 孟源言 三(1)班
      - main:
        - /children: deep-equal
        - heading "安全协议" [level=1]
        - paragraph: 提交前请读一遍，并写下您的姓名。
        - heading "课后服务安全协议" [level=2]
        - list:
          - listitem: 接送时间：家长按在手机上选定的离校批次准时到校接孩子。学校在 15:30 放学后开始托管，最晚的一批为 18:30。
          - listitem: 交接：学校只把孩子交给家长本人或家长事先告知班主任的接送人。临时换人，请提前告诉班主任，并让接送人带好证件。
          - listitem: 自行回家：一至三年级的孩子须由成人接送。四年级以上的孩子如要自行回家，家长须书面同意，并教孩子走安全的路线、遵守交通规则。
          - listitem: 健康告知：孩子有过敏、哮喘、癫痫、心脏病等情况，或当天身体不适、正在服药，请如实告知班主任和任课教师。学校会为您保密。
          - listitem: 迟接：因故不能按时到，请尽早联系班主任。孩子会由值班教师照看，直到您到校，不会让孩子独自等候。
          - listitem: 请假与退出：孩子当天不参加，请在放学前告诉班主任。课后服务自愿参加，随时可以退出，退出不影响在校的学习和评价。
          - listitem: 在校秩序：孩子应听从教师安排，不带危险物品，不擅自离开教室、操场或校园，爱护同学和公物。
          - listitem: 意外处理：孩子受伤或突发疾病时，学校先行救护，必要时送医，并立即通知家长。请家长保持电话畅通。
          - listitem: 联系方式：联系方式或接送人有变动，请在当天告诉班主任。因信息没有更新而联系不上，可能耽误对孩子的照顾。
          - listitem: 协议效力：本协议在家长签名后生效，到本学期课后服务结束为止。学校修改协议时，会请家长重新阅读并签署。
        - text: 家长姓名
        - textbox "家长姓名"
        - paragraph: 写您自己的姓名，不是孩子的
        - button "同意并签署"
        - alert
      - status
    `);
  });

  test('who signed the agreement, and the copy', async ({ phone, school }) => {
    const scene = sceneNamed('the agreement signed');
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - banner:
        - /children: deep-equal
        - link "返回"
        - text: 孟源言 三(1)班
      - main:
        - /children: deep-equal
        - heading "安全协议" [level=1]
        - heading "课后服务安全协议" [level=2]
        - list:
          - listitem: 接送时间：家长按在手机上选定的离校批次准时到校接孩子。学校在 15:30 放学后开始托管，最晚的一批为 18:30。
          - listitem: 交接：学校只把孩子交给家长本人或家长事先告知班主任的接送人。临时换人，请提前告诉班主任，并让接送人带好证件。
          - listitem: 自行回家：一至三年级的孩子须由成人接送。四年级以上的孩子如要自行回家，家长须书面同意，并教孩子走安全的路线、遵守交通规则。
          - listitem: 健康告知：孩子有过敏、哮喘、癫痫、心脏病等情况，或当天身体不适、正在服药，请如实告知班主任和任课教师。学校会为您保密。
          - listitem: 迟接：因故不能按时到，请尽早联系班主任。孩子会由值班教师照看，直到您到校，不会让孩子独自等候。
          - listitem: 请假与退出：孩子当天不参加，请在放学前告诉班主任。课后服务自愿参加，随时可以退出，退出不影响在校的学习和评价。
          - listitem: 在校秩序：孩子应听从教师安排，不带危险物品，不擅自离开教室、操场或校园，爱护同学和公物。
          - listitem: 意外处理：孩子受伤或突发疾病时，学校先行救护，必要时送医，并立即通知家长。请家长保持电话畅通。
          - listitem: 联系方式：联系方式或接送人有变动，请在当天告诉班主任。因信息没有更新而联系不上，可能耽误对孩子的照顾。
          - listitem: 协议效力：本协议在家长签名后生效，到本学期课后服务结束为止。学校修改协议时，会请家长重新阅读并签署。
        - paragraph: 林晓 已于 9月9日 10:30 签署
        - button "查看已签的协议"
        - alert
        - alert
      - status
    `);
  });

  test('what waits for the network, and what can be done', async ({ phone, school }) => {
    const scene = sceneNamed('a submission that waits for the network');
    if (scene.trouble) phone.watch.expectTrouble(scene.trouble);
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - banner:
        - /children: deep-equal
        - link "返回"
        - text: 孟源言 三(1)班
      - main:
        - /children: deep-equal
        - heading "提交前，再看一眼" [level=1]
        - alert
        - list "一周安排":
          - listitem: 一
          - listitem:
            - text: 二
            - emphasis: 合唱团
          - listitem: 三
          - listitem: 四
          - listitem: 五
          - listitem: 六
        - list:
          - listitem:
            - text: 合唱团 周二 15:40–16:40 免费
            - button "移除 合唱团": 移除
          - listitem: 每学期合计 免费
      - region "已选内容":
        - /children: deep-equal
        - status: 孟源言 · 1 门 · 免费
        - button "马上再试"
      - status:
        - /children: deep-equal
        - text: 没有连上学校，孟源言的选课已存在手机上
        - paragraph: /^\\d+ 秒后自动再提交，不会重复$/
        - button "马上再试"
        - button "先不提交"
    `);
  });

  test('the question before withdrawing', async ({ phone, school }) => {
    const scene = sceneNamed('the question before withdrawing');
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - banner:
        - /children: deep-equal
        - link "返回"
        - text: 孟源言 三(1)班
      - main:
        - /children: deep-equal
        - heading "回执" [level=1]
        - paragraph: 海棠路小学 · 三(1)班 孟源言
        - paragraph: 学校已收到，回执号
        - paragraph: /^HT-[0-9A-Z]{6}-[0-9A-Z]$/
        - paragraph: 9月9日 10:30 收到 · 9月10日 20:00 前可修改
        - separator
        - list "一周安排":
          - listitem:
            - text: 一
            - emphasis: 羽毛球
            - text: 17:40
          - listitem:
            - text: 二
            - emphasis: 合唱团
            - text: 17:40
          - listitem:
            - text: 三
            - emphasis: 羽毛球
          - listitem:
            - text: 四
            - emphasis: 中国象棋
          - listitem:
            - text: 五
            - emphasis: 小足球
          - listitem: 六
        - list:
          - listitem: 羽毛球 周一 15:30–17:00、周三 15:30–17:00 ¥480.00
          - listitem: 合唱团 周二 15:40–16:40 免费
          - listitem: 中国象棋 周四 15:40–16:40 免费
          - listitem: 小足球 周五 15:40–16:40 免费
          - listitem: 基本托管 2 天 周一 17:40、周二 17:40 免费
        - paragraph: 每学期合计 ¥480.00
        - separator
        - heading "接下来" [level=2]
        - list:
          - listitem: 已提交选课
          - listitem: 9月10日 20:00 选课截止，之前可随时修改
          - listitem: 按课表上课，请按时来接孩子
          - listitem: 费用由学校在开课后统一收取
        - link "修改选课"
        - region "要全部退出吗？":
          - heading "要全部退出吗？" [level=2]
          - paragraph: 课程名额会让给别的孩子，托管也会取消。
          - alert
          - button "不退了"
          - button "确认退出"
      - status
    `);
  });

  test('the receipt of a withdrawal', async ({ phone, school }) => {
    const scene = sceneNamed('the receipt after withdrawing');
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - banner:
        - /children: deep-equal
        - link "返回"
        - text: 孟源言 三(1)班
      - main:
        - /children: deep-equal
        - heading "回执" [level=1]
        - paragraph: 海棠路小学 · 三(1)班 孟源言
        - paragraph: 已退出，回执号
        - paragraph: /^HT-[0-9A-Z]{6}-[0-9A-Z]$/
        - paragraph: 9月9日 10:30 收到 · 9月10日 20:00 前可重新选课
        - link "回到一周"
      - status
    `);
  });
});
