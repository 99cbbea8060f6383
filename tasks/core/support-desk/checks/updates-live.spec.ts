import { expect, type Page } from "@playwright/test";
import { change, chosen, expectChosen, expectTexts, lookAt, openTicket, test, write } from "./desk.ts";

/** Leaves a mark on the page that a reload would wipe away. */
const mark = (page: Page) => page.evaluate(() => void Object.assign(window, { wasHereBefore: true }));
const isMarked = (page: Page) => page.evaluate(() => "wasHereBefore" in window);

test("a conversation goes on in both pages, and a draft is left alone", async ({ as, call }) => {
  const [priya, tomas, ines] = [await as("priya"), await as("tomas"), await call("ines")];
  const { number } = await openTicket(priya, `${chosen("PROBLEM")} (talk)`, chosen("DETAIL"));
  const [hers, his] = [await priya.open(`/tickets/${number}`), await tomas.open(`/tickets/${number}`)];
  const [customer, agent] = [lookAt(hers), lookAt(his)];
  await Promise.all([mark(hers), mark(his)]);
  await expect(agent.messages).toHaveCount(1);
  await agent.reply.focus();
  await his.keyboard.type("It may be the cable");
  for (let n = 0; n < "cable".length; n += 1) await his.keyboard.press("ArrowLeft");

  await customer.reply.fill("It happens\nmore and more");
  await customer.send.click();
  await expect(agent.messages).toHaveCount(2);
  await expectTexts(agent.messages.last(), "It happens more and more", "Priya Nair");
  const shown = await agent.messages.last().innerText();
  expect(/happens\s*\n\s*more/.test(shown), "the message has its line break").toBe(true);
  await expect(agent.reply).toBeFocused();
  await his.keyboard.type("old ");
  await expect(agent.reply).toHaveValue("It may be the old cable");

  await agent.canned.selectOption({ label: "Ask for a restart" });
  const question =
    "Please unplug the router for thirty seconds and plug it in again, Priya Nair. Does it help?";
  await expect(agent.reply).toHaveValue(`It may be the old cable\n${question}`);

  await agent.send.click();
  await expect(customer.messages).toHaveCount(3);
  await expectTexts(customer.messages.last(), "It may be the old cable");
  await change(ines, number, { status: "solved", priority: "urgent" });
  await expect(customer.status).toHaveText("Solved");
  await expect(agent.status).toHaveText("Solved");
  await expectChosen(agent.prioritySelect, "Urgent");
  await write(priya, number, "Not quite");
  await expect(customer.status).toHaveText("Open");
  await expectChosen(agent.statusSelect, "Open");
  expect(await isMarked(hers), "the customer's page is still the same").toBe(true);
  expect(await isMarked(his), "the agent's page is still the same").toBe(true);
});

test("the list follows, under its filters", async ({ as, call }) => {
  const [priya, tomas] = [await call("priya"), await as("tomas")];
  const page = await tomas.open("/");
  const search = page.getByLabel("Search tickets", { exact: true });
  const rows = page.getByTestId("ticket");
  await mark(page);
  await search.fill(`${chosen("PROBLEM")} (listed)`);
  await page.getByRole("combobox", { name: "Filter by status", exact: true }).selectOption({ label: "Open" });
  await expect(page.getByTestId("ticket-count")).toHaveText("0 tickets");
  await search.focus();

  await openTicket(priya, `${chosen("PROBLEM")} (not this one)`, chosen("DETAIL"));
  const { number } = await openTicket(priya, `${chosen("PROBLEM")} (listed)`, chosen("DETAIL"));
  await expect(page.getByTestId("ticket-count")).toHaveText("1 ticket");
  await expect(rows).toHaveCount(1);
  await expectTexts(rows, `#${number}`, "Unassigned");
  await change(tomas, number, { assigneeId: 2, priority: "urgent" });
  await expectTexts(rows, "Tomas Reed", "Urgent");
  await change(tomas, number, { status: "pending" });
  await expect(rows).toHaveCount(0);
  await expect(page.getByTestId("ticket-count")).toHaveText("0 tickets");
  await expect(search).toHaveValue(`${chosen("PROBLEM")} (listed)`);
  await expect(search).toBeFocused();
  expect(await isMarked(page), "the page is still the same").toBe(true);
});
