import { agree } from "../estimates.js";
import { route } from "../http/match.js";
import { json } from "../http/replies.js";
import { addJob, findJob, listJobs, moveJob } from "../jobs.js";
import { invalid } from "../problems.js";
import { STATUS_NAMES } from "../statuses.js";

export const jobApi = [
  route("GET", "/api/jobs", ({ book, query }) => {
    const statuses = query.has("status") ? [checkStatus(query.get("status"))] : Object.keys(STATUS_NAMES);
    return json(200, { jobs: listJobs(book, { statuses, text: query.get("q") ?? "" }) });
  }),
  route("POST", "/api/jobs", ({ book, body }) => json(201, { job: addJob(book, body) })),
  route("GET", "/api/jobs/:number", ({ book, params }) => json(200, { job: findJob(book, params.number) })),
  route("PATCH", "/api/jobs/:number", ({ book, staff, params, body }) => {
    const { number } = params;
    let job = findJob(book, number);
    const status = body.status === undefined ? null : checkStatus(body.status);
    if (![undefined, true].includes(body.agreed)) throw invalid({ agreed: "It can only be true." });
    if (status === null && body.agreed === undefined) throw invalid({ status: "Say what is to change." });
    if (status !== null) job = moveJob(book, staff, number, status);
    if (body.agreed) job = agree(book, number);
    return json(200, { job });
  }),
];

function checkStatus(value) {
  if (typeof value === "string" && Object.hasOwn(STATUS_NAMES, value)) return value;
  throw invalid({ status: "There is no such status." });
}
