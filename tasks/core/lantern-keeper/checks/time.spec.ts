import { expect, type Page, test } from "@playwright/test";

const BEAT_MS = 400;

test("beats that slow frames held up are made up, and lateness does not add up", async ({ page }) => {
  await startGame(page);
  await page.clock.runFor(BEAT_MS / 2);
  await expectBeat(page, 0);

  await page.clock.fastForward(3 * BEAT_MS);
  await page.clock.runFor(50);
  await expectBeat(page, 3);
  await expect(page.getByTestId("lantern-A")).toHaveText("9");
  await expect(page.getByTestId("boat-Petrel")).toHaveText("column 2, row 5");

  for (let frame = 0; frame < 10; frame += 1) await page.clock.fastForward(BEAT_MS / 2 - 5);
  await expectBeat(page, 8);

  for (let part = 0; part < 4; part += 1) await page.clock.runFor(BEAT_MS / 2);
  await expectBeat(page, 10);
  await expect(page.getByTestId("boat-Petrel")).toHaveText("column 5, row 5");
});

test("a hidden page pauses the game until the player resumes it", async ({ page }) => {
  await startGame(page);
  await page.clock.runFor(2.5 * BEAT_MS);
  await expectBeat(page, 2);
  await setHidden(page, true);
  await expect(page.getByTestId("state")).toHaveText("paused");
  await page.clock.runFor(4 * BEAT_MS);
  await setHidden(page, false);
  await page.clock.runFor(4 * BEAT_MS);
  await expect(page.getByTestId("state")).toHaveText("paused");
  await expectBeat(page, 2);
  await page.keyboard.press("p");
  await page.clock.runFor(BEAT_MS + 20);
  await expectBeat(page, 3);
});

async function startGame(page: Page): Promise<void> {
  await page.clock.install({ time: "2026-01-01T12:00:00Z" });
  await page.clock.pauseAt("2026-01-01T13:00:00Z");
  await page.goto("/");
  await expect(page.getByTestId("state")).toHaveText("ready");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("state")).toHaveText("playing");
}

async function expectBeat(page: Page, beat: number): Promise<void> {
  await expect(page.getByTestId("beat")).toHaveText(String(beat));
}

/** What a browser does to a page whose tab is left or come back to. */
async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((isHidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
    Object.defineProperty(document, "visibilityState", {
      configurable: true,
      get: () => (isHidden ? "hidden" : "visible"),
    });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, hidden);
}
