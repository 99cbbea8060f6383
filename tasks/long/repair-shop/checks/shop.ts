import { type APIRequestContext, expect, type Page, test as base } from "@playwright/test";

const PINS = { Mara: "4021", Owen: "6688", Nia: "7350" } as const;

type Staff = keyof typeof PINS;

export interface Line {
  id?: number;
  kind: string;
  description: string;
  quantity: number;
  amount: number;
}

export interface Job {
  number: number;
  customerId: number;
  customer: string;
  phone: string;
  bicycle: string;
  fault: string;
  status: string;
  receivedOn: string;
  code: string;
  lines: Line[];
  total: number;
  agreed: boolean;
  invoice: number | null;
}

interface Fixtures {
  /** The API as a member of staff uses it; without a name as a stranger does. */
  readonly call: (staff?: Staff) => Promise<APIRequestContext>;
  /** Kills the server and starts it again, with another book where there is SQL that makes one. Resolves once it answers. */
  readonly restart: (sql?: string) => Promise<void>;
}

export const test = base.extend<Fixtures>({
  call: async ({ playwright, baseURL }, use) => {
    const contexts: APIRequestContext[] = [];
    await use(async (staff) => {
      const headers =
        staff === undefined
          ? {}
          : { authorization: `Basic ${Buffer.from(`${staff}:${PINS[staff]}`).toString("base64")}` };
      const api = await playwright.request.newContext({ baseURL, extraHTTPHeaders: headers });
      contexts.push(api);
      return api;
    });
    await Promise.all(contexts.map((api) => api.dispose()));
  },
  restart: async ({ playwright, baseURL }, use) => {
    const api = await playwright.request.newContext();
    await use(async (sql = "") => {
      // How the server is run, and ended here: see `app.start` in task.yaml.
      const port = 20_000 + (Number(new URL(baseURL!).port) % 10_000);
      const ended = await api.post(`http://127.0.0.1:${port}/`, { data: Buffer.from(sql) });
      expect(ended.status()).toBe(200);
      const ask = () =>
        api.get(`${baseURL}/`).then(
          (answer) => answer.status() < 500,
          () => false,
        );
      await expect.poll(ask, { timeout: 20_000 }).toBe(true);
    });
    await api.dispose();
  },
});

/** A text that the seed chose. */
export const chosen = (variable: "RIDER" | "BICYCLE" | "FAULT"): string => process.env[variable]!;

/** Takes a job of a test's own in. */
export async function takeIn(api: APIRequestContext, values: Partial<Job> = {}): Promise<Job> {
  const data = {
    ...{
      customer: chosen("RIDER"),
      phone: "07700 900005",
      bicycle: chosen("BICYCLE"),
      fault: chosen("FAULT"),
    },
    ...values,
  };
  const answer = await api.post("/api/jobs", { data });
  expect(answer.status(), "status of taking a job in").toBe(201);
  return ((await answer.json()) as { job: Job }).job;
}

export async function readJob(api: APIRequestContext, number: number): Promise<Job> {
  const answer = await api.get(`/api/jobs/${number}`);
  expect(answer.status(), "status of reading a job").toBe(200);
  return ((await answer.json()) as { job: Job }).job;
}

export async function listJobs(api: APIRequestContext): Promise<Job[]> {
  const answer = await api.get("/api/jobs");
  expect(answer.status(), "status of listing jobs").toBe(200);
  return ((await answer.json()) as { jobs: Job[] }).jobs;
}

export async function addWork(
  api: APIRequestContext,
  number: number,
  work: string,
  minutes: number,
): Promise<Job> {
  const answer = await api.post(`/api/jobs/${number}/lines`, { data: { work, minutes } });
  expect(answer.status(), "status of adding work").toBe(201);
  return ((await answer.json()) as { job: Job }).job;
}

export async function change(api: APIRequestContext, number: number, data: object): Promise<Job> {
  const answer = await api.patch(`/api/jobs/${number}`, { data });
  expect(answer.status(), `status of changing ${JSON.stringify(data)}`).toBe(200);
  return ((await answer.json()) as { job: Job }).job;
}

/** Signs in on a page that asks for it. */
export async function signIn(page: Page, staff: Staff): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(staff);
  await page.getByLabel("PIN", { exact: true }).fill(PINS[staff]);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

type OldJob = [
  customer: string,
  phone: string,
  bicycle: string,
  fault: string,
  status: number,
  received: string,
];

const quote = (value: string | number): string =>
  typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;

const rows = (list: readonly (readonly (string | number)[])[]): string =>
  list.map((row) => `(${row.map(quote).join(", ")})`).join(", ");

/** SQL that makes a book of the old program. */
export const writeOldBook = (firstNumber: number, jobs: readonly OldJob[], lastInvoice: number): string => `
  CREATE TABLE staff (name TEXT PRIMARY KEY, pin TEXT NOT NULL, role TEXT NOT NULL);
  CREATE TABLE jobs (number INTEGER PRIMARY KEY, customer TEXT NOT NULL, phone TEXT NOT NULL, bicycle TEXT NOT NULL,
    fault TEXT NOT NULL, status INTEGER NOT NULL, received TEXT NOT NULL);
  CREATE TABLE parts (sku TEXT PRIMARY KEY, name TEXT NOT NULL, price INTEGER NOT NULL, stock INTEGER NOT NULL);
  CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);
  INSERT INTO staff VALUES ('Mara', '4021', 'owner'), ('Owen', '6688', 'mechanic');
  INSERT INTO parts VALUES ('KS', 'Kickstand', 1350, 3), ('GR', 'Grips', 899, 8);
  INSERT INTO settings VALUES ('shop', 'Fennel Street Cycles'), ('last_invoice', '${lastInvoice}');
  INSERT INTO jobs VALUES ${rows(jobs.map((job, index) => [firstNumber + index, ...job]))};
`;
