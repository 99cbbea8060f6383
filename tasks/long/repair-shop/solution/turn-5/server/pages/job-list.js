import { route } from "../http/match.js";
import { listJobs } from "../jobs.js";
import { isQualified } from "../rights.js";
import { STATUS_NAMES } from "../statuses.js";
import { choice } from "./fields.js";
import { html } from "./html.js";
import { page } from "./layout.js";
import { badge, count } from "./words.js";

const ALL = Object.keys(STATUS_NAMES);
const SHOWS = [["open", "Open jobs"], ["all", "All jobs"], ...Object.entries(STATUS_NAMES)];

const toStatuses = (show) => {
  if (show === "all") return ALL;
  return ALL.includes(show) ? [show] : ALL.filter((status) => status !== "collected");
};

export const jobListPages = [
  route("GET", "/", ({ book, staff, query }) => {
    const [show, text] = [query.get("show") ?? "open", query.get("search") ?? ""];
    const jobs = listJobs(book, staff, { statuses: toStatuses(show), text });
    return page(
      { title: "Jobs", staff },
      html`<div class="title">
          <h1>Jobs</h1>
          ${isQualified(staff) && html`<a class="button" href="/jobs/new">New job</a>`}
        </div>
        <form class="filters" method="get" action="/" data-filters>
          ${choice({ label: "Show", name: "show", options: SHOWS, value: show })}
          <div class="field">
            <label for="search">Search</label>
            <input id="search" name="search" type="search" value="${text}" />
          </div>
          <p class="count" data-testid="job-count">${count(jobs.length, "job")}</p>
        </form>
        ${jobItems(jobs)}`,
    );
  }),
];

export const jobItems = (jobs) =>
  html`<ul class="items">
    ${jobs.map(jobItem)}
  </ul>`;

const jobItem = ({ number, customer, bicycle, status }) =>
  html`<li class="item" data-testid="job">
    <a class="number" href="/jobs/${number}">#${number}</a>
    <span class="what">${bicycle}</span>
    <span class="whose">${customer}</span>
    ${badge(status)}
  </li>`;
