/** What the page of an app (in the inner frame) tells the shell around it. The app can say the same: it fools itself alone. */
export type ToShell =
  | { readonly kind: "ready" }
  | { readonly kind: "keep"; readonly area: StorageArea; readonly key: string; readonly value: string | null }
  | { readonly kind: "empty"; readonly area: StorageArea }
  /** Another page of the app: its path, query and fragment. */
  | { readonly kind: "open"; readonly address: string };

/** A message as it comes: whoever sent it may have put anything in it. */
export type Received = Readonly<
  Partial<Record<"kind" | "area" | "key" | "value" | "address", unknown>>
> | null;

export type StorageArea = "local" | "session";
export type Kept = Readonly<Record<StorageArea, readonly (readonly [string, string])[]>>;

/** What the shell answers to `ready`. */
export interface ToPage {
  readonly buildoff: "start";
  /** Path and base64 of every file. */
  readonly files: readonly (readonly [string, string])[];
  readonly address: string;
  readonly kept: Kept;
}
