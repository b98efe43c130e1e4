// WeCom's own package, self-hosted: bundled when the site is published.
export { closeWindow, onMenuShareAppMessage, previewFile, register } from "@wecom/jssdk";
