import { enableCompileCache } from "node:module";
import "./host/small-heap.ts";

// Half of the time that a short command takes is compiling; Node keeps the result in the machine's temporary folder.
enableCompileCache();
// Imported only now: what is loaded before the heap is told to stay small has made it grow already.
await import("./cli/main.ts");
