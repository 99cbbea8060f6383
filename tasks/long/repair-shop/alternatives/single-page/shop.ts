import { randomInt } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { Change, Customer, Invoice, Job, Line, Part, Staff, Status, Store } from "./store.ts";

const CODES: Record<string, number> = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  wrong_status: 409,
  out_of_stock: 409,
  changed: 409,
  duplicate: 409,
  not_agreed: 409,
  invalid: 422,
};

export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: string[];
  constructor(code: string, message: string, fields: string[] = []) {
    super(message);
    [this.status, this.code, this.fields] = [CODES[code]!, code, fields];
  }
}

const forbid = (): never => {
  throw new Refusal("forbidden", "You may not do this.");
};

const GRAPH: Record<Status, Status[]> = {
  received: ["in-repair"],
  "in-repair": ["received", "waiting", "ready"],
  waiting: ["in-repair", "ready"],
  ready: ["in-repair", "collected"],
  collected: ["ready"],
};
const WORKSHOP = new Set<Status>(["received", "in-repair", "waiting"]);

const tidy = (value: unknown): string | null => (typeof value === "string" && value.trim()) || null;
const tidyPhone = (value: unknown): string | null => {
  const text = tidy(value);
  return text !== null && (text.match(/\d/g) ?? []).length > 5 ? text : null;
};
const isCount = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) > 0 && Number(value) < 1000;
const today = (): string => new Date().toISOString().slice(0, 10);

const toKey = (name: string, phone: string): string => {
  const digits = phone
    .replace(/[^+\d]/g, "")
    .replace(/^\+44/, "0")
    .replace(/\D/g, "");
  return `${name.split(/\s+/).join(" ").toLowerCase()}|${digits}`;
};

function newCode(taken: ReadonlySet<string>): string {
  const signs = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  let code = "";
  while (code === "" || taken.has(code))
    code = Array.from({ length: 8 }, () => signs.charAt(randomInt(signs.length))).join("");
  return code;
}

const add = (lines: readonly { amount: number }[]) => {
  const net = lines.reduce((sum, line) => sum + line.amount, 0);
  const vat = Math.round(net / 5);
  return { net, vat, total: net + vat };
};

/** All that is in a book of the old program. */
export function convert(old: DatabaseSync): Change[] {
  const changes: Change[] = [];
  for (const row of old.prepare("SELECT * FROM staff").all() as unknown as Staff[])
    changes.push(["staff", row.name, { ...row }]);
  changes.push(["staff", "Nia", { name: "Nia", pin: "7350", role: "apprentice" }]);
  for (const row of old.prepare("SELECT * FROM parts").all() as unknown as Part[])
    changes.push(["part", row.sku, { ...row }]);
  const last = old.prepare("SELECT value FROM settings WHERE key = 'last_invoice'").get();
  changes.push(["counter", "invoice", { name: "invoice", last: Number(last?.["value"] ?? 0) }]);
  const statuses: Status[] = ["received", "in-repair", "ready", "collected"];
  const customers = new Map<string, Customer>();
  const codes = new Set<string>();
  for (const row of old.prepare("SELECT * FROM jobs ORDER BY number").all()) {
    const [name, phone] = [String(row["customer"]), String(row["phone"])];
    const key = toKey(name, phone);
    const customer = { id: customers.get(key)?.id ?? customers.size + 1, name, phone };
    customers.set(key, customer);
    const code = newCode(codes);
    codes.add(code);
    const number = Number(row["number"]);
    const job: Job = {
      number,
      customerId: customer.id,
      bicycle: String(row["bicycle"]),
      fault: String(row["fault"]),
      status: statuses[Number(row["status"])]!,
      receivedOn: String(row["received"]),
      code,
      agreed: false,
      lines: [],
    };
    changes.push(["job", number, job]);
  }
  for (const customer of customers.values()) changes.push(["customer", customer.id, customer]);
  return changes;
}

