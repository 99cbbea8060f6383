import type { Page } from "playwright";
import { expect, it } from "vitest";
import { takePicture, takeWholePage } from "../../src/checks/picture.ts";

/** A page whose pictures Chromium refuses a number of times, in its words. */
function refusing(times: number, message = "Unable to capture screenshot") {
  let asked = 0;
  const screenshot = async (): Promise<Uint8Array> => {
    asked += 1;
    if (asked <= times)
      throw new Error(`page.screenshot: Protocol error (Page.captureScreenshot): ${message}\nCall log:\n`);
    return Uint8Array.of(asked);
  };
  return { page: { screenshot } as unknown as Page, asked: () => asked };
}

it("a picture that the browser refuses for a moment is asked for again", async () => {
  expect(await takePicture(refusing(2).page)).toEqual(Uint8Array.of(3));
  expect(await takeWholePage(refusing(1).page, { width: 10, height: 10 })).toEqual(Uint8Array.of(2));
});

it("a picture that the browser goes on refusing fails in the end", async () => {
  const { page, asked } = refusing(1_000);
  await expect(takePicture(page)).rejects.toThrow("Unable to capture screenshot");
  expect(asked()).toBe(5);
});

it("whatever else keeps a page from being pictured fails at once", async () => {
  const { page, asked } = refusing(1, "Target closed");
  await expect(takePicture(page)).rejects.toThrow("Target closed");
  expect(asked()).toBe(1);
});
