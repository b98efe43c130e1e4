// DingTalk's own package, self-hosted: bundled when the site is published.
import "dingtalk-jsapi/entry/mobile";

export { default as close } from "dingtalk-jsapi/api/biz/navigation/close";
export { default as setTitle } from "dingtalk-jsapi/api/biz/navigation/setTitle";
export { default as share } from "dingtalk-jsapi/api/biz/util/share";
export { default as requestAuthCode } from "dingtalk-jsapi/api/union/requestAuthCode";
