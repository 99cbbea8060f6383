/**
 * Runs in an app of a battle: everything that it could try against the other app, the page and the vote. What an attempt brings back is
 * written into the app's own page; `null` is nothing. Self-contained, since its text is what is sent.
 */
async function attempt(): Promise<void> {
  const site = location.ancestorOrigins[location.ancestorOrigins.length - 1]!;
  const api = `${site}/api/battle`;
  const vote = { method: "POST", body: "{}", credentials: "include" } as const;
  const silence = new Promise<null>((resolve) => setTimeout(resolve, 1_500, null));
  const heard: unknown[] = [];
  addEventListener("message", ({ data }) => heard.push(data));
  /** Whether the first of two events comes before the second one. */
  const whether = (target: EventTarget, good: string, bad: string): Promise<string | null> =>
    new Promise((resolve) => {
      target.addEventListener(good, () => resolve(good));
      target.addEventListener(bad, () => resolve(null));
    });
  const othersBelow = (frame: Window): Window[] =>
    Array.from({ length: frame.length }, (_, place) => frame[place]!).filter(
      (one) => one !== window && one !== window.parent,
    );
  const read = (frame: Window): string => frame.document.body.innerText;
  const attempts: Record<string, () => unknown> = {
    "the page's document": () => parent.document.body.innerText,
    "the top page's document": () => top!.document.title,
    "the page's address": () => top!.location.href,
    "the page's storage": () => top!.localStorage.length,
    "the page's own variables": () => Object.keys((top as unknown as { React?: object }).React ?? null!),
    "the other app's document": () => othersBelow(top!).map(read)[0],
    "a frame inside the other app": () => [0, 1].flatMap((place) => othersBelow(top![place]!)).map(read)[0],
    "the site's cookies": () => document.cookie || null,
    "what was stored here": () => Object.keys(localStorage).find((key) => key.includes("buildoff")) ?? null,
    "a database": () => whether(indexedDB.open("shared"), "success", "error"),
    "where it was opened from": () => document.referrer || null,
    // Where an app is nothing but files, what plays it answers these; whether the site was asked, the test sees.
    "the api, by fetch": async () => ((await fetch(api, vote)).ok ? "answered" : null),
    "the api, without its answer": async () => {
      await fetch(api, { ...vote, mode: "no-cors" });
      return null;
    },
    "the api, by a form": () => {
      const form = document.createElement("form");
      form.action = `${api}/x/vote`;
      form.method = "post";
      form.target = "_top";
      document.body.append(form);
      form.submit();
      return null;
    },
    "the api, by a beacon": () => {
      navigator.sendBeacon(api, "{}");
      return null;
    },
    "the api, by a picture": () => {
      const picture = new Image();
      picture.src = `${site}/assets/arena.css`;
      return whether(picture, "load", "error");
    },
    "the api, by a socket": () => whether(new WebSocket(site.replace("http", "ws")), "open", "error"),
    "the page, by sending it elsewhere": () => {
      top!.location.href = `${site}/?taken`;
      return null;
    },
    "a window of its own": () => (open(`${site}/`) === null ? null : "opened"),
    "a channel to the other app": () => {
      const channel = new BroadcastChannel("apps");
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
      setInterval(() => channel.postMessage("hello from the other app"), 50);
      return whether(channel, "message", "messageerror");
    },
    "a worker that both share": () => {
      const worker = new SharedWorker("data:text/javascript,onconnect=e=>e.ports[0].postMessage('shared')");
      worker.port.start();
      return whether(worker.port, "message", "messageerror");
    },
    "a service worker": async () => (await navigator.serviceWorker.register("worker.js")).scope,
    "a vote by message": () => {
      for (const target of [parent, top!])
        target.postMessage({ kind: "vote", overall: "first", buildoff: "vote" }, "*");
      return new Promise((resolve) => setTimeout(() => resolve(heard[0] ?? null), 500));
    },
    "the screen": async () => (await navigator.mediaDevices.getDisplayMedia()).id,
    "the clipboard": () => navigator.clipboard.readText(),
  };
  const got: Record<string, unknown> = {};
  await Promise.all(
    Object.entries(attempts).map(async ([name, work]) => {
      try {
        got[name] = (await Promise.race([work(), silence])) ?? null;
      } catch {
        got[name] = null;
      }
    }),
  );
  const report = document.createElement("pre");
  report.id = "report";
  report.textContent = JSON.stringify(got);
  document.body.append(report);
}

/** The attempts as the text of a script. */
export const ATTEMPTS = `(${attempt.toString()})();`;
