/*
 * `location` can be neither replaced nor watched, and in the app's frame it names no page. So where a script says `location`, it
 * gets `buildoffLocation` (shims/app-location.ts). This is a matter of words, not of understanding: it knows the usual ways to write it.
 */

const GLOBAL = String.raw`(?<![\w$.])(?:window|document|self|globalThis)\s*\.\s*location(?![\w$])`;
const SET_GLOBAL = new RegExp(String.raw`${GLOBAL}\s*=(?![=>])`, "g");
const USE_GLOBAL = new RegExp(GLOBAL, "g");
const MEMBERS = "href|search|pathname|origin|host|hostname|port|protocol|assign|replace|toString";
const USE_BARE = new RegExp(String.raw`(?<![\w$.])location(?=\s*\??\.\s*(?:${MEMBERS})\b)`, "g");
const SET_BARE = /(?<=^|[;{}\n]\s*)location\s*=(?![=>])/g;
/** A router's `const { pathname, search, hash } = window.location`, made small. */
const TAKE_APART = /(\{[^{}]*\bpathname\b[^{}]*\}\s*=\s*)([\w$]+)\.location(?![\w$.])/g;
const IS_OWN_NAME =
  /\b(?:const|let|var|function|class|import)\s+location\b|[{(,]\s*location\s*(?:[,)}]|=[^=])/;

export function rewriteLocation(script: string): string {
  if (!script.includes("location")) return script;
  const text = script
    .replaceAll(SET_GLOBAL, "buildoffLocation.href=")
    .replaceAll(USE_GLOBAL, "buildoffLocation")
    .replaceAll(TAKE_APART, "$1buildoffLocationOf($2)");
  if (IS_OWN_NAME.test(text)) return text;
  return text.replaceAll(USE_BARE, "buildoffLocation").replaceAll(SET_BARE, "buildoffLocation.href=");
}
