#!/usr/bin/env node
// Stands in for a browser where a suite's checks need none: it answers the questions by which buildoff sees that a browser
// starts, and does not start for anybody else, so that a trial takes no time for measuring its page.
import { createReadStream, writeSync } from "node:fs";

if (!process.argv.some((argument) => argument.includes("buildoff-browser-"))) process.exit(1);
const ANSWERS = {
  "Browser.getVersion": { product: "NoBrowser/1.0.0" },
  "Target.createTarget": { targetId: "target" },
  "Target.attachToTarget": { sessionId: "session" },
};
let rest = "";
for await (const chunk of createReadStream("", { fd: 3, encoding: "utf8" })) {
  const messages = `${rest}${chunk}`.split("\0");
  rest = messages.pop();
  for (const message of messages) {
    const { id, method, sessionId } = JSON.parse(message);
    writeSync(4, `${JSON.stringify({ id, sessionId, result: ANSWERS[method] ?? {} })}\0`);
  }
}
