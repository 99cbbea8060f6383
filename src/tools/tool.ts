import type { z } from "zod";

/** A part of what a tool gives back. */
export type ToolContent =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image"; readonly data: string; readonly mimeType: string };

/** What a tool gives back. An error is something that the model can do something about. */
export interface ToolResult {
  readonly content: ToolContent[];
  readonly isError?: boolean;
  readonly [key: string]: unknown;
}

/** One tool: what a model reads of it, and what it does. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodObject;
  /** The input has been checked against the schema. */
  readonly run: (input: Record<string, unknown>, signal: AbortSignal) => Promise<ToolResult>;
}

/** Typed identity: gives `run` the input's type. */
export function defineTool<Shape extends z.ZodRawShape>(tool: {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodObject<Shape>;
  readonly run: (input: z.infer<z.ZodObject<Shape>>, signal: AbortSignal) => Promise<ToolResult>;
}): Tool {
  return { ...tool, run: (input, signal) => tool.run(input as z.infer<z.ZodObject<Shape>>, signal) };
}

export const say = (text: string): ToolResult => ({ content: [{ type: "text", text }] });

export const fail = (text: string): ToolResult => ({ ...say(text), isError: true });
