import { forbidden } from "./problems.js";

/** Owner and mechanics do everything around a job; an apprentice repairs, and learns nobody's phone number. */
export const isQualified = ({ role }) => role !== "apprentice";

/** A route that apprentices are refused. */
export const qualified = (route) => ({
  ...route,
  run: (call) => {
    if (!isQualified(call.staff)) throw forbidden();
    return route.run(call);
  },
});

/** What somebody gets to see of a job. */
export function showJob(staff, { phone, ...job }) {
  return isQualified(staff) ? { ...job, phone } : job;
}
