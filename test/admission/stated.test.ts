import { describe, expect, it } from "vitest";
import { findUnstated } from "../../src/admission/stated.ts";
import { collectGiven } from "../../src/admission/given.ts";
import { loadCounter } from "../support/load-counter.ts";

const ADD = [{ goto: "/" }, { click: { role: "button", name: "Add" } }];

async function unstated(
  checks: readonly unknown[],
  { prompt = 'A button "Add", and data-testid="count".', spec = "" } = {},
): Promise<string[]> {
  const loaded = await loadCounter({ turns: [{ prompt }], checks }, { "checks/own.spec.ts": spec });
  const files = [{ path: "checks/own.spec.ts", content: new TextEncoder().encode(spec) }];
  const checkFiles = new Map(loaded.task.checks.map(({ id }) => [id, files]));
  return findUnstated(loaded.task, checkFiles, collectGiven(loaded, [])).map(({ message }) => message);
}

describe("what a prompt does not state", () => {
  it("is nothing where all that a check uses stands in it", async () => {
    expect(
      await unstated([{ id: "a", steps: [...ADD, { expect: { testId: "count", text: "1" } }] }]),
    ).toEqual([]);
  });

  it.each([
    ["test id", { expect: { testId: "total" } }, 'test id "total"'],
    ["label", { fill: { label: "Quantity", value: "1" } }, 'label "Quantity"'],
    ["name of a role", { click: { role: "button", name: "Remove" } }, 'name "Remove"'],
    ["placeholder", { click: { placeholder: "Search" } }, 'placeholder "Search"'],
    ["text", { expect: { withText: "Sold out" } }, 'text "Sold out"'],
    ["route", { goto: "/settings" }, 'route "/settings"'],
    [
      "element that another is within",
      { click: { role: "button", name: "Add", within: { testId: "row" } } },
      'test id "row"',
    ],
    [
      "name in repeated steps",
      { repeat: { times: 2, steps: [{ click: { role: "link", name: "Next" } }] } },
      'name "Next"',
    ],
  ])("names a %s", async (_, step, said) => {
    expect(await unstated([{ id: "a", steps: [...ADD, step] }])).toEqual([
      `relies on the ${said}, which the prompt does not state`,
    ]);
  });

  it("lets a name be put together of stated words, of what was typed, and of figures", async () => {
    const steps = [
      { goto: "/?page=7" },
      { fill: { label: "Count", value: "Green tea" } },
      { click: { role: "button", name: "Add Green tea" } },
      { click: { role: "button", name: "Add 12" } },
    ];
    expect(await unstated([{ id: "a", steps }])).toEqual([]);
  });

  it("lets an id be put together of a stated beginning and an id of the data", async () => {
    const prompt = 'Each product is `data-testid="product-<id>"`: cups and a carpet. A button "Add".';
    const found = await unstated(
      [
        {
          id: "a",
          steps: [...ADD, { expect: { testId: "product-carpet" } }, { expect: { testId: "product-rug" } }],
        },
      ],
      { prompt },
    );
    expect(found).toEqual(['relies on the test id "product-rug", which the prompt does not state']);
  });

  it("need not tell of a route that may be refused", async () => {
    const http = [{ path: "/secret.json", status: [403, 404] }, { path: "/api/list" }];
    expect(await unstated([{ id: "a", http }])).toEqual([
      'relies on the route "/api/list", which the prompt does not state',
    ]);
  });

  it("asks every language of the prompt", async () => {
    const prompt = { en: 'A button "Add", data-testid="count".', ur: 'ایک بٹن "Add"۔' };
    const steps = [...ADD, { expect: { testId: "count" } }];
    const loaded = await loadCounter({ turns: [{ prompt }], checks: [{ id: "a", steps }] });
    const found = findUnstated(loaded.task, new Map(), collectGiven(loaded, []));
    expect(found.map(({ message }) => message)).toEqual([
      'relies on the test id "count", which the prompt in ur does not state',
    ]);
  });

  it("reads specs: test ids, labels, names, routes and keys of the storage", async () => {
    const spec = `
      await page.goto("/board/7");
      await page.getByTestId("lane").click();
      await page.getByLabel("Owner").fill("x");
      await page.getByRole("button", { name: "Archive" }).click();
      await expect(page.getByRole("heading", { level: 2, name: "History" })).toBeVisible();
      const added = { name: "Kite", price: 3 };
      await page.evaluate(() => localStorage.getItem("cards"));
    `;
    expect(await unstated([{ id: "a", playwright: "checks/own.spec.ts" }], { spec })).toEqual([
      'relies on the test id "lane", which the prompt does not state',
      'relies on the label "Owner", which the prompt does not state',
      'relies on the name "Archive", which the prompt does not state',
      'relies on the name "History", which the prompt does not state',
      'relies on the route "/board/7", which the prompt does not state',
      'relies on the storage key "cards", which the prompt does not state',
    ]);
  });
});
