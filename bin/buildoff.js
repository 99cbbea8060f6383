#!/usr/bin/env node
// Kept free of modern syntax, so that an old Node reaches the message instead of a parse error.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    "buildoff needs Node.js 22.18 or newer; this is " +
      process.version +
      ". In a clone, `npm ci` brings one for npx.",
  );
  process.exitCode = 2;
} else {
  await import("../dist/cli.js");
}
