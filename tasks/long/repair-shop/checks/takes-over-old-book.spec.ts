import { type APIRequestContext, expect } from "@playwright/test";
import { chosen, type Job, listJobs, takeIn, test, writeOldBook } from "./shop.ts";

interface Customer {
  id: number;
  name: string;
  phone: string;
  jobs: number;
}

interface Part {
  sku: string;
  name: string;
  price: number;
  stock: number;
}

const OLD_JOBS: Parameters<typeof writeOldBook>[1] = [
  ["Jo Hall", "0131 496 0990", "Old roadster", "Seized seatpost", 3, "2025-10-01"],
  ["Kit O'Shea", "07700 900991", chosen("BICYCLE"), chosen("FAULT"), 0, "2025-10-02"],
  ["jo  hall", "+44 131-4960990", "Old roadster", 'It\'s "stuck" again', 2, "2025-10-03"],
  ["Jo Hall", "0131 496 0992", "Recumbent", "Idler worn", 1, "2025-10-04"],
  ["Sam Hall", "(0131) 496 0990", "Unicycle", "Bearing", 3, "2025-10-05"],
  ["KIT O'SHEA", "+447700900991", "Tandem", "Sync chain", 2, "2025-10-06"],
  ["Lars Åkesson", "07700 900994", "Recumbent", "Mirror", 1, "2025-10-07"],
  ["LARS ÅKESSON", "07700900994", "Recumbent", "Boom", 0, "2025-10-08"],
];
const STATUSES = ["received", "in-repair", "ready", "collected"];
/** By place in the list above: who is the same, and how they are written. */
const CUSTOMERS: [name: string, phone: string, jobs: number[]][] = [
  ["jo hall", "+44 131-4960990", [0, 2]],
  ["KIT O'SHEA", "+447700900991", [1, 5]],
  ["Jo Hall", "0131 496 0992", [3]],
  ["Sam Hall", "(0131) 496 0990", [4]],
  ["LARS ÅKESSON", "07700900994", [6, 7]],
];

const spaced = (text: string): string => text.replaceAll(/\s+/g, " ");

async function readCustomers(api: APIRequestContext): Promise<Customer[]> {
  const answer = await api.get("/api/customers");
  expect(answer.status(), "status of listing customers").toBe(200);
  const { customers } = (await answer.json()) as { customers: Customer[] };
  return customers.map((one) => ({ ...one, name: spaced(one.name) }));
}

async function readAll(api: APIRequestContext): Promise<unknown> {
  return [await listJobs(api), await readCustomers(api), await (await api.get("/api/parts")).json()];
}

test("nothing is lost, and who is the same customer is one", async ({ call, restart }) => {
  const owen = await call("Owen");
  await restart(writeOldBook(501, OLD_JOBS, 77));
  const jobs = (await listJobs(owen)).toReversed();
  expect(jobs.map(({ number }) => number)).toEqual(OLD_JOBS.map((_, index) => 501 + index));
  for (const [index, [, , bicycle, fault, status, receivedOn]] of OLD_JOBS.entries())
    expect(jobs[index]).toMatchObject({ bicycle, fault, status: STATUSES[status], receivedOn, lines: [] });
  expect(new Set(jobs.map(({ code }) => code)).size).toBe(jobs.length);

  const customers = await readCustomers(owen);
  expect(customers.map(({ name, phone, jobs: count }) => [name, phone, count]).toSorted()).toEqual(
    CUSTOMERS.map(([name, phone, places]) => [name, phone, places.length]).toSorted(),
  );
  for (const [name, phone, places] of CUSTOMERS) {
    const { id } = customers.find((one) => one.name === name && one.phone === phone)!;
    const own = jobs.filter(({ customerId }) => customerId === id);
    expect(own.map(({ number }) => number - 501)).toEqual(places);
    for (const job of own) expect([spaced(job.customer), job.phone]).toEqual([name, phone]);
  }
  const { parts } = (await (await owen.get("/api/parts")).json()) as { parts: Part[] };
  expect(parts.map(({ sku, name, price, stock }) => [sku, name, price, stock]).toSorted()).toEqual([
    ["GR", "Grips", 899, 8],
    ["KS", "Kickstand", 1350, 3],
  ]);
});

test("a second start changes nothing more, and the book goes on", async ({ call, restart }) => {
  const owen = await call("Owen");
  const before = await readAll(owen);
  await restart();
  expect(await readAll(owen)).toEqual(before);

  const job = await takeIn(owen, { customer: "Sam  HALL", phone: "0131-496 0990" });
  expect(job.number).toBe(509);
  const answer = await owen.get(`/api/customers/${job.customerId}`);
  const { customer, jobs } = (await answer.json()) as { customer: Customer; jobs: Job[] };
  expect([spaced(customer.name), customer.phone, customer.jobs]).toEqual(["Sam HALL", "0131-496 0990", 2]);
  expect(jobs.map(({ number }) => number)).toEqual([509, 505]);
  const patch = (id: number, data: object) => owen.patch(`/api/customers/${id}`, { data });
  const refused = await patch(job.customerId, { name: "jo hall" });
  expect(refused.status(), "status of making two customers the same").toBe(409);
  expect(await refused.json()).toMatchObject({ error: { code: "duplicate" } });
  expect((await patch(job.customerId, { phone: "07700 900996" })).status()).toBe(200);
  const renamed = (await listJobs(owen)).filter(({ phone }) => phone === "07700 900996");
  expect(renamed.map(({ number }) => number)).toEqual([509, 505]);
});
