// Starts the parent's app.
import init from "./app.js";
import { begin } from "./starting.js";

begin(init);

// The first Chinese letter of each sound, in the order of the sounds: who sorts before the next one
// begins with this one. Sorting is what browsers know of how Chinese is read.
const FIRST_OF_EACH_SOUND = "哎八擦搭讹发嘎哈讥喀垃妈拿哦趴七然撒他挖夕丫匝";
const SOUNDS = "abcdefghjklmnopqrstwxyz";
let order;
const known = new Map();

function initial(letter) {
  if (!/[\u3400-\u9fff]/.test(letter)) return letter.toLowerCase();
  order = order || new Intl.Collator("zh-Hans-u-co-pinyin");
  let [from, to] = [0, SOUNDS.length - 1];
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if (order.compare(letter, FIRST_OF_EACH_SOUND[middle]) < 0) to = middle - 1;
    else from = middle;
  }
  return SOUNDS[from];
}

// src/initials.rs asks at every key, so what was asked before is remembered.
window.afterbellInitials = (text) => {
  if (!known.has(text)) known.set(text, [...text].map(initial).join(""));
  return known.get(text);
};
