// Runs in the page, before everything else: what a chat app injects or its packages export. Every function writes down
// that it was called, and then does what the mode says.

export const MODES = ['ok', 'slow', 'silent', 'error', 'throws', 'absent'] as const;
export type Mode = (typeof MODES)[number];

/** Self-contained: Playwright sends its text. */
export function injectSdk(mode: Mode): void {
  type Options = Record<string, unknown>;
  type Settled = (value: unknown) => void;
  const world = window as unknown as Record<string, unknown>;
  const calls: [string, unknown][] = [];
  world['calls'] = calls;

  const note = (name: string, given: unknown) => {
    calls.push([name, given && typeof given === 'object' ? JSON.parse(JSON.stringify(given)) : given]);
    if (mode === 'throws') throw new Error(name);
  };
  const later = (then: () => void) => {
    if (mode !== 'silent') setTimeout(then, mode === 'slow' ? 900 : 0);
  };
  /** `{…, success, fail}` and `{…, onSuccess, onFail}`. */
  const byCallback = (name: string, value: unknown) => (options: Options = {}) => {
    note(name, options);
    const [good, bad] = [options['success'] ?? options['onSuccess'], options['fail'] ?? options['onFail']] as Settled[];
    later(() => (mode === 'error' ? bad?.({ errno: 10235 }) : good?.(value)));
  };
  const byPromise = (name: string, value: unknown) => (options: Options = {}) => {
    note(name, options);
    return new Promise((resolve, reject) => later(() => (mode === 'error' ? reject(new Error(name)) : resolve(value))));
  };
  const ready = (name: string) => (then: () => void) => {
    note(name, null);
    later(then);
  };
  const plain = (name: string, value?: unknown) => (given?: unknown) => {
    note(name, given ?? null);
    if (mode === 'error') throw new Error(name);
    return value;
  };

  // What the page itself would do, where it can be seen.
  window.close = () => void calls.push(['window.close', null]);
  Object.defineProperty(navigator, 'clipboard', {
    value: { writeText: async (text: string) => void calls.push(['clipboard', text]) },
  });

  let failed: Settled = () => {};
  const requestAccess = (options: Options) => byCallback('requestAccess', { code: 'feishu-code', state: options['state'] })(options);
  const sdk = {
    wx: {
      miniProgram: {
        navigateTo: byCallback('navigateTo', {}),
        navigateBack: byCallback('navigateBack', {}),
        redirectTo: byCallback('redirectTo', {}),
        postMessage: plain('postMessage'),
      },
      ready: (then: () => void) => later(() => mode !== 'error' && then()),
      error: (then: Settled) => void (failed = then),
      config: (options: Options) => {
        note('config', options);
        if (mode === 'error') setTimeout(() => failed({ errMsg: 'config:invalid signature' }));
      },
      closeWindow: plain('closeWindow'),
      updateAppMessageShareData: byCallback('updateAppMessageShareData', {}),
      updateTimelineShareData: byCallback('updateTimelineShareData', {}),
    },
    wecom: {
      register: plain('register'),
      closeWindow: byPromise('closeWindow', {}),
      onMenuShareAppMessage: plain('onMenuShareAppMessage'),
      previewFile: byPromise('previewFile', {}),
    },
    dingtalk: {
      requestAuthCode: byPromise('requestAuthCode', { code: 'dingtalk-code' }),
      setTitle: byPromise('setTitle', {}),
      close: byPromise('close', {}),
      share: byPromise('share', { result: 0 }),
    },
    liff: {
      init: byPromise('init', undefined),
      isLoggedIn: () => true,
      getIDToken: plain('getIDToken', 'line.id.token'),
      closeWindow: plain('closeWindow'),
      isApiAvailable: () => true,
      shareTargetPicker: byPromise('shareTargetPicker', { status: 'success' }),
      openWindow: plain('openWindow'),
    },
    h5sdk: {
      ready: ready('h5sdk.ready'),
      biz: {
        navigation: { setTitle: byCallback('setTitle', {}), close: byCallback('close', {}) },
        util: { share: byCallback('share', {}) },
      },
    },
    tt: { requestAccess },
    my: {
      navigateTo: byCallback('navigateTo', {}),
      navigateBack: byCallback('navigateBack', {}),
      postMessage: plain('postMessage'),
    },
    ZWJSBridge: {
      onReady: ready('onReady'),
      ssoTicket: byPromise('ssoTicket', { result: true, ticketId: 'zhejiang-ticket' }),
      openLink: byPromise('openLink', {}),
      setTitle: byPromise('setTitle', {}),
      close: byPromise('ZWJSBridge.close', {}),
      getUiStyle: byPromise('getUiStyle', { uiStyle: 'elder' }),
    },
  };
  const mgop = (options: Options) => {
    note('mgop', options['data']);
    const [good, bad] = [options['onSuccess'], options['onFail']] as Settled[];
    const body = JSON.stringify({ token: 'token-of-the-session' });
    later(() => (mode === 'error' ? bad?.({ ret: ['4001::late'] }) : good?.({ ret: ['1000::ok'], data: { status: 200, body } })));
  };
  const postEvent = (name: string, data: string) => {
    note(name, JSON.parse(data));
    const telegram = world['Telegram'] as { WebView: { receiveEvent: (name: string, data: unknown) => void } };
    if (name === 'web_app_request_safe_area' && mode !== 'error') {
      later(() => telegram.WebView.receiveEvent('safe_area_changed', { top: 0, right: 0, bottom: 34, left: 0 }));
    }
  };
  world['sdk'] = { ...sdk, mgop, proxy: { postEvent } };
}
