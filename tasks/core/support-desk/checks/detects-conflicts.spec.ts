import { expect } from "@playwright/test";
import {
  change,
  chosen,
  expectChosen,
  expectTexts,
  lookAt,
  openTicket,
  readTicket,
  test,
  write,
} from "./desk.ts";

test("of many changes to one version exactly one is stored", async ({ call }) => {
  const [priya, tomas, ines] = [await call("priya"), await call("tomas"), await call("ines")];
  const { number } = await openTicket(priya, `${chosen("PROBLEM")} (race)`, chosen("DETAIL"));
  const wishes = Array.from({ length: 10 }, (_, n) =>
    n % 2 === 0
      ? ({ person: tomas, values: { priority: "high" } } as const)
      : ({ person: ines, values: { status: "pending" } } as const),
  );
  const answers = await Promise.all(
    wishes.map(({ person, values }) =>
      person.api.patch(`/api/tickets/${number}`, { data: { version: 1, ...values } }),
    ),
  );
  const statuses = answers.map((answer) => answer.status());
  expect(statuses.toSorted()).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
  const winner = wishes[statuses.indexOf(200)]!;
  const stored = { status: "open", priority: "normal", version: 2, ...winner.values };
  for (const answer of answers.filter((one) => one.status() === 409)) {
    expect(await answer.json()).toMatchObject({ error: { code: "conflict" }, ticket: { number, ...stored } });
  }
  expect((await readTicket(ines, number)).ticket).toMatchObject(stored);

  await write(tomas, number, chosen("ANSWER"));
  const late = await ines.api.patch(`/api/tickets/${number}`, { data: { version: 2, priority: "low" } });
  expect(late.status(), "status of a change after a message").toBe(200);
});

test("the second is told by the page, and loses nothing", async ({ as, call }) => {
  const [priya, tomas, ines] = [await call("priya"), await as("tomas"), await call("ines")];
  const { number } = await openTicket(priya, `${chosen("PROBLEM")} (both)`, chosen("DETAIL"));
  const page = await tomas.open(`/tickets/${number}`);
  const ticket = lookAt(page);
  await ticket.reply.fill("A draft that is not sent yet");
  await ticket.prioritySelect.selectOption({ label: "High" });

  await change(ines, number, { status: "pending" });
  await write(ines, number, chosen("ANSWER"));
  // Once it shows this, the page has heard of the change as well.
  await expectTexts(ticket.messages.last(), chosen("ANSWER"));
  await expect(ticket.status).toHaveText("Pending");
  await expectChosen(ticket.prioritySelect, "High");

  await ticket.save.click();
  const warning = page.getByRole("alert").filter({
    hasText: "Ines Marlow changed this ticket while you were editing.",
    visible: true,
  });
  await expect(warning.first()).toBeVisible();
  await expectChosen(ticket.statusSelect, "Pending");
  await expectChosen(ticket.prioritySelect, "High");
  await expect(ticket.reply).toHaveValue("A draft that is not sent yet");
  expect((await readTicket(priya, number)).ticket).toMatchObject({
    status: "pending",
    priority: "normal",
    version: 2,
  });

  await ticket.save.click();
  await expect(ticket.saved).toBeVisible();
  expect((await readTicket(priya, number)).ticket).toMatchObject({
    status: "pending",
    priority: "high",
    version: 3,
    changedBy: { id: 2, name: "Tomas Reed" },
  });
});
