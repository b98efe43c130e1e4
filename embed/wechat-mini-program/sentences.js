// 小程序自己说的话；课程页面的话在网页里。What these pages say themselves, in one place.
module.exports = {
  opening: "正在打开……",
  offline: "没有打开，请检查网络后再试一次",
  again: "再试一次",
  fetching: "正在取文件……",
  unfetched: "文件没有取到，请返回后再点一次",
  copied: "地址已复制。请打开手机浏览器，粘贴到地址栏",
  uncopied: "这个文件要在手机浏览器里打开，请返回后再点一次",
};
