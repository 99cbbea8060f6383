import { proveTask } from "./prove-task.ts";

await proveTask("services", "trip-planner");
