import {
  type APIRequestContext,
  type BrowserContext,
  expect,
  type Locator,
  type Page,
  test as base,
} from "@playwright/test";

export const PEOPLE = {
  ines: { id: 1, name: "Ines Marlow", email: "ines@desk.example", password: "harbour-lantern-41" },
  tomas: { id: 2, name: "Tomas Reed", email: "tomas@desk.example", password: "copper-kettle-27" },
  priya: { id: 3, name: "Priya Nair", email: "priya@mail.example", password: "monsoon-tram-93" },
  jonas: { id: 4, name: "Jonas Holt", email: "jonas@mail.example", password: "gravel-bicycle-68" },
} as const;

/** Someone who is signed in, with a session of their own. */
export interface Caller {
  readonly api: APIRequestContext;
}

/** The same in a browser. */
export interface Person extends Caller {
  readonly context: BrowserContext;
  readonly open: (path: string) => Promise<Page>;
}

type Name = keyof typeof PEOPLE;

interface Fixtures {
  /** Signs in without a browser, which is quicker. */
  readonly call: (name: Name) => Promise<Caller>;
  readonly as: (name: Name) => Promise<Person>;
}

export const test = base.extend<Fixtures>({
  call: async ({ playwright, baseURL }, use) => {
    const contexts: APIRequestContext[] = [];
    await use(async (name) => {
      const api = await playwright.request.newContext({ baseURL });
      contexts.push(api);
      await signIn(api, name);
      return { api };
    });
    await Promise.all(contexts.map((api) => api.dispose()));
  },
  as: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (name) => {
      const context = await browser.newContext();
      contexts.push(context);
      await signIn(context.request, name);
      const open = async (path: string) => {
        const page = await context.newPage();
        await page.goto(path);
        return page;
      };
      return { context, api: context.request, open };
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

async function signIn(api: APIRequestContext, name: Name): Promise<void> {
  const { email, password } = PEOPLE[name];
  const answer = await api.post("/api/session", { data: { email, password } });
  expect(answer.status(), `status of signing in as ${name}`).toBe(200);
}

/** A text that the seed chose. */
export const chosen = (name: string): string => process.env[name]!;

export interface Ticket {
  number: number;
  subject: string;
  status: string;
  priority: string;
  customer: { id: number; name: string };
  assignee: { id: number; name: string } | null;
  version: number;
  changedBy: { id: number; name: string };
  createdAt: string;
}

export interface Message {
  id: unknown;
  author: { id: number; name: string };
  text: string;
  internal: boolean;
  createdAt: string;
}

/** Opens a ticket of a test's own by the API. */
export async function openTicket({ api }: Caller, subject: string, message: string): Promise<Ticket> {
  const answer = await api.post("/api/tickets", { data: { subject, message } });
  expect(answer.status(), "status of opening a ticket").toBe(201);
  return ((await answer.json()) as { ticket: Ticket }).ticket;
}

export async function readTicket(
  { api }: Caller,
  number: number,
): Promise<{ ticket: Ticket; messages: Message[] }> {
  const answer = await api.get(`/api/tickets/${number}`);
  expect(answer.status(), "status of reading a ticket").toBe(200);
  return (await answer.json()) as { ticket: Ticket; messages: Message[] };
}

export async function write(
  { api }: Caller,
  number: number,
  text: string,
  internal?: boolean,
): Promise<void> {
  const data = internal === undefined ? { text } : { text, internal };
  const answer = await api.post(`/api/tickets/${number}/messages`, { data });
  expect(answer.status(), "status of writing a message").toBe(201);
}

/** Changes a ticket from its current version. */
export async function change(caller: Caller, number: number, values: object): Promise<Ticket> {
  const { ticket } = await readTicket(caller, number);
  const answer = await caller.api.patch(`/api/tickets/${number}`, {
    data: { version: ticket.version, ...values },
  });
  expect(answer.status(), `status of changing ${JSON.stringify(values)}`).toBe(200);
  return ((await answer.json()) as { ticket: Ticket }).ticket;
}

/** The parts of a ticket's page. */
export function lookAt(page: Page) {
  const select = (name: string) => page.getByRole("combobox", { name, exact: true });
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  return {
    status: page.getByTestId("status"),
    messages: page.getByTestId("message"),
    reply: page.getByRole("textbox", { name: "Reply", exact: true }),
    send: button("Send"),
    save: button("Save changes"),
    saved: page.getByText("Changes saved.").filter({ visible: true }).first(),
    canned: select("Canned reply"),
    statusSelect: select("Status"),
    prioritySelect: select("Priority"),
  };
}

export async function expectChosen(select: Locator, label: string): Promise<void> {
  await expect(select.locator("option:checked")).toHaveText(label);
}

/** One element shows all of these texts. What it shows beside them, such as a time, is kept out of a failure's words. */
export async function expectTexts(element: Locator, ...texts: string[]): Promise<void> {
  for (const text of texts)
    await expect(element.filter({ hasText: text }), `one that shows ${text}`).toBeVisible();
}
