import { afterEach, expect, it, vi } from "vitest";
import { hashGrader } from "../../../src/cli/check/grader.ts";
import type { SandboxEnvironment } from "../../../src/core/sandbox.ts";

/** The module that is taken to read otherwise than it does. */
let changed: string | null = null;
afterEach(() => {
  changed = null;
});
vi.mock(import("../../../src/host/program-code.ts"), async (importOriginal) => {
  const original = await importOriginal();
  const change = (path: string, content: Uint8Array): Uint8Array =>
    path === changed ? Buffer.concat([content, Buffer.from("\n// changed\n")]) : content;
  return {
    ...original,
    readCode: async (folders) =>
      (await original.readCode(folders)).map(({ path, content }) => ({
        path,
        content: change(path, content),
      })),
  };
});

type Images = SandboxEnvironment["images"];

/** A sandbox's environment with images of these tags, by role. */
const withImages = (tags: Readonly<Record<string, string>>): SandboxEnvironment => ({
  versions: {},
  warnings: [],
  images: Object.fromEntries(
    Object.entries(tags).map(([role, tag]) => [role, { tag, id: null, bytes: null }]),
  ) as unknown as Images,
});

const PLAIN = { stack: "static", services: [] };
const SERVED = { stack: "static", services: [{ name: "shelf", file: "services/shelf.ts" }] };

it("knows a grade again whatever else is checked beside its task", async () => {
  const alone = await hashGrader("docker", withImages({ "stack-static": "s:1", checker: "c:1" }));
  const among = await hashGrader(
    "docker",
    withImages({ "stack-static": "s:1", "stack-vite": "v:1", "stack-service": "x:1", checker: "c:1" }),
  );
  expect(among(PLAIN)).toBe(alone(PLAIN));
  expect(among(SERVED)).not.toBe(among(PLAIN));
});

it("takes another image, another sandbox, and another stack for another grader", async () => {
  const images = { "stack-static": "s:1", "stack-vite": "v:1", "stack-service": "x:1", checker: "c:1" };
  const hash = (await hashGrader("docker", withImages(images)))(SERVED);
  for (const change of [{ "stack-static": "s:2" }, { checker: "c:2" }, { "stack-service": "x:2" }])
    expect((await hashGrader("docker", withImages({ ...images, ...change })))(SERVED)).not.toBe(hash);
  expect((await hashGrader("local", withImages(images)))(SERVED)).not.toBe(hash);
  expect((await hashGrader("docker", withImages(images)))({ ...SERVED, stack: "vite" })).not.toBe(hash);
});

it("takes other code that a grade is made with for another grader, wherever it runs, and no more than that", async () => {
  const hash = async () => (await hashGrader("docker", withImages({ checker: "c:1" })))(PLAIN);
  const before = await hash();
  const isAnother = async (module: string) => {
    changed = module;
    return (await hash()) !== before;
  };
  const inside = [
    "checks/steps/stage.ts",
    "checks/playwright/config.ts",
    "core/score.ts",
    "runner/readiness.ts",
    "admission/service-states.ts",
    "sandbox/browser-args.ts",
  ];
  // The order that they are made in, and the sandbox that is handed in.
  const outside = ["admission/interleave.ts", "sandbox/docker/sandbox.ts"];
  const found: string[] = [];
  for (const module of [...inside, ...outside]) if (await isAnother(module)) found.push(module);
  expect(found).toEqual(inside);
});
