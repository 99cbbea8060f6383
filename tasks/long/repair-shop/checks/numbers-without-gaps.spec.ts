import { type APIRequestContext, expect } from "@playwright/test";
import {
  addWork,
  change,
  chosen,
  type Job,
  type Line,
  listJobs,
  readJob,
  test,
  writeOldBook,
} from "./shop.ts";

interface Invoice {
  number: number;
  kind: string;
  job: number;
  customer: string;
  phone: string;
  bicycle: string;
  issuedOn: string;
  lines: Line[];
  net: number;
  vat: number;
  total: number;
  cancels: number | null;
  cancelledBy: number | null;
}

const RENAMED = "Somebody Else";
const LAST_INVOICE = 4310;
const BOOK = writeOldBook(
  701,
  Array.from({ length: 24 }, (_, index) => [
    ...([chosen("RIDER"), `07700 900 ${100 + index}`, chosen("BICYCLE"), chosen("FAULT")] as const),
    ...([2, "2025-11-11"] as const),
  ]),
  LAST_INVOICE,
);
const range = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => first + index);

async function readInvoices(api: APIRequestContext): Promise<Invoice[]> {
  const answer = await api.get("/api/invoices");
  expect(answer.status(), "status of listing invoices").toBe(200);
  return ((await answer.json()) as { invoices: Invoice[] }).invoices;
}

async function agree(api: APIRequestContext, number: number): Promise<Job> {
  await addWork(api, number, `Work on ${number}`, 10);
  return change(api, number, { agreed: true });
}

test("refused, at the same time, taken back, killed: no number is left out or used twice", async ({
  call,
  restart,
}) => {
  const [mara, owen, nia] = [await call("Mara"), await call("Owen"), await call("Nia")];
  await restart(BOOK);
  for (const number of range(701, 6)) await agree(owen, number);
  await addWork(owen, 707, "Not agreed to", 10);
  const collect = async (api: APIRequestContext, number: number) => {
    const answer = await api.patch(`/api/jobs/${number}`, { data: { status: "collected" } });
    return answer.status();
  };
  expect(await collect(nia, 701), "status of an apprentice's collecting").toBe(403);
  expect(await collect(owen, 707), "status of collecting what is not agreed to").toBe(409);
  expect(await collect(owen, 708), "status of collecting a job without lines").toBe(200);
  const answers = await Promise.all(
    range(701, 6).map(async (number) =>
      (await Promise.all([collect(owen, number), collect(mara, number)])).toSorted(),
    ),
  );
  expect(answers).toEqual(range(701, 6).map(() => [200, 409]));
  const first = await readInvoices(owen);
  expect(first.map(({ number }) => number)).toEqual(range(LAST_INVOICE + 1, 6).toReversed());
  expect(first.map(({ job }) => job).toSorted()).toEqual(range(701, 6));

  await change(mara, 703, { status: "ready" });
  await change(mara, 708, { status: "ready" });
  await change(owen, 703, { status: "collected" });
  const [again, note] = await readInvoices(owen);
  expect(note).toMatchObject({ number: LAST_INVOICE + 7, kind: "credit-note", job: 703, total: -930 });
  expect(again).toMatchObject({ number: LAST_INVOICE + 8, kind: "invoice", job: 703, total: 930 });
  expect(await readJob(owen, 703)).toMatchObject({ status: "collected", invoice: LAST_INVOICE + 8 });

  for (const number of range(710, 12)) await agree(owen, number);
  await Promise.all([...range(710, 12).map((number) => collect(owen, number).catch(() => null)), restart()]);
  expect(await collect(owen, 707)).toBe(409);
  await agree(owen, 722);
  await change(owen, 722, { status: "collected" });
  const all = await readInvoices(owen);
  expect(all.map(({ number }) => number)).toEqual(range(LAST_INVOICE + 1, all.length).toReversed());
  expect(all[0]).toMatchObject({ job: 722 });
  const valid = all.filter(({ kind, cancelledBy }) => kind === "invoice" && cancelledBy === null);
  const invoiced = (await listJobs(owen)).filter(
    ({ status, lines }) => status === "collected" && lines.length > 0,
  );
  expect(valid.map(({ job }) => job).toSorted()).toEqual(invoiced.map(({ number }) => number).toSorted());
});

test("what is written stays, and the apprentice sees none of it", async ({ call }) => {
  const [mara, owen, nia] = [await call("Mara"), await call("Owen"), await call("Nia")];
  const before = await agree(owen, 723);
  const { invoice: number, customerId } = await change(owen, 723, { status: "collected" });
  const read = async (): Promise<Invoice> =>
    ((await (await owen.get(`/api/invoices/${number}`)).json()) as { invoice: Invoice }).invoice;
  const written = await read();
  const lines = [{ kind: "work", description: "Work on 723", quantity: 10, amount: 775 }];
  const { customer, phone, bicycle } = before;
  expect(written).toMatchObject({
    ...{ number, kind: "invoice", job: 723, customer, phone, bicycle, lines },
    ...{ net: 775, vat: 155, total: 930, cancels: null, cancelledBy: null },
    issuedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  });
  const { id } = before.lines[0]!;
  const remove = () => owen.delete(`/api/jobs/723/lines/${id}`);
  const add = () => owen.post("/api/jobs/723/lines", { data: { sku: "GR", quantity: 1 } });
  for (const refused of [await remove(), await add()])
    expect([refused.status(), await refused.json()]).toMatchObject([
      409,
      { error: { code: "wrong_status" } },
    ]);
  expect((await readJob(owen, 723)).lines.length).toBe(1);

  const patched = await owen.patch(`/api/customers/${customerId}`, { data: { name: RENAMED } });
  expect(patched.status()).toBe(200);
  await change(mara, 723, { status: "ready" });
  expect((await remove()).status()).toBe(200);
  expect((await add()).status()).toBe(201);
  expect(await readJob(owen, 723)).toMatchObject({ customer: RENAMED, invoice: null, agreed: false });
  expect(await read()).toEqual({ ...written, cancelledBy: number! + 1 });
  for (const path of ["/api/invoices", `/api/invoices/${number}`])
    expect((await nia.get(path)).status(), `status of ${path} for an apprentice`).toBe(403);
});
