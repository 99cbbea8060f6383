import { proveTask } from "./prove-task.ts";

await proveTask("expense-dashboard");
