import { route } from "../http/match.js";
import { json } from "../http/replies.js";
import { findInvoice, listInvoices } from "../invoices.js";
import { qualified } from "../rights.js";

export const invoiceApi = [
  route("GET", "/api/invoices", ({ book }) => json(200, { invoices: listInvoices(book) })),
  route("GET", "/api/invoices/:number", ({ book, params }) =>
    json(200, { invoice: findInvoice(book, params.number) }),
  ),
].map(qualified);
