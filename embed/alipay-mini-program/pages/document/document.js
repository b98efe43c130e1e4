// Opens a file of the school's: a web-view itself downloads nothing.
const config = require("../../config.js");
const sentences = require("../../sentences.js");
const { isOurFile } = require("../../shell.js");

/** What Alipay has a viewer for. */
const VIEWED = { "application/pdf": "pdf" };

Page({
  data: { address: "", sentence: sentences.fetching },

  onLoad(options) {
    const url = decodeURIComponent(options.url || "");
    const type = decodeURIComponent(options.type || "");
    if (!isOurFile(config, url)) return this.say(sentences.unfetched);
    if (type === "text/html") return this.setData({ address: url });
    if (VIEWED[type]) return this.download(url, VIEWED[type]);
    this.handOver(url);
  },

  download(url, fileType) {
    my.downloadFile({
      url,
      success: ({ apFilePath }) => {
        my.openDocument({
          filePath: apFilePath,
          fileType,
          success: () => my.navigateBack(),
          fail: () => this.handOver(url),
        });
      },
      fail: () => this.say(sentences.unfetched),
    });
  },

  /** A calendar, say, opens in the phone's browser only; the address works for ten minutes. */
  handOver(url) {
    my.setClipboard({
      text: url,
      success: () => this.say(sentences.copied),
      fail: () => this.say(sentences.uncopied),
    });
  },

  say(sentence) {
    this.setData({ sentence });
  },
});
