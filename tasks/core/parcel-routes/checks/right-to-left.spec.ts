import { expect, type Page, test } from "@playwright/test";

const parcel = (page: Page, code: string) => page.getByTestId("parcel").filter({ hasText: code });

/** What a reader sees of a code: where its first digit and its last letter are painted, and what it reads without marks. */
interface Painted {
  readonly text: string;
  readonly first: number;
  readonly last: number;
  readonly right: number;
}

/** Runs in the page. */
function paint(elements: Element[]): Painted[] {
  return elements.map(paintOne);

  function paintOne(element: Element): Painted {
    const letters: { letter: string; box: DOMRect }[] = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const { data } = node as Text;
      for (let at = 0; at < data.length; at += 1) {
        if (!/[\dA-Z-]/.test(data[at]!)) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        letters.push({ letter: data[at]!, box: range.getBoundingClientRect() });
      }
    }
    const boxes = letters.map(({ box }) => box);
    return {
      text: letters.map(({ letter }) => letter).join(""),
      first: boxes[0]?.left ?? 0,
      last: boxes.at(-1)?.left ?? 0,
      right: Math.max(...boxes.map(({ right }) => right)),
    };
  }
}

async function open(page: Page): Promise<void> {
  await page.goto("/");
  await expect(page.getByTestId("parcel")).toHaveCount(40);
  await page.getByLabel("رقم الطرد", { exact: true }).fill("4160");
  await page.getByRole("button", { name: "تتبّع", exact: true }).click();
  await expect(page.getByTestId("track-eta")).toContainText("٠٨:١٩");
}

async function expectMirrored(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", /^ar\b/);
  await expect(page.locator("body")).toHaveCSS("direction", "rtl");
  const codes = await page.getByTestId("code").evaluateAll(paint);
  expect(codes.length).toBeGreaterThanOrEqual(41);
  for (const { text, first, last } of codes) {
    expect(text).toMatch(/^\d{4}-DRB$/);
    expect(first, `${text} should begin at its left`).toBeLessThan(last);
  }
  for (const code of ["4110-DRB", "4184-DRB", "4019-DRB"]) {
    const position = await parcel(page, code).getByTestId("position").boundingBox();
    const [painted] = await parcel(page, code).getByTestId("code").evaluateAll(paint);
    expect(position!.x, `the position of ${code} is to the right of the code`).toBeGreaterThanOrEqual(
      painted!.right - 1,
    );
  }
}

test("a wide window is mirrored", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page);
  await expectMirrored(page);
});

test("every digit outside of codes is Arabic-Indic", async ({ page }) => {
  await open(page);
  const text = await page.locator("body").innerText();
  const options = await page.locator("option").allTextContents();
  const others = [text, ...options].join("\n").replaceAll(/\d{4}-DRB/g, "");
  expect(others.match(/^.*[0-9\u06F0-\u06F9].*$/m)?.[0] ?? "none").toBe("none");
  expect(others).toContain("شارع المرصد ٩١");
});

test("a phone is mirrored and does not scroll sideways", async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 812 });
  await open(page);
  await expectMirrored(page);
  await parcel(page, "4178-DRB").getByRole("combobox").selectOption({ label: "شاحنة التلال" });
  await expect(page.getByTestId("message")).toContainText("السعة لا تكفي");
  await parcel(page, "4073-DRB").getByRole("button", { name: /أعلى/ }).click();
  await expect(page.getByTestId("van-v1").getByTestId("back")).toContainText("١٠:٣٤");
  const overhang = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overhang).toBeLessThanOrEqual(0);
});
