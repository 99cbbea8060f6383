import { enableCompileCache } from "node:module";

/** Commands whose process works for hours. */
const LONG_COMMANDS = new Set(["run", "resume", "rescore", "attach"]);

// Half of the time that a short command takes is compiling; Node keeps the result in the machine's temporary folder.
enableCompileCache();
// Imported only now: what is loaded before the heap is told to stay small has made it grow already.
if (LONG_COMMANDS.has(process.argv[2] ?? "")) await import("./host/small-heap.ts");
await import("./cli/main.ts");
