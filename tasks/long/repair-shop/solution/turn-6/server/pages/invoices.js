import { route } from "../http/match.js";
import { findInvoice, listInvoices, listInvoicesOf } from "../invoices.js";
import { formatMoney } from "../money.js";
import { qualified } from "../rights.js";
import { lineItem, sums } from "./estimate.js";
import { html } from "./html.js";
import { page } from "./layout.js";

const toTitle = ({ kind, number }) => `${kind === "invoice" ? "Invoice" : "Credit note"} ${number}`;

const invoicesPage = ({ book, staff }) =>
  page(
    { title: "Invoices", staff },
    html`<h1>Invoices</h1>
      <ul class="items">
        ${listInvoices(book).map(invoiceItem)}
      </ul>`,
  );

const invoiceItem = (invoice) =>
  html`<li class="item invoice" data-testid="invoice">
    <a href="/invoices/${invoice.number}">${toTitle(invoice)}</a>
    <span>${invoice.customer}</span>
    <span class="soft">${invoice.issuedOn}</span>
    <span class="amount">${formatMoney(invoice.total)}</span>
  </li>`;

const invoicePage = (staff, invoice) =>
  page(
    { title: toTitle(invoice), staff },
    html`<h1>${toTitle(invoice)}</h1>
      ${remark(invoice)}
      <section class="card">
        <dl class="facts">
          <dt>Customer</dt>
          <dd>${invoice.customer}</dd>
          <dt>Phone</dt>
          <dd>${invoice.phone}</dd>
          <dt>Bicycle</dt>
          <dd>${invoice.bicycle}</dd>
          <dt>Date</dt>
          <dd>${invoice.issuedOn}</dd>
          <dt>Job</dt>
          <dd><a href="/jobs/${invoice.job}">#${invoice.job}</a></dd>
        </dl>
        <ul class="lines">
          ${invoice.lines.map((line) => lineItem(line))}
        </ul>
        ${sums(invoice)}
      </section>`,
  );

function remark({ cancels, cancelledBy }) {
  if (cancels !== null)
    return html`<p class="note">Cancels <a href="/invoices/${cancels}">invoice ${cancels}</a></p>`;
  if (cancelledBy === null) return null;
  return html`<p class="alert">
    Cancelled by <a href="/invoices/${cancelledBy}">credit note ${cancelledBy}</a>
  </p>`;
}

/** Links to everything that was written for a job. */
export const invoiceLinks = (book, { number }) =>
  html`${listInvoicesOf(book, number).map(
    (invoice) => html`<p><a href="/invoices/${invoice.number}">${toTitle(invoice)}</a></p>`,
  )}`;

export const invoicePages = [
  route("GET", "/invoices", invoicesPage),
  route("GET", "/invoices/:number", ({ book, staff, params }) =>
    invoicePage(staff, findInvoice(book, params.number)),
  ),
].map(qualified);
