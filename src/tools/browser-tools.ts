import { z } from "zod";
import { SandboxDeathError } from "../core/errors.ts";
import type { SandboxLayout } from "../core/sandbox.ts";
import type { BrowserSession } from "./browser-session.ts";
import type { Command } from "./browser/protocol.ts";
import { defineTool, fail, type Tool, type ToolResult } from "./tool.ts";

const target = {
  role: z.string().optional().describe("ARIA role, such as button, link, textbox, heading"),
  name: z.string().optional().describe("accessible name, together with role"),
  label: z.string().optional().describe("label of a form field"),
  placeholder: z.string().optional(),
  text: z.string().optional().describe("text that it shows"),
  test_id: z.string().optional().describe("data-testid"),
};
const TargetSchema = z.object(target);

const toTarget = ({ test_id, ...rest }: z.infer<typeof TargetSchema>) => ({ ...rest, testId: test_id });

/** Tools for the agent's own app in a real browser, on the sandbox's loopback; nothing else can be reached. */
export function createBrowserTools(session: BrowserSession, { port }: SandboxLayout): readonly Tool[] {
  const home = `http://127.0.0.1:${port}/`;
  return [
    defineTool({
      name: "browser_navigate",
      description: `Opens an address of the app in a browser; start_app must have started it. ${home} is where it is.`,
      input: z.object({
        url: z.string().default("/").describe("path, or a whole address"),
        width: z.int().min(200).max(3000).default(1280),
        height: z.int().min(200).max(3000).default(800),
      }),
      run: async ({ url, width, height }) => {
        const full = URL.parse(url, home);
        if (full === null) return fail(`${url} is no address`);
        return carry(session, { type: "navigate", url: full.href, width, height });
      },
    }),
    defineTool({
      name: "browser_click",
      description: "Clicks an element of the page.",
      input: TargetSchema,
      run: (input) => carry(session, { type: "click", target: toTarget(input) }),
    }),
    defineTool({
      name: "browser_fill",
      description: "Fills a text field.",
      input: z.object({ ...target, value: z.string() }),
      run: ({ value, ...rest }) => carry(session, { type: "fill", target: toTarget(rest), value }),
    }),
    defineTool({
      name: "browser_select",
      description: "Chooses an option of a select element, by its value or label.",
      input: z.object({ ...target, value: z.string() }),
      run: ({ value, ...rest }) => carry(session, { type: "select", target: toTarget(rest), value }),
    }),
    defineTool({
      name: "browser_press",
      description: "Presses a key, such as Enter, Tab, ArrowDown or Control+z.",
      input: z.object({ key: z.string().min(1) }),
      run: ({ key }) => carry(session, { type: "press", key }),
    }),
    defineTool({
      name: "browser_read",
      description: "Gives the page as its accessibility tree: roles, names, texts and states.",
      input: z.object({}),
      run: () => carry(session, { type: "read" }),
    }),
    defineTool({
      name: "browser_console",
      description:
        "Gives what the page has logged, its errors and its failed requests since this was last asked.",
      input: z.object({}),
      run: () => carry(session, { type: "console" }),
    }),
    defineTool({
      name: "screenshot",
      description: "Takes a picture of the page as it is now; browser_navigate opens one.",
      input: z.object({ full_page: z.boolean().default(false) }),
      run: ({ full_page }) => carry(session, { type: "screenshot", isWhole: full_page }),
    }),
  ];
}

/** Whatever a browser does is a result that the model can go on from; only the death of the agent's own sandbox is not. */
async function carry(
  session: BrowserSession,
  command: Exclude<Command, { type: "launch" }>,
): Promise<ToolResult> {
  try {
    const { isError, text, image } = await session.send(command);
    const content: ToolResult["content"] = [{ type: "text", text }];
    if (image !== null) content.push({ type: "image", ...image });
    return isError ? { content, isError } : { content };
  } catch (error) {
    if (error instanceof SandboxDeathError) return fail("the browser ran out of memory; try again");
    return fail(`the browser failed: ${(error as Error).message.slice(0, 300)}; try again`);
  }
}
