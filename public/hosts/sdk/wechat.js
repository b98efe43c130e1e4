// WeChat's JS-SDK, self-hosted: bundled when the site is published.
export { default } from "weixin-js-sdk";