export function createShop(store: Store) {
  const canSeeAll = (who: Staff): boolean => who.role !== "apprentice";
  const requireAll = (who: Staff): void => void (canSeeAll(who) || forbid());

  const getJob = (number: number): Job => {
    const job = store.get("job", number);
    if (job === undefined) throw new Refusal("not_found", "There is no such job.");
    return job;
  };
  const invoices = () => {
    const cancelledBy = new Map(store.all("invoice").map(({ cancels, number }) => [cancels, number]));
    return store
      .all("invoice")
      .map((invoice) => ({ ...invoice, cancelledBy: cancelledBy.get(invoice.number) ?? null }))
      .toSorted((a, b) => b.number - a.number);
  };
  const validInvoice = (number: number) =>
    invoices().find(({ job, kind, cancelledBy }) => job === number && kind === "invoice" && !cancelledBy);

  const mayGo = (who: Staff, from: Status, to: Status): boolean =>
    who.role === "owner" ||
    (from !== "collected" && (canSeeAll(who) || (WORKSHOP.has(from) && WORKSHOP.has(to))));

  function show(who: Staff, job: Job) {
    const { name, phone } = store.get("customer", job.customerId)!;
    return {
      ...job,
      lines: job.lines.map(({ sku: _, ...line }) => line),
      customer: name,
      ...(canSeeAll(who) ? { phone } : {}),
      ...add(job.lines),
      invoice: validInvoice(job.number)?.number ?? null,
      // For our pages.
      moves: GRAPH[job.status].filter((to) => mayGo(who, job.status, to)),
      papers: canSeeAll(who)
        ? invoices()
            .filter((one) => one.job === job.number)
            .map(({ kind, number }) => ({ kind, number }))
            .toReversed()
        : [],
    };
  }

  const newest = () => store.all("job").toSorted((a, b) => b.number - a.number);

  /** A paper with the next number. */
  function paper(values: Omit<Invoice, "number" | "issuedOn">): Change[] {
    const number = store.get("counter", "invoice")!.last + 1;
    return [
      ["counter", "invoice", { name: "invoice", last: number }],
      ["invoice", number, { ...values, number, issuedOn: today() }],
    ];
  }

  function toPapers(job: Job, to: Status): Change[] {
    if (to === "collected" && job.lines.length > 0) {
      if (!job.agreed) throw new Refusal("not_agreed", "The customer has not agreed to the estimate.");
      const { name: customer, phone } = store.get("customer", job.customerId)!;
      const { number, bicycle } = job;
      const lines = job.lines.map(({ id: _, sku: __, ...line }) => line);
      return paper({
        kind: "invoice",
        job: number,
        ...{ customer, phone, bicycle, lines },
        ...add(lines),
        cancels: null,
      });
    }
    const old = job.status === "collected" ? validInvoice(job.number) : undefined;
    if (old === undefined) return [];
    const { number, issuedOn: _, cancelledBy: __, ...rest } = old;
    const lines = old.lines.map((line) => ({ ...line, amount: -line.amount }));
    const sums = { net: -old.net, vat: -old.vat, total: -old.total };
    return paper({ ...rest, kind: "credit-note", lines, ...sums, cancels: number });
  }

  function changeLines(number: number, work: (job: Job) => [Line[], ...Change[]]): Job {
    const job = getJob(number);
    if (job.status === "collected") throw new Refusal("wrong_status", "A collected job keeps its lines.");
    const [lines, ...others] = work(job);
    store.write(["job", number, { ...job, lines, agreed: false }], ...others);
    return getJob(number);
  }

  function toNewLine(input: Record<string, unknown>): [Omit<Line, "id">, ...Change[]] {
    if (input["work"] !== undefined) {
      const [description, minutes] = [tidy(input["work"]), input["minutes"]];
      if (description === null) throw new Refusal("invalid", "Say what the work is.", ["work"]);
      if (!isCount(minutes)) throw new Refusal("invalid", "Enter a whole number from 1 to 999.", ["minutes"]);
      const amount = Math.floor((minutes * 155 + 1) / 2);
      return [{ kind: "work", sku: null, description, quantity: minutes, amount }];
    }
    const part = store.get("part", String(input["sku"]));
    if (part === undefined) throw new Refusal("invalid", "There is no such part.", ["sku"]);
    const { quantity } = input;
    if (!isCount(quantity)) throw new Refusal("invalid", "Enter a whole number from 1 to 999.", ["quantity"]);
    if (quantity > part.stock) throw new Refusal("out_of_stock", `Only ${part.stock} left.`);
    const { sku, name, price } = part;
    return [
      { kind: "part", sku, description: name, quantity, amount: price * quantity },
      ["part", sku, { ...part, stock: part.stock - quantity }],
    ];
  }

  const byCode = (code: string): Job => {
    const wanted = code.toUpperCase().replace(/[^A-Z\d]/g, "");
    const job = store.all("job").find((one) => one.code === wanted);
    if (job === undefined) throw new Refusal("not_found", "We do not know this code.");
    return job;
  };

  const customers = () => {
    const counts = Map.groupBy(store.all("job"), ({ customerId }) => customerId);
    return store
      .all("customer")
      .map((one) => ({ ...one, jobs: counts.get(one.id)?.length ?? 0 }))
      .toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  };
  const getCustomer = (id: number) => {
    const customer = customers().find((one) => one.id === id);
    if (customer === undefined) throw new Refusal("not_found", "There is no such customer.");
    return customer;
  };
  const findSame = (name: string, phone: string) =>
    store.all("customer").find((one) => toKey(one.name, one.phone) === toKey(name, phone));

  return {
    listJobs(who: Staff, status: string | null, text: string) {
      if (status !== null && !Object.hasOwn(GRAPH, status))
        throw new Refusal("invalid", "There is no such status.", ["status"]);
      const wanted = text.trim().toLowerCase();
      return newest()
        .filter((job) => status === null || job.status === status)
        .map((job) => show(who, job))
        .filter(({ customer, bicycle, phone }) =>
          [customer, bicycle, phone ?? ""].some((value) => value.toLowerCase().includes(wanted)),
        );
    },
    readJob: (who: Staff, number: number) => show(who, getJob(number)),
    takeIn(who: Staff, input: Record<string, unknown>) {
      requireAll(who);
      const customer = tidy(input["customer"]);
      const phone = tidyPhone(input["phone"]);
      const [bicycle, fault] = [tidy(input["bicycle"]), tidy(input["fault"])];
      if (customer === null || phone === null || bicycle === null || fault === null) {
        const wrong = Object.entries({ customer, phone, bicycle, fault }).filter(
          ([, value]) => value === null,
        );
        throw new Refusal(
          "invalid",
          "Something is missing.",
          wrong.map(([field]) => field),
        );
      }
      const number = (newest()[0]?.number ?? 0) + 1;
      const id =
        findSame(customer, phone)?.id ?? 1 + Math.max(0, ...store.all("customer").map((one) => one.id));
      const code = newCode(new Set(store.all("job").map((job) => job.code)));
      const status = "received" as const;
      const job: Job = {
        ...{ number, customerId: id, bicycle, fault, status, code },
        ...{ receivedOn: today(), agreed: false, lines: [] },
      };
      store.write(["customer", id, { id, name: customer, phone }], ["job", number, job]);
      return show(who, job);
    },
    changeJob(who: Staff, number: number, { status, agreed }: Record<string, unknown>) {
      let job = getJob(number);
      if (status === undefined && agreed !== true)
        throw new Refusal("invalid", "Say what is to change.", ["status"]);
      if (agreed !== undefined) {
        requireAll(who);
        if (agreed !== true || job.lines.length === 0)
          throw new Refusal("invalid", "There is nothing to agree to.", ["agreed"]);
        job = { ...job, agreed: true };
      }
      if (status === undefined) store.write(["job", number, job]);
      else {
        if (typeof status !== "string" || !Object.hasOwn(GRAPH, status))
          throw new Refusal("invalid", "There is no such status.", ["status"]);
        const to = status as Status;
        if (!GRAPH[job.status].includes(to))
          throw new Refusal("wrong_status", "A job does not move like this.");
        if (!mayGo(who, job.status, to)) forbid();
        store.write(["job", number, { ...job, status: to }], ...toPapers(job, to));
      }
      return show(who, getJob(number));
    },
    addLine(who: Staff, number: number, input: Record<string, unknown>) {
      const job = changeLines(number, ({ lines }) => {
        const [line, ...changes] = toNewLine(input);
        const id = (store.get("counter", "line")?.last ?? 0) + 1;
        return [[...lines, { id, ...line }], ["counter", "line", { name: "line", last: id }], ...changes];
      });
      return show(who, job);
    },
    removeLine(who: Staff, number: number, id: number) {
      const job = changeLines(number, ({ lines }) => {
        const line = lines.find((one) => one.id === id);
        if (line === undefined) throw new Refusal("not_found", "There is no such line.");
        const part = line.sku === null ? undefined : store.get("part", line.sku);
        const rest = lines.filter((one) => one !== line);
        if (part === undefined) return [rest];
        return [rest, ["part", part.sku, { ...part, stock: part.stock + line.quantity }]];
      });
      return show(who, job);
    },
    listParts: () => store.all("part").toSorted((a, b) => a.name.localeCompare(b.name, "en")),
    track(code: string) {
      const { bicycle, status, lines, agreed } = byCode(code);
      return { bicycle, status, total: lines.length > 0 ? add(lines).total : null, agreed };
    },
    agreeOnline(code: string, total: unknown) {
      const job = byCode(code);
      if (job.lines.length === 0 || job.status === "collected" || add(job.lines).total !== total)
        throw new Refusal("changed", "The estimate has changed.");
      store.write(["job", job.number, { ...job, agreed: true }]);
      return this.track(code);
    },
    listCustomers(who: Staff) {
      requireAll(who);
      return customers();
    },
    readCustomer(who: Staff, id: number) {
      requireAll(who);
      const jobs = newest().filter((job) => job.customerId === id);
      return { customer: getCustomer(id), jobs: jobs.map((job) => show(who, job)) };
    },
    changeCustomer(who: Staff, id: number, input: Record<string, unknown>) {
      requireAll(who);
      const old = getCustomer(id);
      const name = tidy(input["name"] ?? old.name);
      const phone = tidyPhone(input["phone"] ?? old.phone);
      if (name === null || phone === null) {
        const wrong = Object.entries({ name, phone }).filter(([, value]) => value === null);
        throw new Refusal(
          "invalid",
          "Something is missing.",
          wrong.map(([field]) => field),
        );
      }
      if ((findSame(name, phone)?.id ?? id) !== id)
        throw new Refusal("duplicate", "There is already such a customer.");
      store.write(["customer", id, { id, name, phone }]);
      return getCustomer(id);
    },
    listInvoices(who: Staff) {
      requireAll(who);
      return invoices();
    },
    readInvoice(who: Staff, number: number) {
      requireAll(who);
      const invoice = invoices().find((one) => one.number === number);
      if (invoice === undefined) throw new Refusal("not_found", "There is no such invoice.");
      return invoice;
    },
  };
}
