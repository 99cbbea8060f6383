import { appendFileSync } from "node:fs";
import { registerHooks } from "node:module";

/* Preloaded with --import: writes the address of each module that the process loads into the file that the variable names. */
const log = process.env["BUILDOFF_LOAD_LOG"];
registerHooks({
  load: (url, context, next) => {
    appendFileSync(log, `${url}\n`);
    return next(url, context);
  },
});
