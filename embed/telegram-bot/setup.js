// Gives a bot the button that opens the school's page. Everything happens between this page and Telegram.
"use strict";

const API = "https://api.telegram.org/bot";
const LONGEST_WAIT_MILLISECONDS = 15000;
const TOKEN = /^\d{6,12}:[\w-]{30,64}$/;

const say = {
  token: "令牌不完整，请从 @BotFather 的消息里整行复制",
  school: "请填以 https:// 开头的地址",
  asking: "正在设置……",
  unauthorized: "Telegram 不认这个令牌，请核对后再试",
  offline: "没有连上 Telegram，请检查网络后再试一次",
  refused: "Telegram 没有接受，原因是：",
  done: "已设置好：",
};

const field = (id) => document.getElementById(id);

function complain(id, problem) {
  field(id + "-problem").textContent = problem;
  field(id).setAttribute("aria-invalid", String(Boolean(problem)));
  return !problem;
}

/** The page inside Telegram, or `null`. Telegram opens https only. */
function menuAddress(text) {
  try {
    const url = new URL(text.trim());
    if (url.protocol !== "https:") return null;
    url.search = "?in=telegram";
    url.hash = "";
    return url.href;
  } catch {
    return null;
  }
}

class Refusal extends Error {}

async function ask(token, method, body) {
  const gaveUp = new AbortController();
  const late = setTimeout(() => gaveUp.abort(), LONGEST_WAIT_MILLISECONDS);
  let answer;
  try {
    const response = await fetch(API + token + "/" + method, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: gaveUp.signal,
    });
    answer = await response.json();
  } catch {
    // The address holds the token, so nothing of what went wrong is shown.
    throw new Refusal(say.offline);
  } finally {
    clearTimeout(late);
  }
  if (answer && answer.ok) return answer.result;
  const code = answer && answer.error_code;
  if (code === 401 || code === 404) throw new Refusal(say.unauthorized);
  throw new Refusal(say.refused + String((answer && answer.description) || code || "?").slice(0, 200));
}

async function setUp(event) {
  event.preventDefault();
  const token = field("token").value.trim();
  const url = menuAddress(field("school").value);
  const areRight = [complain("token", TOKEN.test(token) ? "" : say.token), complain("school", url ? "" : say.school)];
  field("next").hidden = true;
  field("outcome").textContent = "";
  if (areRight.includes(false)) return field(areRight[0] ? "school" : "token").focus();
  const button = event.target.querySelector("button");
  button.disabled = true;
  field("outcome").textContent = say.asking;
  try {
    const bot = await ask(token, "getMe", {});
    const text = field("label").value.trim() || field("label").defaultValue;
    await ask(token, "setChatMenuButton", { menu_button: { type: "web_app", text, web_app: { url } } });
    field("outcome").textContent = say.done + "@" + bot.username;
    field("bot").textContent = "@" + bot.username;
    field("next").hidden = false;
    field("token").value = "";
  } catch (problem) {
    field("outcome").textContent = problem instanceof Refusal ? problem.message : say.offline;
  } finally {
    button.disabled = false;
  }
}

field("setup").addEventListener("submit", setUp);
