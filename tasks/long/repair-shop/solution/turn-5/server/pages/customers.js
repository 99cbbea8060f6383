import { changeCustomer, findCustomer, listCustomers } from "../customers.js";
import { route } from "../http/match.js";
import { redirect } from "../http/replies.js";
import { listJobsOf } from "../jobs.js";
import { Problem } from "../problems.js";
import { qualified } from "../rights.js";
import { field } from "./fields.js";
import { html } from "./html.js";
import { jobItems } from "./job-list.js";
import { alert, page } from "./layout.js";
import { count } from "./words.js";

const customersPage = ({ book, staff }) =>
  page(
    { title: "Customers", staff },
    html`<h1>Customers</h1>
      <ul class="items">
        ${listCustomers(book).map(customerItem)}
      </ul>`,
  );

const customerItem = ({ id, name, phone, jobs }) =>
  html`<li class="item customer" data-testid="customer">
    <a href="/customers/${id}">${name}</a>
    <span>${phone}</span>
    <span class="soft">${count(jobs, "job")}</span>
  </li>`;

/** After a refusal with its `problem` and what was `typed`. */
function customerPage({ book, staff, params, query }, { problem = null, typed = {} } = {}) {
  const customer = findCustomer(book, params.id);
  const { name, phone } = { ...customer, ...typed };
  const fields = problem?.fields ?? {};
  return page(
    { title: customer.name, staff, status: problem?.status },
    html`<h1>${customer.name}</h1>
      <form class="card narrow left" method="post" action="/customers/${customer.id}">
        ${problem !== null && Object.keys(fields).length === 0 && alert(problem.message)}
        ${problem === null && query.has("saved") && html`<p class="note" role="status">Customer saved.</p>`}
        ${field({ label: "Name", name: "name", value: name, problem: fields.name })}
        ${field({ label: "Phone", name: "phone", value: phone, problem: fields.phone, mode: "tel" })}
        <button>Save customer</button>
      </form>
      <h2>Jobs</h2>
      ${jobItems(listJobsOf(book, customer.id))}`,
  );
}

export const customerPages = [
  route("GET", "/customers", customersPage),
  route("GET", "/customers/:id", (call) => customerPage(call)),
  route("POST", "/customers/:id", (call) => {
    const { book, params, body } = call;
    try {
      changeCustomer(book, params.id, { name: body.name, phone: body.phone });
      return redirect(`/customers/${params.id}?saved`);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.code === "not_found") throw problem;
      return customerPage(call, { problem, typed: { name: body.name, phone: body.phone } });
    }
  }),
].map(qualified);
