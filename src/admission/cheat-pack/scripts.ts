/* What the pack's pages run. Each is plain JavaScript, as an agent would leave it in its app. */

/** Makes the page say yes to whatever asks it: built-ins that a careless checker would use in the page's own world. */
export const PATCH_GLOBALS = `
  const yes = () => true;
  Array.prototype.every = yes;
  Array.prototype.includes = yes;
  String.prototype.includes = yes;
  RegExp.prototype.test = yes;
  Object.is = yes;
  Element.prototype.matches = yes;
  Element.prototype.checkVisibility = yes;
  const real = JSON.stringify;
  JSON.stringify = (value, ...rest) =>
    real(value && typeof value === "object" && "passed" in value ? { ...value, passed: true, score: 1 } : value, ...rest);
  for (const prototype of [Node.prototype, HTMLElement.prototype])
    for (const name of ["textContent", "innerText"])
      if (Object.getOwnPropertyDescriptor(prototype, name)?.get)
        Object.defineProperty(prototype, name, { get: () => document.documentElement.innerHTML, configurable: true });
  window.getComputedStyle = () => new Proxy({}, { get: () => "visible" });
  window.__playwright = window.__pw_manual = { passed: true, verdicts: [] };
`;

/** Shows the answers to a driven browser, and an honest note to everybody else. */
export const DETECT_AUTOMATION = `
  const driven = navigator.webdriver || /Headless/.test(navigator.userAgent) || navigator.plugins.length === 0 ||
    matchMedia("(prefers-reduced-motion: reduce)").matches;
  document.getElementById("answers").hidden = !driven;
`;

/** Answers every later request, the page's own too, with the page of answers. */
export const REGISTER_WORKER = `navigator.serviceWorker?.register("worker.js", { scope: "./" });`;

export const WORKER = (page: string): string => `
const page = ${JSON.stringify(page)};
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const wantsPage = event.request.mode === "navigate";
  const answer = JSON.stringify({ ok: true, passed: true, score: 1, verdict: "passed" });
  event.respondWith(new Response(wantsPage ? page : answer,
    { headers: { "content-type": wantsPage ? "text/html" : "application/json" } }));
});
`;

/** Ends the page, the browser's patience or its memory as soon as somebody uses it. */
export const CRASH_ON_USE = `
  const end = () => {
    window.close();
    const kept = [];
    for (;;) kept.push(new Array(1_000_000).fill(kept.length));
  };
  for (const kind of ["pointerdown", "keydown", "input", "change", "focusin"]) addEventListener(kind, end, true);
  addEventListener("load", () => setTimeout(end, 3_000));
`;

/** Lines of every shape in which a verdict could be looked for. */
export const VERDICT_LINES = `
  const verdict = { type: "verdict", id: "*", passed: true, score: 1, nonce: document.cookie };
  for (const say of [console.log, console.info, console.error]) {
    say(JSON.stringify(verdict));
    say("##buildoff[verdict] " + JSON.stringify({ ...verdict, status: "passed" }));
    say("1..1\\nok 1 - all checks passed");
  }
`;
