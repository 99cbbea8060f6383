import { count, field, form, h, money, select } from "./dom.js";

const STATUSES = {
  received: "Received",
  "in-repair": "In repair",
  waiting: "Waiting for parts",
  ready: "Ready",
  collected: "Collected",
};
const COMPLAINTS = {
  customer: "Enter a customer.",
  name: "Enter a name.",
  phone: "Enter a phone number.",
  bicycle: "Enter a bicycle.",
  fault: "Enter a fault.",
};

let user = null;

/** What the API answers; `error` is there where it refuses. */
async function ask(method, path, body) {
  const answer = await fetch(`/api${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  return answer.json();
}

function go(path) {
  history.pushState(null, "", path);
  return show();
}

const link = (href, ...children) =>
  h("a", { href, onclick: (event) => (event.preventDefault(), go(href)) }, ...children);
const message = (text) => text && h("p", { class: "message", role: "alert" }, text);
const toCount = (text) => (/^\s*\d+\s*$/.test(text) ? Number(text) : null);

function draw(title, ...content) {
  document.title = `${title} – Fennel Street Cycles`;
  document.body.replaceChildren(
    h(
      "header",
      {},
      h("strong", {}, "Fennel Street Cycles"),
      user && [
        h(
          "nav",
          {},
          link("/", "Jobs"),
          user.role !== "apprentice" && [link("/customers", "Customers"), link("/invoices", "Invoices")],
        ),
        h("button", { type: "button", onclick: signOut }, "Sign out"),
      ],
    ),
    h("main", {}, ...content.flat().filter(Boolean)),
  );
}

async function signOut() {
  await ask("DELETE", "/session");
  user = null;
  await show();
}

function drawSignIn(text, name = "") {
  const send = async ({ name: typed, pin }) => {
    const answer = await ask("POST", "/session", { name: typed.trim(), pin });
    if (answer.error) return drawSignIn(answer.error.message, typed);
    user = answer.user;
    return show();
  };
  draw(
    "Sign in",
    h("h1", {}, "Who are you?"),
    message(text),
    form(
      send,
      field("Name", { name: "name", value: name }),
      field("PIN", { name: "pin", type: "password" }),
      h("button", {}, "Sign in"),
    ),
  );
}

const jobTable = (jobs) =>
  h(
    "table",
    {},
    h("thead", {}, h("tr", {}, ...["Job", "Customer", "Bicycle", "Status"].map((text) => h("th", {}, text)))),
    h(
      "tbody",
      {},
      jobs.map((job) =>
        h(
          "tr",
          { "data-testid": "job" },
          h("td", {}, link(`/jobs/${job.number}`, `#${job.number}`)),
          h("td", {}, job.customer),
          h("td", {}, job.bicycle),
          h("td", {}, STATUSES[job.status]),
        ),
      ),
    ),
  );

async function drawJobs() {
  const { jobs } = await ask("GET", "/jobs");
  const filters = { status: "open", text: "" };
  const list = h("div");
  const total = h("p", { "data-testid": "job-count" });
  const refresh = () => {
    const wanted = filters.text.trim().toLowerCase();
    const found = jobs
      .filter(
        ({ status }) =>
          filters.status === "all" ||
          status === filters.status ||
          (filters.status === "open" && status !== "collected"),
      )
      .filter(({ customer, phone = "", bicycle }) =>
        [customer, phone, bicycle].some((value) => value.toLowerCase().includes(wanted)),
      );
    total.textContent = count(found.length, "job");
    list.replaceChildren(jobTable(found));
  };
  refresh();
  draw(
    "Jobs",
    h("h1", {}, "Jobs"),
    user.role !== "apprentice" && link("/jobs/new", "New job"),
    select("Show", [["open", "Open jobs"], ["all", "All jobs"], ...Object.entries(STATUSES)], {
      onchange: (event) => ((filters.status = event.target.value), refresh()),
    }),
    field("Search", { oninput: (event) => ((filters.text = event.target.value), refresh()) }),
    total,
    list,
  );
}

function drawNewJob(typed = {}, wrong = []) {
  if (user.role === "apprentice") return draw("Not for you", message("You may not do this."));
  const send = async (values) => {
    const { job, error } = await ask("POST", "/jobs", values);
    return error ? drawNewJob(values, error.fields) : go(`/jobs/${job.number}`);
  };
  return draw(
    "New job",
    h("h1", {}, "New job"),
    form(
      send,
      ["Customer", "Phone", "Bicycle", "Fault"].map((label) => {
        const name = label.toLowerCase();
        return field(label, { name, value: typed[name] }, wrong.includes(name) && COMPLAINTS[name]);
      }),
      h("button", {}, "Save job"),
    ),
  );
}

