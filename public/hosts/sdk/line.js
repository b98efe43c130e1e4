// LINE's own package, self-hosted: bundled when the site is published.
export { default } from "@line/liff";
