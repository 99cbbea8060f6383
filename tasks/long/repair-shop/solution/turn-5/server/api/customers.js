import { changeCustomer, findCustomer, listCustomers } from "../customers.js";
import { route } from "../http/match.js";
import { json } from "../http/replies.js";
import { listJobsOf } from "../jobs.js";
import { qualified } from "../rights.js";

export const customerApi = [
  route("GET", "/api/customers", ({ book }) => json(200, { customers: listCustomers(book) })),
  route("GET", "/api/customers/:id", ({ book, params: { id } }) =>
    json(200, { customer: findCustomer(book, id), jobs: listJobsOf(book, id) }),
  ),
  route("PATCH", "/api/customers/:id", ({ book, params: { id }, body: { name, phone } }) => {
    const changes = Object.entries({ name, phone }).filter(([, value]) => value !== undefined);
    return json(200, { customer: changeCustomer(book, id, Object.fromEntries(changes)) });
  }),
].map(qualified);
