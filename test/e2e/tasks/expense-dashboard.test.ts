import { proveTask } from "./prove-task.ts";

await proveTask("starter", "expense-dashboard");
