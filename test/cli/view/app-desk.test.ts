import { expect, it } from "vitest";
import { createAppDesk, type DeskApp } from "../../../src/cli/view/app-desk.ts";

const ask = (trial: string) => ({ run: "r", trial, turn: 1 });

/** Apps that start when a test says so. */
function makeApps() {
  const opened: string[] = [];
  const ended: string[] = [];
  const starting = new Map<string, PromiseWithResolvers<DeskApp>>();
  const controllers = new Map<string, AbortController>();
  return {
    opened,
    ended,
    open: ({ trial }: { readonly trial: string }): Promise<DeskApp> => {
      opened.push(trial);
      const one = Promise.withResolvers<DeskApp>();
      starting.set(trial, one);
      return one.promise;
    },
    start: (trial: string): void => {
      const controller = new AbortController();
      controllers.set(trial, controller);
      starting.get(trial)!.resolve({
        url: `http://localhost/${trial}`,
        ended: controller.signal,
        log: () => "",
        [Symbol.asyncDispose]: async () => void ended.push(trial),
      });
    },
    fail: (trial: string): void => starting.get(trial)!.reject(new Error("it does not start")),
    die: (trial: string): void => controllers.get(trial)!.abort(),
  };
}

it("an app that is being started is not started again by the same ask", async () => {
  const apps = makeApps();
  await using desk = createAppDesk(apps.open);
  const both = [desk.start(ask("a")), desk.start(ask("a"))];
  apps.start("a");
  const [first, second] = await Promise.all(both);
  expect(first).toEqual(second);
  expect(apps.opened).toEqual(["a"]);
});

it("an app that does not start takes no place, and is tried again", async () => {
  const apps = makeApps();
  await using desk = createAppDesk(apps.open);
  for (let tries = 0; tries < 6; tries += 1) {
    const asked = desk.start(ask("a"));
    apps.fail("a");
    await expect(asked).rejects.toThrow("it does not start");
  }
  expect(apps.opened).toHaveLength(6);
});

it("apps that are being started count, and one that ends by itself makes room", async () => {
  const apps = makeApps();
  await using desk = createAppDesk(apps.open);
  const asked = ["a", "b", "c", "d"].map((trial) => desk.start(ask(trial)));
  await expect(desk.start(ask("e"))).rejects.toMatchObject({ code: "too-many-apps" });
  for (const trial of ["a", "b", "c", "d"]) apps.start(trial);
  const [first] = await Promise.all(asked);
  apps.die("a");
  await expect.poll(() => apps.ended).toEqual(["a"]);
  expect(await desk.stop(first!.id)).toBe(false);
  const fifth = desk.start(ask("e"));
  apps.start("e");
  expect(await fifth).toMatchObject({ url: "http://localhost/e" });
});

it("a desk that closes ends every app, one that comes up only then among them, and starts no other", async () => {
  const apps = makeApps();
  const desk = createAppDesk(apps.open);
  const asked = [desk.start(ask("a")), desk.start(ask("b"))];
  apps.start("a");
  await asked[0];
  const closed = desk[Symbol.asyncDispose]();
  apps.start("b");
  await closed;
  expect(apps.ended.toSorted()).toEqual(["a", "b"]);
  await expect(desk.start(ask("c"))).rejects.toThrow("the server ends");
  expect(apps.opened).toEqual(["a", "b"]);
});
