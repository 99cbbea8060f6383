import { route } from "../http/match.js";
import { redirect } from "../http/replies.js";
import { addJob } from "../jobs.js";
import { Problem } from "../problems.js";
import { field } from "./fields.js";
import { html } from "./html.js";
import { page } from "./layout.js";

const FIELDS = [
  { label: "Customer", name: "customer" },
  { label: "Phone", name: "phone", mode: "tel" },
  { label: "Bicycle", name: "bicycle" },
  { label: "Fault", name: "fault" },
];

function newJobPage(staff, typed, problems) {
  const status = Object.keys(problems).length > 0 ? 422 : 200;
  return page(
    { title: "New job", staff, status },
    html`<form class="card narrow" method="post" action="/jobs/new">
      <h1>New job</h1>
      ${FIELDS.map((one) => field({ ...one, value: typed[one.name], problem: problems[one.name] }))}
      <button>Save job</button>
    </form>`,
  );
}

export const jobFormPages = [
  route("GET", "/jobs/new", ({ staff }) => newJobPage(staff, {}, {})),
  route("POST", "/jobs/new", ({ book, staff, body }) => {
    try {
      return redirect(`/jobs/${addJob(book, body).number}`);
    } catch (error) {
      if (error instanceof Problem) return newJobPage(staff, body, error.fields);
      throw error;
    }
  }),
];
