import { type APIResponse, expect } from "@playwright/test";
import { change, chosen, openTicket, readTicket, test } from "./desk.ts";

/** The answer is a refusal of the stated shape; with `fields`, it names exactly these. */
async function expectRefusal(
  answer: APIResponse,
  status: number,
  code: string,
  fields?: string[],
): Promise<void> {
  expect(answer.status(), `status of ${answer.url()}`).toBe(status);
  expect(answer.headers()["content-type"]).toContain("application/json");
  const { error } = (await answer.json()) as {
    error: { code: string; message: string; fields?: Record<string, string> };
  };
  expect(error).toMatchObject({ code, message: expect.stringMatching(/\w/) });
  if (fields === undefined) return;
  expect(Object.keys(error.fields ?? {}).toSorted()).toEqual(fields.toSorted());
  for (const sentence of Object.values(error.fields!)) expect(sentence).toMatch(/\w/);
}

const subject = `${chosen("PROBLEM")} (odd)`;
const message = chosen("DETAIL");
const asJson = (text: string) => ({
  data: Buffer.from(text),
  headers: { "content-type": "application/json" },
});

test("new tickets need a subject and a message of the stated lengths", async ({ call }) => {
  const { api } = await call("jonas");
  const countTickets = async () => (await (await api.get("/api/tickets")).json()).tickets.length;
  const before = await countTickets();
  const refused: [object, string[]][] = [
    [{}, ["subject", "message"]],
    [{ subject: " \n ", message }, ["subject"]],
    [{ subject, message: "\t " }, ["message"]],
    [{ subject: "x".repeat(121), message }, ["subject"]],
    [{ subject, message: "x".repeat(4001) }, ["message"]],
    [{ subject: 42, message: null }, ["subject", "message"]],
    [{ subject: [subject], message: { text: message } }, ["subject", "message"]],
  ];
  for (const [data, fields] of refused)
    await expectRefusal(await api.post("/api/tickets", { data }), 422, "invalid", fields);
  for (const body of ["{", "", "[]", "null", '"subject"', "7"])
    await expectRefusal(await api.post("/api/tickets", asJson(body)), 400, "bad_request");
  expect(await countTickets(), "number of tickets after refusals").toBe(before);

  const longest = { subject: ` ${"x".repeat(120)}\n`, message: `\n${"y".repeat(4000)}  ` };
  const answer = await api.post("/api/tickets", { data: longest });
  expect(answer.status(), "status with the longest texts").toBe(201);
  expect((await answer.json()).ticket.subject).toBe("x".repeat(120));
});

test("changes must be of the stated kinds, and transitions of the stated ones", async ({ call }) => {
  const [jonas, ines] = [await call("jonas"), await call("ines")];
  const { number } = await openTicket(jonas, subject, message);
  const patch = (data: object) => ines.api.patch(`/api/tickets/${number}`, { data });
  const refused: [object, string[]][] = [
    [{ status: "solved" }, ["version"]],
    [{ version: "1", status: "solved" }, ["version"]],
    [{ version: 1, status: "done" }, ["status"]],
    [{ version: 1, status: null, priority: 3 }, ["status", "priority"]],
    [{ version: 1, priority: "toString" }, ["priority"]],
    [{ version: 1, assigneeId: 4, priority: "low" }, ["assigneeId"]],
    [{ version: 1, assigneeId: 99 }, ["assigneeId"]],
    [{ version: 1, assigneeId: "2" }, ["assigneeId"]],
    [{ version: 1, status: "closed" }, ["status"]],
    [{ version: 1, status: "closed", priority: "high" }, ["status"]],
  ];
  for (const [data, fields] of refused) await expectRefusal(await patch(data), 422, "invalid", fields);
  await expectRefusal(await ines.api.patch(`/api/tickets/${number}`, asJson("[1]")), 400, "bad_request");
  const asOpened = { version: 1, status: "open", priority: "normal", assignee: null };
  expect((await readTicket(ines, number)).ticket).toMatchObject(asOpened);

  await change(ines, number, { status: "pending" });
  await expectRefusal(await patch({ version: 2, status: "closed" }), 422, "invalid", ["status"]);
  await change(ines, number, { status: "solved" });
  await expectRefusal(await patch({ version: 3, status: "pending" }), 422, "invalid", ["status"]);
  await change(ines, number, { status: "closed" });
  await expectRefusal(await patch({ version: 4, status: "solved" }), 422, "invalid", ["status"]);
  await expectRefusal(await patch({ version: 4, status: "pending" }), 422, "invalid", ["status"]);
  expect((await readTicket(ines, number)).ticket).toMatchObject({ version: 4, status: "closed" });
});

test("messages need a text, and a ticket that takes them", async ({ call }) => {
  const [jonas, ines] = [await call("jonas"), await call("ines")];
  const { number } = await openTicket(jonas, subject, message);
  const path = `/api/tickets/${number}/messages`;
  for (const data of [{}, { text: " \n" }, { text: 5 }, { text: "z".repeat(4001) }])
    await expectRefusal(await ines.api.post(path, { data }), 422, "invalid", ["text"]);
  await expectRefusal(await ines.api.post(path, { data: { text: "a", internal: "yes" } }), 422, "invalid", [
    "internal",
  ]);
  await expectRefusal(await ines.api.post(path, asJson("nothing")), 400, "bad_request");
  await change(ines, number, { status: "solved" });
  await change(ines, number, { status: "closed" });
  await expectRefusal(await jonas.api.post(path, { data: { text: "Wait!" } }), 409, "closed");
  await expectRefusal(
    await ines.api.post(path, { data: { text: "Late note", internal: true } }),
    409,
    "closed",
  );
  expect((await readTicket(ines, number)).messages.length).toBe(1);
});

test("what is not there is not found, and a filter that is none is refused", async ({ call }) => {
  const { api } = await call("ines");
  for (const path of ["/api/tickets/999999", "/api/tickets/abc", "/api/tickets/1001x", "/api/nothing"])
    await expectRefusal(await api.get(path), 404, "not_found");
  const data = { text: "Anyone?" };
  await expectRefusal(await api.post("/api/tickets/999999/messages", { data }), 404, "not_found");
  await expectRefusal(await api.get("/api/tickets?status=new"), 422, "invalid", ["status"]);
});
