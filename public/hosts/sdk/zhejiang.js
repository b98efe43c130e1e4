// The JSON gateway of 浙里办, self-hosted: bundled when the site is published.
export { mgop } from "@aligov/jssdk-mgop";
