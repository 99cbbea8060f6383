import { listParts } from "../estimates.js";
import { formatMoney } from "../money.js";
import { choice, field } from "./fields.js";
import { html } from "./html.js";

/** The part of a job's page that holds its lines and sums. `typed` is what a refused form held. */
export const estimateSection = (book, job, typed) =>
  html`<section class="card">
    <h2>Estimate</h2>
    <ul class="lines">
      ${job.lines.map((line) => lineItem(line, removal(job, line)))}
    </ul>
    <form id="lines" method="post"></form>
    ${sums(job)} ${agreement(job)}
    <div class="adders">
      <form method="post" action="/jobs/${job.number}/parts">
        ${choice({
          label: "Part",
          name: "sku",
          options: listParts(book).map(({ sku, name }) => [sku, name]),
          value: typed.sku,
        })}
        ${field({ label: "Quantity", name: "quantity", value: typed.quantity ?? "1", mode: "numeric" })}
        <button>Add part</button>
      </form>
      <form method="post" action="/jobs/${job.number}/work">
        ${field({ label: "Work", name: "work", value: typed.work })}
        ${field({ label: "Minutes", name: "minutes", value: typed.minutes, mode: "numeric" })}
        <button>Add work</button>
      </form>
    </div>
  </section>`;

const removal = ({ number }, { id, description }) =>
  html`<button class="quiet" formaction="/jobs/${number}/lines/${id}/remove" form="lines">
    Remove <span class="unseen">${description}</span>
  </button>`;

/** One line; `action` is what can be done with it. */
export const lineItem = ({ kind, description, quantity, amount }, action) =>
  html`<li class="line" data-testid="line">
    <span>${description}</span>
    <span class="soft">${kind === "part" ? `× ${quantity}` : `${quantity} min`}</span>
    <span class="amount">${formatMoney(amount)}</span>
    ${action}
  </li>`;

export const sums = ({ net, vat, total }) =>
  html`<dl class="sums">
    <dt>Net</dt>
    <dd data-testid="net">${formatMoney(net)}</dd>
    <dt>VAT, 20%</dt>
    <dd data-testid="vat">${formatMoney(vat)}</dd>
    <dt>Total</dt>
    <dd data-testid="total">${formatMoney(total)}</dd>
  </dl>`;

const agreement = ({ number, lines, agreed, total }) =>
  html`<form class="moves" method="post" action="/jobs/${number}/agreement">
    <span data-testid="agreement">${agreed ? `Agreed to ${formatMoney(total)}` : "Not agreed"}</span>
    ${!agreed && lines.length > 0 && html`<button>Customer agreed</button>`}
  </form>`;