const lineRow = (line, remove) =>
  h(
    "tr",
    { "data-testid": "line" },
    h("td", {}, line.description),
    h("td", {}, line.kind === "part" ? `${line.quantity} pcs` : `${line.quantity} min`),
    h("td", { class: "money" }, money(line.amount)),
    remove &&
      h("td", {}, h("button", { type: "button", onclick: () => remove(line) }, `Remove ${line.description}`)),
  );

const sums = (one) =>
  ["net", "vat", "total"].map((name) =>
    h("p", {}, `${name === "vat" ? "VAT" : name}: `, h("span", { "data-testid": name }, money(one[name]))),
  );

const agreement = ({ agreed, total }) =>
  h("p", { "data-testid": "agreement" }, agreed ? `Agreed to ${money(total)}` : "Not agreed");

const paperName = ({ kind, number }) => `${kind === "invoice" ? "Invoice" : "Credit note"} ${number}`;

async function drawJob(number, text) {
  const [{ job, error }, { parts }] = await Promise.all([
    ask("GET", `/jobs/${number}`),
    ask("GET", "/parts"),
  ]);
  if (error) return draw("Job", message(error.message));
  const path = `/jobs/${number}`;
  const act = async (method, where, body) => drawJob(number, (await ask(method, where, body)).error?.message);
  const mayAll = user.role !== "apprentice";
  const isOpen = job.status !== "collected";
  return draw(
    `Job #${number}`,
    h("h1", {}, `Job #${number}`),
    message(text),
    h("p", {}, "Status: ", h("b", { "data-testid": "status" }, STATUSES[job.status])),
    h("p", {}, "Customer: ", mayAll ? link(`/customers/${job.customerId}`, job.customer) : job.customer),
    mayAll && h("p", {}, `Phone: ${job.phone}`),
    h("p", {}, `Bicycle: ${job.bicycle}`),
    h("p", { class: "as-typed" }, `Fault: ${job.fault}`),
    h("p", {}, "Code: ", h("code", { "data-testid": "code" }, job.code)),
    job.papers.map((paper) => h("p", {}, link(`/invoices/${paper.number}`, paperName(paper)))),
    job.moves.map((status) =>
      h(
        "button",
        { type: "button", onclick: () => act("PATCH", path, { status }) },
        `Move to ${STATUSES[status]}`,
      ),
    ),
    h("h2", {}, "Estimate"),
    h(
      "table",
      {},
      h(
        "tbody",
        {},
        job.lines.map((line) => lineRow(line, isOpen && (({ id }) => act("DELETE", `${path}/lines/${id}`)))),
      ),
    ),
    sums(job),
    agreement(job),
    mayAll &&
      !job.agreed &&
      job.lines.length > 0 &&
      h("button", { type: "button", onclick: () => act("PATCH", path, { agreed: true }) }, "Customer agreed"),
    isOpen && [
      form(
        ({ sku, quantity }) => act("POST", `${path}/lines`, { sku, quantity: toCount(quantity) }),
        select(
          "Part",
          parts.map(({ sku, name }) => [sku, name]),
          { name: "sku" },
        ),
        field("Quantity", { name: "quantity", value: "1" }),
        h("button", {}, "Add part"),
      ),
      form(
        ({ work, minutes }) => act("POST", `${path}/lines`, { work, minutes: toCount(minutes) }),
        field("Work", { name: "work" }),
        field("Minutes", { name: "minutes" }),
        h("button", {}, "Add work"),
      ),
    ],
  );
}

async function drawCustomers() {
  const { customers, error } = await ask("GET", "/customers");
  if (error) return draw("Customers", message(error.message));
  return draw(
    "Customers",
    h("h1", {}, "Customers"),
    customers.map(({ id, name, phone, jobs }) =>
      h(
        "article",
        { "data-testid": "customer" },
        link(`/customers/${id}`, name),
        ` ${phone} `,
        count(jobs, "job"),
      ),
    ),
  );
}

