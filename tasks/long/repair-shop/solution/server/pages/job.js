import { route } from "../http/match.js";
import { redirect } from "../http/replies.js";
import { findJob, moveJob } from "../jobs.js";
import { listMoves, STATUS_NAMES } from "../statuses.js";
import { html } from "./html.js";
import { page } from "./layout.js";
import { badge } from "./words.js";

const jobPage = (staff, job) =>
  page(
    { title: `Job #${job.number}`, staff },
    html`<div class="title">
        <h1>Job #${job.number}</h1>
        <span data-testid="status">${badge(job.status)}</span>
      </div>
      <section class="card">
        <dl class="facts">
          <dt>Customer</dt>
          <dd>${job.customer}</dd>
          <dt>Phone</dt>
          <dd>${job.phone}</dd>
          <dt>Bicycle</dt>
          <dd>${job.bicycle}</dd>
          <dt>Fault</dt>
          <dd>${job.fault}</dd>
          <dt>Received</dt>
          <dd>${job.receivedOn}</dd>
        </dl>
        ${moves(staff, job)}
      </section>`,
  );

const moves = (staff, job) =>
  html`<form class="moves" method="post" action="/jobs/${job.number}/status">
    ${listMoves(staff, job).map(
      (status) => html`<button name="status" value="${status}">Move to ${STATUS_NAMES[status]}</button>`,
    )}
  </form>`;

export const jobPages = [
  route("GET", "/jobs/:number", ({ book, staff, params }) => jobPage(staff, findJob(book, params.number))),
  route("POST", "/jobs/:number/status", ({ book, staff, params, body }) => {
    moveJob(book, staff, params.number, body.status);
    return redirect(`/jobs/${params.number}`);
  }),
];
