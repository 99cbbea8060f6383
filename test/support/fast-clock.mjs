/*
 * Preloaded into a harness: its clock goes forward by BUILDOFF_TEST_STEP_MS with each request to a model, so that many hours pass in
 * minutes. Timers stay as they are.
 */
import { subscribe } from "node:diagnostics_channel";

const step = Number(process.env.BUILDOFF_TEST_STEP_MS);
const RealDate = Date;
const realNow = Date.now;
let ahead = 0;
subscribe("undici:request:create", () => {
  ahead += step;
});

const now = () => realNow() + ahead;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [now()] : given));
  }
  static now() {
    return now();
  }
};