async function drawCustomer(id, { text, typed = {}, wrong = [] } = {}) {
  const { customer, jobs, error } = await ask("GET", `/customers/${id}`);
  if (error) return draw("Customer", message(error.message));
  const send = async (values) => {
    const { error: refused } = await ask("PATCH", `/customers/${id}`, values);
    if (!refused) return drawCustomer(id, { text: "Customer saved." });
    return drawCustomer(id, {
      typed: values,
      wrong: refused.fields,
      text: refused.fields.length > 0 ? undefined : refused.message,
    });
  };
  const { name, phone } = { ...customer, ...typed };
  return draw(
    customer.name,
    h("h1", {}, customer.name),
    message(text),
    form(
      send,
      field("Name", { name: "name", value: name }, wrong.includes("name") && COMPLAINTS.name),
      field("Phone", { name: "phone", value: phone }, wrong.includes("phone") && COMPLAINTS.phone),
      h("button", {}, "Save customer"),
    ),
    jobTable(jobs),
  );
}

async function drawInvoices() {
  const { invoices, error } = await ask("GET", "/invoices");
  if (error) return draw("Invoices", message(error.message));
  return draw(
    "Invoices",
    h("h1", {}, "Invoices"),
    invoices.map((one) =>
      h(
        "article",
        { "data-testid": "invoice" },
        link(`/invoices/${one.number}`, paperName(one)),
        ` ${one.customer} `,
        money(one.total),
      ),
    ),
  );
}

async function drawInvoice(number) {
  const { invoice, error } = await ask("GET", `/invoices/${number}`);
  if (error) return draw("Invoice", message(error.message));
  return draw(
    paperName(invoice),
    h("h1", {}, paperName(invoice)),
    invoice.cancels && h("p", {}, `Cancels invoice ${invoice.cancels}`),
    invoice.cancelledBy && h("p", {}, `Cancelled by credit note ${invoice.cancelledBy}`),
    h("p", {}, `${invoice.issuedOn}, ${invoice.customer}, ${invoice.bicycle}`),
    h(
      "table",
      {},
      h(
        "tbody",
        {},
        invoice.lines.map((line) => lineRow(line)),
      ),
    ),
    sums(invoice),
  );
}

function drawLookUp(text) {
  const send = async ({ code }) => {
    const plain = code.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
    const { error } = await ask("GET", `/status/${plain || "none"}`);
    return error ? drawLookUp("We do not know this code.") : go(`/s/${plain}`);
  };
  draw(
    "Look up",
    h("h1", {}, "Is it ready?"),
    message(text),
    form(send, field("Code", { name: "code" }), h("button", {}, "Look up")),
  );
}

async function drawTracked(code, text) {
  const { status: job, error } = await ask("GET", `/status/${code}`);
  if (error) return drawLookUp(error.message);
  const agree = async () =>
    drawTracked(code, (await ask("POST", `/status/${code}/agree`, { total: job.total })).error?.message);
  return draw(
    job.bicycle,
    h("h1", {}, job.bicycle),
    message(text),
    h("p", { "data-testid": "status" }, STATUSES[job.status]),
    job.total !== null &&
      [
        h("p", {}, "Total: ", h("span", { "data-testid": "total" }, money(job.total))),
        agreement(job),
        !job.agreed &&
          job.status !== "collected" &&
          h("button", { type: "button", onclick: agree }, `Agree to ${money(job.total)}`),
      ].filter(Boolean),
  );
}

const PAGES = [
  [/^\/$/, drawJobs],
  [/^\/jobs\/new$/, () => drawNewJob()],
  [/^\/jobs\/(\d+)$/, (number) => drawJob(number)],
  [/^\/customers$/, drawCustomers],
  [/^\/customers\/(\d+)$/, (id) => drawCustomer(id)],
  [/^\/invoices$/, drawInvoices],
  [/^\/invoices\/(\d+)$/, drawInvoice],
];

async function show() {
  const path = location.pathname;
  if (path === "/s") return drawLookUp();
  const code = /^\/s\/([^/]+)$/.exec(path)?.[1];
  if (code !== undefined) return drawTracked(code);
  user = (await ask("GET", "/session")).user;
  if (user === null) return drawSignIn();
  for (const [pattern, page] of PAGES) {
    const match = pattern.exec(path);
    if (match !== null) return page(...match.slice(1));
  }
  return draw("Nothing", message("There is no such page."));
}

window.addEventListener("popstate", show);
await show();
