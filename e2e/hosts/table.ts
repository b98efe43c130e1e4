// What is true of each host: how it shows itself, what it is registered with, what its functions are called.

const ANDROID = 'Mozilla/5.0 (Linux; Android 12; M2102) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0 Mobile Safari/537.36';
const TICKET = 'ticket-0123456789abcdef';
export const INIT_DATA = 'query_id=AAH&user=%7B%22id%22%3A1%7D&auth_date=1700000000&hash=abc';

export interface HostRow {
  name: string;
  agent: string;
  /** What follows the address of the page. */
  address: string;
  settings: Record<string, unknown>;
  /** Globals that the app itself puts there; their values are names in `sdk`. */
  injected: Record<string, string>;
  /** A package of the vendor's, as the module that `hosts/sdk/` would be. */
  packaged?: string;
  credential: string;
  /** Signs in by the address alone, so it does in every mode. */
  byAddress?: true;
  /** Asks for a visit to the vendor's page, which is tried in a test of its own. */
  byVisit?: true;
  fontScale?: string;
  /** What is to be seen in `calls` for each; a host without one does as a page does. */
  calls: { title?: string; close?: string; share?: string; openFile?: string };
}

export const TABLE: HostRow[] = [
  {
    name: 'wechat-mini-program',
    agent: `${ANDROID} MicroMessenger/8.0.50 NetType/WIFI Language/zh_CN miniProgram/wx0123456789abcdef`,
    address: `#t=${TICKET}&fs=1.2`,
    settings: {},
    injected: {},
    packaged: 'export default window.sdk.wx;',
    credential: TICKET,
    byAddress: true,
    fontScale: '120%',
    calls: { close: 'navigateBack', share: 'postMessage', openFile: 'navigateTo' },
  },
  {
    name: 'wechat',
    agent: `${ANDROID} MicroMessenger/8.0.50 NetType/WIFI Language/zh_CN`,
    address: '',
    settings: { app_id: 'wx0123456789abcdef' },
    injected: {},
    packaged: 'export default window.sdk.wx;',
    credential: '',
    byVisit: true,
    calls: { close: 'closeWindow', share: 'updateAppMessageShareData' },
  },
  {
    name: 'wecom',
    agent: `${ANDROID} wxwork/4.1.20 MicroMessenger/7.0.1 NetType/WIFI Language/zh`,
    address: '',
    settings: { corp_id: 'ww0123456789abcdef', agent_id: '1000002' },
    injected: {},
    packaged: 'export const { register, closeWindow, onMenuShareAppMessage, previewFile } = window.sdk.wecom;',
    credential: '',
    byVisit: true,
    calls: { close: 'closeWindow', share: 'onMenuShareAppMessage' },
  },
  {
    name: 'dingtalk',
    agent: `${ANDROID} AliApp(DingTalk/7.0.50) com.alibaba.android.rimet/0 Channel/212200`,
    address: '',
    settings: { corp_id: 'ding0123', client_id: 'dingabcd' },
    injected: {},
    packaged: 'export const { requestAuthCode, setTitle, close, share } = window.sdk.dingtalk;',
    credential: 'dingtalk-code',
    calls: { title: 'setTitle', close: 'close', share: 'share' },
  },
  {
    name: 'feishu',
    agent: `${ANDROID} Lark/7.20.0 LarkLocale/zh_CN Feishu`,
    address: '',
    settings: { app_id: 'cli_0123' },
    injected: { h5sdk: 'h5sdk', tt: 'tt' },
    credential: 'feishu-code',
    calls: { title: 'setTitle', close: 'close', share: 'share' },
  },
  {
    name: 'alipay',
    agent: `${ANDROID} NebulaSDK/1.8 AliApp(AP/10.2.15.9008) AlipayClient/10.2.15 Language/zh-Hans MiniProgram`,
    address: `#t=${TICKET}&fs=1.4`,
    settings: {},
    injected: { my: 'my' },
    credential: TICKET,
    byAddress: true,
    fontScale: '140%',
    calls: { close: 'navigateBack', share: 'postMessage', openFile: 'navigateTo' },
  },
  {
    name: 'zhejiang',
    agent: `${ANDROID} dtdreamweb`,
    address: '',
    settings: { app_key: 'key', api: 'mgop.school.afterbell.relay', files: 'https://files.school.test/' },
    injected: { ZWJSBridge: 'ZWJSBridge', mgop: 'mgop' },
    credential: 'zhejiang-ticket',
    fontScale: '130%',
    calls: { title: 'setTitle', close: 'ZWJSBridge.close', openFile: 'openLink' },
  },
  {
    name: 'telegram',
    agent: ANDROID,
    address: `#tgWebAppData=${encodeURIComponent(INIT_DATA)}&tgWebAppVersion=8.0&tgWebAppThemeParams=%7B%22bg_color%22%3A%22%2317212b%22%7D`,
    settings: {},
    injected: { TelegramWebviewProxy: 'proxy' },
    credential: INIT_DATA,
    byAddress: true,
    calls: { close: 'web_app_close', share: 'web_app_open_tg_link', openFile: 'web_app_open_link' },
  },
  {
    name: 'line',
    agent: `${ANDROID} Line/14.5.0 LIFF`,
    address: '',
    settings: { liff_id: '1234-abcd' },
    injected: {},
    packaged: 'export default window.sdk.liff;',
    credential: 'line.id.token',
    calls: { close: 'closeWindow', share: 'shareTargetPicker', openFile: 'openWindow' },
  },
];
