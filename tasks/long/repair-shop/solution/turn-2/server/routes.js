import { estimateApi } from "./api/estimates.js";
import { jobApi } from "./api/jobs.js";
import { jobFormPages } from "./pages/job-form.js";
import { jobListPages } from "./pages/job-list.js";
import { jobPages } from "./pages/job.js";
import { signInPages } from "./pages/sign-in.js";

/** Everything that the server answers, apart from the files in `public`. The first that fits is taken. */
export const routes = [
  ...jobApi,
  ...estimateApi,
  ...signInPages,
  ...jobListPages,
  ...jobFormPages,
  ...jobPages,
];
