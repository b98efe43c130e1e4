// What the home says; the same sentences as locales/zh-Hans, of which this screen needs these.

export const WEEKDAY = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const GRADE = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

export const classOf = ({ grade, number }) => `${GRADE[grade]}(${number})班`;
export const range = ({ start, end }) => `${start}–${end}`;
export const money = (fen) => (fen ? `¥${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}` : '免费');

export function moment(text) {
  const [, month, day, clock] = /-(\d+)-(\d+)T(\d+:\d+)/.exec(text);
  return `${Number(month)}月${Number(day)}日 ${clock}`;
}

export function span(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [days, hours, minutes] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  if (days) return hours ? `${days} 天 ${hours} 小时` : `${days} 天`;
  if (hours) return minutes ? `${hours} 小时 ${minutes} 分` : `${hours} 小时`;
  if (minutes >= 10) return `${minutes} 分钟`;
  return minutes ? `${minutes} 分 ${seconds % 60} 秒` : `${seconds} 秒`;
}

export function phaseWords({ name, at }, now) {
  const left = at && span(Date.parse(at) - now);
  if (name === 'before') return [`还有 ${left} 开放选课`, `${moment(at)} 开放 · 现在可以先挑好，到时一键提交`];
  if (name === 'open') return [`选课进行中，还有 ${left}`, `${moment(at)} 截止 · 截止前可随时修改`];
  if (name === 'ended') return ['本学期已结束', '请等候学校发布下学期的课程'];
  return [name === 'closed' ? '选课已截止' : '本学期课后服务进行中', `${moment(at)} 截止 · 托管仍可随时更改`];
}
