import type { BrowserLaunch } from "../../core/sandbox.ts";

/** How an element is found: as a person would, then by test id. */
export interface Target {
  readonly role?: string | undefined;
  readonly name?: string | undefined;
  readonly label?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly text?: string | undefined;
  readonly testId?: string | undefined;
}

/** What the driver is told, one JSON document a line. */
export type Command =
  | { readonly type: "launch"; readonly browser: BrowserLaunch }
  | { readonly type: "navigate"; readonly url: string; readonly width: number; readonly height: number }
  | { readonly type: "click"; readonly target: Target }
  | { readonly type: "fill"; readonly target: Target; readonly value: string }
  | { readonly type: "select"; readonly target: Target; readonly value: string }
  | { readonly type: "press"; readonly key: string }
  | { readonly type: "read" }
  | { readonly type: "console" }
  | { readonly type: "screenshot"; readonly isWhole: boolean };

export type NumberedCommand = Command & { readonly id: number };

/** What the driver answers, one JSON document a line. */
export interface Answer {
  readonly id: number;
  readonly isError: boolean;
  readonly text: string;
  /** Base64. */
  readonly image: { readonly data: string; readonly mimeType: string } | null;
}
