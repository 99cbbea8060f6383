import { expect } from "@playwright/test";
import {
  type Caller,
  change,
  chosen,
  expectTexts,
  lookAt,
  openTicket,
  readTicket,
  test,
  write,
} from "./desk.ts";

const listNumbers = async ({ api }: Caller): Promise<number[]> => {
  const { tickets } = (await (await api.get("/api/tickets")).json()) as { tickets: { number: number }[] };
  return tickets.map(({ number }) => number);
};

test("tickets, messages and sessions are as they were, and an open page goes on", async ({
  as,
  call,
  baseURL,
  playwright,
}) => {
  const [priya, tomas] = [await call("priya"), await as("tomas")];
  const { number } = await openTicket(priya, `${chosen("PROBLEM")} (kept)`, chosen("DETAIL"));
  await change(tomas, number, { status: "pending", priority: "high", assigneeId: 2 });
  await write(tomas, number, `For us: ${chosen("SECRET")}`, true);
  const page = await tomas.open(`/tickets/${number}`);
  const ticket = lookAt(page);
  await expect(ticket.messages).toHaveCount(2);
  await ticket.reply.fill("A draft that outlives the server");
  const numbers = await listNumbers(tomas);
  await write(tomas, number, chosen("ANSWER"));
  const before = await readTicket(tomas, number);

  // How the server is run, and ended here: see `app.start` in task.yaml.
  const supervisor = await playwright.request.newContext();
  const port = 20_000 + (Number(new URL(baseURL!).port) % 10_000);
  const ended = await supervisor.post(`http://127.0.0.1:${port}/`);
  expect(ended.status()).toBe(200);
  await supervisor.dispose();
  await expect
    .poll(
      () =>
        tomas.api.get("/api/session").then(
          (answer) => answer.status(),
          () => "no answer",
        ),
      { timeout: 30_000 },
    )
    .toBe(200);

  expect(await (await tomas.api.get("/api/session")).json()).toMatchObject({ user: { id: 2 } });
  expect(await readTicket(tomas, number)).toEqual(before);
  expect(await listNumbers(tomas)).toEqual(numbers);
  await write(priya, number, "I am back, too");
  await expectTexts(ticket.messages.last(), "I am back, too");
  await expect(ticket.messages).toHaveCount(4);
  await expect(ticket.reply).toHaveValue("A draft that outlives the server");
  const next = await openTicket(priya, `${chosen("PROBLEM")} (after)`, chosen("DETAIL"));
  expect(next.number).toBe(numbers[0]! + 1);
});
