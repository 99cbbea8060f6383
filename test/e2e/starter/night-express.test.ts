import { proveTask } from "./prove-task.ts";

await proveTask("night-express");
