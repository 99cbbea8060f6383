import { agree } from "../estimates.js";
import { route } from "../http/match.js";
import { json } from "../http/replies.js";
import { addJob, findJob, listJobs, moveJob } from "../jobs.js";
import { forbidden, invalid } from "../problems.js";
import { isQualified, qualified, showJob } from "../rights.js";
import { STATUS_NAMES } from "../statuses.js";

export const jobApi = [
  route("GET", "/api/jobs", ({ book, staff, query }) => {
    const statuses = query.has("status") ? [checkStatus(query.get("status"))] : Object.keys(STATUS_NAMES);
    const jobs = listJobs(book, staff, { statuses, text: query.get("q") ?? "" });
    return json(200, { jobs: jobs.map((job) => showJob(staff, job)) });
  }),
  qualified(
    route("POST", "/api/jobs", ({ book, staff, body }) =>
      json(201, { job: showJob(staff, addJob(book, body)) }),
    ),
  ),
  route("GET", "/api/jobs/:number", ({ book, staff, params }) =>
    json(200, { job: showJob(staff, findJob(book, params.number)) }),
  ),
  route("PATCH", "/api/jobs/:number", ({ book, staff, params, body }) => {
    const { number } = params;
    let job = findJob(book, number);
    const status = body.status === undefined ? null : checkStatus(body.status);
    if (![undefined, true].includes(body.agreed)) throw invalid({ agreed: "It can only be true." });
    if (status === null && body.agreed === undefined) throw invalid({ status: "Say what is to change." });
    if (body.agreed && !isQualified(staff)) throw forbidden();
    if (status !== null) job = moveJob(book, staff, number, status);
    if (body.agreed) job = agree(book, number);
    return json(200, { job: showJob(staff, job) });
  }),
];

function checkStatus(value) {
  if (typeof value === "string" && Object.hasOwn(STATUS_NAMES, value)) return value;
  throw invalid({ status: "There is no such status." });
}
