import { expect, type Page } from "@playwright/test";
import { chosen, expectTexts, lookAt, openTicket, readTicket, test, write } from "./desk.ts";

const secret = chosen("SECRET");

/** Says no more of a text than whether the secret is in it: the rest holds times. */
function expectNoSecret(text: string, what: string, word = secret): void {
  expect(text.toLowerCase().includes(word.toLowerCase()), `a note's words are in ${what}`).toBe(false);
}

test("no answer to a customer holds a note", async ({ call }) => {
  const [priya, tomas] = [await call("priya"), await call("tomas")];
  const { number } = await openTicket(priya, `${chosen("PROBLEM")} (notes)`, chosen("DETAIL"));
  await write(tomas, number, chosen("ANSWER"), false);
  await write(tomas, number, `We say nothing of the ${secret}.`, true);

  expect((await readTicket(tomas, number)).messages.map(({ internal }) => internal)).toEqual([
    false,
    false,
    true,
  ]);
  const found = await tomas.api.get(`/api/tickets?q=${secret.toUpperCase()}`);
  expect((await found.json()).tickets).toMatchObject([{ number }]);

  expect((await readTicket(priya, number)).messages).toMatchObject([
    { text: chosen("DETAIL"), author: { id: 3 }, internal: false },
    { text: chosen("ANSWER"), author: { id: 2, name: "Tomas Reed" }, internal: false },
  ]);
  const searched = await priya.api.get(`/api/tickets?q=${secret}`);
  expect((await searched.json()).tickets, "tickets that a customer finds by a note's word").toEqual([]);
  for (const path of ["/api/tickets", `/api/tickets/${number}`, "/", `/tickets/${number}`]) {
    expectNoSecret(await (await priya.api.get(path)).text(), `what a customer gets from ${path}`);
  }
  const old = await (await priya.api.get("/api/tickets/1001")).text();
  expectNoSecret(old, "what a customer gets from /api/tickets/1001", "goodwill");

  const data = { text: "I write one too.", internal: true };
  const refused = await priya.api.post(`/api/tickets/${number}/messages`, { data });
  expect(refused.status(), "status of a customer's note").toBe(403);
  expect((await readTicket(tomas, number)).messages.length).toBe(3);
});

test("nothing of a note comes to a customer's open page", async ({ as, call }) => {
  const [priya, tomas] = [await as("priya"), await call("tomas")];
  const { number } = await openTicket(priya, `${chosen("PROBLEM")} (open page)`, chosen("DETAIL"));
  const page = await priya.open("about:blank");
  const overheard = await overhear(page);
  await page.goto(`/tickets/${number}`);
  const { messages } = lookAt(page);
  await expect(messages).toHaveCount(1);

  await write(tomas, number, `Only for us: ${secret}.`, true);
  await write(tomas, number, chosen("ANSWER"));
  await expectTexts(messages.last(), chosen("ANSWER"));
  await expect(messages).toHaveCount(2);
  expectNoSecret(await page.content(), "the customer's page");
  expectNoSecret((await overheard()).join("\n"), "what the customer's page was sent");
});

/** Collects what a page is sent, live messages too; resolves to all of it so far. */
async function overhear(page: Page): Promise<() => Promise<string[]>> {
  const heard: string[] = [];
  const pending: Promise<void>[] = [];
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  devtools.on("Network.eventSourceMessageReceived", ({ data }) => heard.push(data));
  devtools.on("Network.webSocketFrameReceived", ({ response }) => heard.push(response.payloadData));
  page.on("response", (response) => {
    const type = response.headers()["content-type"] ?? "";
    if (!/json|html/.test(type)) return;
    pending.push(
      response.text().then(
        (text) => void heard.push(text),
        () => {},
      ),
    );
  });
  return async () => {
    await Promise.race([Promise.all(pending), page.waitForTimeout(2_000)]);
    return heard;
  };
}
