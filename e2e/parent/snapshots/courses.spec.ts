import { sceneNamed } from '../../fixtures/scenes.ts';
import { expect, test } from '../../fixtures/test.ts';

test.describe('a screen reader finds, among the courses,', () => {
  test('what can be taken at a time, and why the rest cannot', async ({ phone, school }) => {
    const scene = sceneNamed('the courses of a slot');
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - status
      - dialog "周二 15:30–17:00":
        - /children: deep-equal
        - heading "周二 15:30–17:00" [level=2]
        - button "关闭"
        - status: 孟源言可选 1 门；另有 6 门不能直接选，附原因
        - list:
          - listitem:
            - heading "篮球" [level=3]:
              - link "篮球"
            - text: 30 余 / 30
            - paragraph: 丁博知 · 乒乓球室 · 三至六年级
            - paragraph: 与已选的“拉丁舞”（周二 15:30–17:00）时间冲突
            - text: 免费
            - button "换成这门课 篮球": 换成这门课
          - listitem:
            - heading "武术操" [level=3]:
              - link "武术操"
            - text: 40 余 / 40
            - paragraph: 林欣乐 · 风雨操场 · 一至四年级
            - paragraph: 与已选的“拉丁舞”（周二 15:30–17:00）时间冲突
            - text: 免费
            - button "换成这门课 武术操": 换成这门课
          - listitem:
            - heading "拉丁舞" [level=3]:
              - link "拉丁舞"
            - text: 40 余 / 40
            - paragraph: 付泽静 · 美术室 · 一至六年级
            - text: ¥600.00 / 学期
            - button "已选 ✓ 拉丁舞" [pressed]: 已选 ✓
          - listitem:
            - heading "趣味科学实验" [level=3]:
              - link "趣味科学实验"
            - text: 20 余 / 20
            - paragraph: 石若泽、余宇景 · 计算机房 · 二至四年级
            - paragraph: 与已选的“拉丁舞”（周二 15:30–17:00）时间冲突
            - text: 免费
            - button "换成这门课 趣味科学实验": 换成这门课
          - listitem:
            - heading "编织" [level=3]:
              - link "编织"
            - text: 36 余 / 36
            - paragraph: 范静 · 种植园 · 三至六年级
            - paragraph: 与已选的“拉丁舞”（周二 15:30–17:00）时间冲突
            - text: 免费
            - button "换成这门课 编织": 换成这门课
          - listitem:
            - heading "影视欣赏" [level=3]:
              - link "影视欣赏"
            - text: 40 余 / 40
            - paragraph: 卢佳书 · 阶梯教室 · 一至六年级
            - paragraph: 与已选的“拉丁舞”（周二 15:30–17:00）时间冲突
            - text: 免费
            - button "换成这门课 影视欣赏": 换成这门课
          - listitem:
            - heading "儿童画" [level=3]:
              - link "儿童画"
            - text: 30 余 / 30
            - paragraph: 李文 · 陶艺室 · 一、二年级
            - paragraph: 限一、二年级，孩子现在是三年级
    `);
  });

  test('the pick-up times, which one is chosen and what is wrong with it', async ({ phone, school }) => {
    const scene = sceneNamed('the care of a day');
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - status
      - dialog "周一托管":
        - /children: deep-equal
        - heading "周一托管" [level=2]
        - button "关闭"
        - paragraph: 基本托管不限人数，选了就有。请选接孩子的时间。
        - group "周一托管":
          - text: 周一托管
          - radio "不托管"
          - text: 不托管
          - radio "16:40 接 早于 17:00 下课" [checked]
          - text: 16:40 接 早于 17:00 下课
          - radio "17:00 接"
          - text: 17:00 接
          - radio "17:40 接"
          - text: 17:40 接
          - radio "18:30 接"
          - text: 18:30 接
        - button "其余几天也这样"
        - heading "这段时间做什么" [level=3]
        - list:
          - listitem: 基本托管（作业辅导）（15:30–17:40，免费） 完成作业、个别辅导、自主阅读
          - listitem: 体育活动（15:30–16:30，免费） 大课间、体育游戏
          - listitem: 延时托管（17:40–18:30，免费） 有特殊需要的学生
    `);
  });

  test('the search, the filters, what they hide and the courses', async ({ phone, school }) => {
    const scene = sceneNamed('all courses');
    await scene.go(phone, school);
    await phone.courses.filter('体育').click();
    await phone.courses.search.fill('围棋');
    await expect(phone.courses.offers).toHaveCount(2);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - banner:
        - /children: deep-equal
        - link "返回"
        - text: 孟源言 三(1)班
      - main:
        - /children: deep-equal
        - heading "全部课程" [level=1]
        - searchbox "课程、老师、类别或拼音首字母": 围棋
        - group "类别":
          - button "只看可选"
          - button "德育"
          - button "艺术"
          - button "体育"
          - button "科技"
          - button "阅读"
          - button "劳动"
        - group "星期":
          - button "周一"
          - button "周二"
          - button "周三"
          - button "周四"
          - button "周五"
          - button "周六"
        - status:
          - text: 2 门，其中孟源言可选 0 门 筛掉了 50 门
          - button "显示全部"
        - list:
          - listitem:
            - heading "围棋启蒙" [level=2]:
              - link "围棋启蒙"
            - text: 30 余 / 30
            - paragraph: 周一 16:40–17:40 袁行源 · 体育馆 · 一、二年级
            - paragraph: 限一、二年级，孩子现在是三年级
          - listitem:
            - heading "围棋提高" [level=2]:
              - link "围棋提高"
            - text: 32 余 / 32
            - paragraph: 周一 15:40–16:40 孟诗欣 · 棋类教室 · 三至六年级
            - paragraph: 与已选的“羽毛球”（周一 15:30–17:00）时间冲突 需先通过老师面试，请联系任课老师
      - region "已选内容":
        - /children: deep-equal
        - status: 1 门 · ¥480.00 不托管 · 有改动未提交
        - link "去确认"
      - status
    `);
  });

  test('a way back when nothing is found', async ({ phone, school }) => {
    const scene = sceneNamed('no course found');
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - banner:
        - /children: deep-equal
        - link "返回"
        - text: 孟源言 三(1)班
      - main:
        - /children: deep-equal
        - heading "全部课程" [level=1]
        - searchbox "课程、老师、类别或拼音首字母": 没有这门课
        - group "类别":
          - button "只看可选"
          - button "德育"
          - button "艺术"
          - button "体育"
          - button "科技"
          - button "阅读"
          - button "劳动"
        - group "星期":
          - button "周一"
          - button "周二"
          - button "周三"
          - button "周四"
          - button "周五"
          - button "周六"
        - status:
          - text: 0 门，其中孟源言可选 0 门 筛掉了 52 门
          - button "显示全部"
        - paragraph: 没有符合条件的课程
      - region "已选内容":
        - /children: deep-equal
        - status: 还没有选 不托管
        - link "去确认"
      - status
    `);
  });

  test('a course, the choice and its facts', async ({ phone, school }) => {
    const scene = sceneNamed('a course the child can take');
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - banner:
        - /children: deep-equal
        - link "返回"
        - text: 孟源言 三(1)班
      - main:
        - /children: deep-equal
        - paragraph: 体育
        - heading "羽毛球" [level=1]
        - button "选这门课 羽毛球": 选这门课
        - term: 时间
        - definition: 周一 15:30–17:00 体育馆 周三 15:30–17:00 体育馆
        - term: 老师
        - definition: 曹乐佳
        - term: 年级
        - definition: 三至六年级
        - term: 名额
        - definition: 共 16 个，还余 16 个
        - term: 费用
        - definition: ¥480.00 / 学期
        - term: 教师来源
        - definition: 校外（创想科技中心）
        - term: 开班人数
        - definition: 满 10 人开班
        - term: 备注
        - definition: 雨天改在室内
      - region "已选内容":
        - /children: deep-equal
        - status: 还没有选 不托管
        - link "去确认"
      - status
    `);
  });

  test('a course and why not, before its facts', async ({ phone, school }) => {
    const scene = sceneNamed('a course the child cannot take');
    await scene.go(phone, school);
    await expect(phone.page.locator('body')).toMatchAriaSnapshot(`
      - banner:
        - /children: deep-equal
        - link "返回"
        - text: 孟源言 三(1)班
      - main:
        - /children: deep-equal
        - paragraph: 体育
        - heading "围棋提高" [level=1]
        - heading "孟源言（三(1)班）现在不能选" [level=2]
        - paragraph: 需先通过老师面试，请联系任课老师
        - term: 时间
        - definition: 周一 15:40–16:40 棋类教室
        - term: 老师
        - definition: 孟诗欣
        - term: 年级
        - definition: 三至六年级
        - term: 名额
        - definition: 共 32 个，还余 32 个
        - term: 费用
        - definition: ¥520.00 / 学期
        - term: 教师来源
        - definition: 校外（创想科技中心）
        - term: 开班人数
        - definition: 满 12 人开班
        - term: 备注
        - definition: 需面试，由教师选拔
      - region "已选内容":
        - /children: deep-equal
        - status: 还没有选 不托管
        - link "去确认"
      - status
    `);
  });
});
