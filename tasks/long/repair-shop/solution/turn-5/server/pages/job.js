import { addPart, addWork, agree, removeLine } from "../estimates.js";
import { route } from "../http/match.js";
import { redirect } from "../http/replies.js";
import { findJob, moveJob } from "../jobs.js";
import { Problem } from "../problems.js";
import { isQualified, qualified } from "../rights.js";
import { listMoves, STATUS_NAMES } from "../statuses.js";
import { estimateSection } from "./estimate.js";
import { html } from "./html.js";
import { alert, page } from "./layout.js";
import { badge } from "./words.js";

/** A job's page; after a refusal with its `problem` and what was `typed`. */
function jobPage({ book, staff }, job, { problem = null, typed = {} } = {}) {
  return page(
    { title: `Job #${job.number}`, staff, status: problem?.status },
    html`<div class="title">
        <h1>Job #${job.number}</h1>
        <span data-testid="status">${badge(job.status)}</span>
      </div>
      ${alert(problem?.message)}
      <section class="card">
        <dl class="facts">
          <dt>Customer</dt>
          ${customer(staff, job)}
          <dt>Bicycle</dt>
          <dd>${job.bicycle}</dd>
          <dt>Fault</dt>
          <dd>${job.fault}</dd>
          <dt>Received</dt>
          <dd>${job.receivedOn}</dd>
          <dt>Code</dt>
          <dd><a href="/s/${job.code}" data-testid="code">${job.code}</a></dd>
        </dl>
        ${moves(staff, job)}
      </section>
      ${estimateSection({ book, staff }, job, typed)}`,
  );
}

const customer = (staff, { customerId, customer: name, phone }) =>
  isQualified(staff)
    ? html`<dd><a href="/customers/${customerId}">${name}</a></dd>
        <dt>Phone</dt>
        <dd>${phone}</dd>`
    : html`<dd>${name}</dd>`;

const moves = (staff, job) =>
  html`<form class="moves" method="post" action="/jobs/${job.number}/status">
    ${listMoves(staff, job).map(
      (status) => html`<button name="status" value="${status}">Move to ${STATUS_NAMES[status]}</button>`,
    )}
  </form>`;

/** A form of the page: does `work`, and comes back to the page with what is new or what is wrong. */
const action = (path, work) =>
  route("POST", `/jobs/:number/${path}`, (call) => {
    const { number } = call.params;
    try {
      work(call, number);
      return redirect(`/jobs/${number}`);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      return jobPage(call, findJob(call.book, number), { problem, typed: call.body });
    }
  });

const toCount = (text) => (/^\s*\d+\s*$/.test(text) ? Number(text) : null);

export const jobPages = [
  route("GET", "/jobs/:number", (call) => jobPage(call, findJob(call.book, call.params.number))),
  action("status", ({ book, staff, body }, number) => moveJob(book, staff, number, body.status)),
  action("parts", ({ book, body }, number) =>
    addPart(book, number, { ...body, quantity: toCount(body.quantity) }),
  ),
  action("work", ({ book, body }, number) =>
    addWork(book, number, { ...body, minutes: toCount(body.minutes) }),
  ),
  action("lines/:line/remove", ({ book, params }, number) => removeLine(book, number, params.line)),
  qualified(action("agreement", ({ book }, number) => agree(book, number))),
];
