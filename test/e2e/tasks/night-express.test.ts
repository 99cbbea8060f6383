import { proveTask } from "./prove-task.ts";

await proveTask("starter", "night-express");
