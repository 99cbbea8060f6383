import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadDocuments } from "../../../src/admission/task-sources.ts";
import { loadChecklist } from "../../../src/cli/arena/judge/load-checklist.ts";
import type { LoadedTask } from "../../../src/core/suite.ts";
import { makeTemporaryFolder } from "../../support/temporary.ts";

async function writeLayer(text: string): Promise<string> {
  const folder = await makeTemporaryFolder();
  await writeFile(join(folder, "checklist.yaml"), text);
  return folder;
}

const ITEM = "- { id: opens, text: It opens. }\n";

describe("a checklist that a task's author wrote", () => {
  it("is read from beside the task, or from what is laid over it", async () => {
    const own = await writeLayer(ITEM);
    const over = await writeLayer("- { id: adds, text: It adds. }\n");
    expect(await loadChecklist({ layers: [own] })).toEqual([{ id: "opens", text: "It opens." }]);
    expect(await loadChecklist({ layers: [own, over] })).toEqual([{ id: "adds", text: "It adds." }]);
    expect(await loadChecklist({ layers: [await makeTemporaryFolder()] })).toBeNull();
  });

  it.each([
    ["no list", "id: opens\n", /checklist\.yaml:1:1 .*expected array/],
    ["an empty list", "[]\n", /checklist\.yaml:1:1/],
    ["an item without a text", "- id: opens\n", /checklist\.yaml:1:3 \[0\]\.text: is missing/],
    ["a name that no file can have", "- { id: It Opens, text: x }\n", /checklist\.yaml:1:9 \[0\]\.id/],
    [
      "two items of one name",
      `${ITEM}${ITEM}`,
      /checklist\.yaml:2:9 \[1\]\.id: another item is called opens/,
    ],
    ["what is no YAML", "- {\n", /checklist\.yaml:2:1/],
  ])("is refused where it has %s, with the place", async (_, text, message) => {
    const layers = [await writeLayer(text)];
    await expect(loadChecklist({ layers })).rejects.toMatchObject({ code: "invalid-file" });
    await expect(loadChecklist({ layers })).rejects.toThrow(message);
  });

  it("is among what an agent must not be given", async () => {
    const layers = [await writeLayer(ITEM)];
    const documents = await loadDocuments({ layers } as unknown as LoadedTask);
    expect(documents.map(({ path }) => path)).toEqual(["checklist.yaml"]);
  });
});
