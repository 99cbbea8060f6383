/*
 * Asks a model over and over and prints what it took, as JSON. Runs on the host and, the same, in a container: plain JavaScript in
 * one file. Usage: client.mjs <base URL> <key> <whole | paced | burst> <requests> <at a time>
 */
const [baseUrl, key, mode, requests, parallel] = process.argv.slice(-5);
/** 20 kB, as the messages of a session of some turns are. */
const PROMPT = "Build an expense dashboard. ".repeat(700);

async function call(text) {
  const startedAt = performance.now();
  const response = await fetch(`${baseUrl}/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({
      model: "gpt-4o-mini",
      messages: [{ role: "user", content: text }],
      stream: mode !== "whole",
    }),
  });
  let firstByteMs = null;
  let bytes = 0;
  for await (const chunk of response.body) {
    firstByteMs ??= performance.now() - startedAt;
    bytes += chunk.length;
  }
  if (response.status !== 200 || bytes < 1_000) throw new Error(`${response.status}, ${bytes} bytes`);
  return { firstByteMs, totalMs: performance.now() - startedAt };
}

let left = Number(requests);
const calls = [];
const work = async () => {
  while (left-- > 0) calls.push(await call(`${mode} ${left} ${PROMPT}`));
};
const startedAt = performance.now();
await Promise.all(Array.from({ length: Number(parallel) }, work));
const seconds = (performance.now() - startedAt) / 1_000;
const median = (of) => calls.map(of).toSorted((a, b) => a - b)[calls.length >> 1];
console.log(
  JSON.stringify({
    firstByteMs: median((one) => one.firstByteMs),
    totalMs: median((one) => one.totalMs),
    perSecond: calls.length / seconds,
  }),
);
