import { expect } from "@playwright/test";
import { change, chosen, openTicket, type Caller, readTicket, test, write } from "./desk.ts";

/** Tries to change a ticket from its current version; gives the status and the code of the answer. */
async function tryChange(caller: Caller, reader: Caller, number: number, values: object) {
  const { version } = (await readTicket(reader, number)).ticket;
  const answer = await caller.api.patch(`/api/tickets/${number}`, { data: { version, ...values } });
  const body = (await answer.json()) as { error?: { code: string; message: string } };
  return { status: answer.status(), code: body.error?.code ?? null };
}

const REFUSED = { status: 403, code: "forbidden" };
const DONE = { status: 200, code: null };

test("a customer does not see another's ticket", async ({ call }) => {
  const [priya, jonas] = [await call("priya"), await call("jonas")];
  const subject = `${chosen("PROBLEM")} (private)`;
  const { number } = await openTicket(priya, subject, chosen("DETAIL"));
  const read = await jonas.api.get(`/api/tickets/${number}`);
  expect(read.status()).toBe(404);
  expect(await read.json()).toMatchObject({ error: { code: "not_found" } });
  const wrote = await jonas.api.post(`/api/tickets/${number}/messages`, { data: { text: "Hello" } });
  expect([403, 404]).toContain(wrote.status());
  const changed = await jonas.api.patch(`/api/tickets/${number}`, { data: { version: 1, status: "solved" } });
  expect([403, 404]).toContain(changed.status());
  for (const query of ["", `?q=${encodeURIComponent(subject)}`, "?status=open", "?assignee=none"]) {
    const { tickets } = (await (await jonas.api.get(`/api/tickets${query}`)).json()) as {
      tickets: { customer: { id: number } }[];
    };
    expect(
      tickets.every(({ customer }) => customer.id === 4),
      `whose tickets there are with ${query}`,
    ).toBe(true);
  }
  const { ticket, messages } = await readTicket(priya, number);
  expect(ticket).toMatchObject({ version: 1, status: "open" });
  expect(messages.length).toBe(1);
});

test("a customer sets nothing, not even when opening", async ({ call }) => {
  const priya = await call("priya");
  const answer = await priya.api.post("/api/tickets", {
    data: {
      subject: `${chosen("PROBLEM")} (eager)`,
      message: chosen("DETAIL"),
      status: "solved",
      priority: "urgent",
      assigneeId: 1,
      customerId: 4,
      customer: { id: 4, name: "Jonas Holt" },
      version: 7,
    },
  });
  expect(answer.status()).toBe(201);
  const { number } = ((await answer.json()) as { ticket: { number: number } }).ticket;
  const asOpened = {
    status: "open",
    priority: "normal",
    assignee: null,
    customer: { id: 3, name: "Priya Nair" },
    version: 1,
    changedBy: { id: 3, name: "Priya Nair" },
  };
  expect((await readTicket(priya, number)).ticket).toMatchObject(asOpened);
  for (const values of [{ status: "solved" }, { priority: "urgent" }, { assigneeId: 1 }]) {
    expect(await tryChange(priya, priya, number, values)).toEqual(REFUSED);
  }
  expect((await readTicket(priya, number)).ticket).toMatchObject(asOpened);
});

test("the staff opens no tickets", async ({ call }) => {
  for (const name of ["tomas", "ines"] as const) {
    const data = { subject: `${chosen("PROBLEM")} (staff)`, message: chosen("DETAIL") };
    const answer = await (await call(name)).api.post("/api/tickets", { data });
    expect(answer.status(), `status for ${name}`).toBe(403);
    expect(await answer.json()).toMatchObject({ error: { code: "forbidden" } });
  }
});

test("an agent assigns tickets to themselves only, the lead to anyone", async ({ call }) => {
  const [priya, tomas, ines] = [await call("priya"), await call("tomas"), await call("ines")];
  const { number } = await openTicket(priya, `${chosen("PROBLEM")} (whose)`, chosen("DETAIL"));
  expect(await tryChange(tomas, ines, number, { assigneeId: 1 })).toEqual(REFUSED);
  expect(await tryChange(tomas, ines, number, { assigneeId: 1, priority: "high" })).toEqual(REFUSED);
  expect((await readTicket(ines, number)).ticket).toMatchObject({
    assignee: null,
    priority: "normal",
    version: 1,
  });
  expect(await tryChange(ines, ines, number, { assigneeId: 1 })).toEqual(DONE);
  expect(await tryChange(tomas, ines, number, { assigneeId: null })).toEqual(REFUSED);
  expect(await tryChange(tomas, ines, number, { assigneeId: 1, priority: "low" })).toEqual(DONE);
  expect(await tryChange(tomas, ines, number, { assigneeId: 2 })).toEqual(DONE);
  expect(await tryChange(ines, ines, number, { assigneeId: null })).toEqual(DONE);
  expect((await readTicket(ines, number)).ticket).toMatchObject({ assignee: null, priority: "low" });
});

test("only the lead opens a closed ticket again", async ({ call }) => {
  const [priya, tomas, ines] = [await call("priya"), await call("tomas"), await call("ines")];
  const { number } = await openTicket(priya, `${chosen("PROBLEM")} (reopened)`, chosen("DETAIL"));
  await change(tomas, number, { status: "solved" });
  await change(tomas, number, { status: "closed" });
  expect(await tryChange(tomas, ines, number, { status: "open" })).toEqual(REFUSED);
  expect((await readTicket(ines, number)).ticket.status).toBe("closed");
  expect(await tryChange(ines, ines, number, { status: "open" })).toEqual(DONE);
});

test("a customer's message opens a pending ticket again, the staff's does not", async ({ call }) => {
  const [priya, tomas] = [await call("priya"), await call("tomas")];
  const { number } = await openTicket(priya, `${chosen("PROBLEM")} (again)`, chosen("DETAIL"));
  await change(tomas, number, { status: "pending" });
  await write(tomas, number, "Does it go on?");
  const { ticket: before } = await readTicket(tomas, number);
  expect(before).toMatchObject({ status: "pending", version: 2, changedBy: { id: 2, name: "Tomas Reed" } });
  await write(priya, number, "It does.");
  const { ticket: after } = await readTicket(tomas, number);
  expect(after).toMatchObject({ status: "open", version: 3, changedBy: { id: 3, name: "Priya Nair" } });
});
