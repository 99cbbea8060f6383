import { proveTask } from "./prove-task.ts";

await proveTask("urdu-storefront");
