import { proveTask } from "./prove-task.ts";

await proveTask("starter", "urdu-storefront");
