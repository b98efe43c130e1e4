// 学校只需改这里。What a school changes, and nothing else.
module.exports = {
  /** 学校的地址，须与公众平台登记的业务域名和服务器域名一致，末尾不带斜杠。 */
  school: "https://example.school",
  /** 平时是 "/"；试用时改成 "/selftest.html"，可以看到这部手机上哪些功能可用。 */
  page: "/",
  /** 分享卡片的标题。 */
  title: "课后服务选课",
};
