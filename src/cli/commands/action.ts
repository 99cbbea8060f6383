type Work<Args extends readonly unknown[]> = (...args: Args) => void | Promise<void>;

/** The action of a command: its work is loaded only where it is carried out, not for a help text or a flag that is wrong. */
export function toAction<Args extends readonly unknown[]>(
  load: () => Promise<Work<Args>>,
): (...args: Args) => Promise<void> {
  return async (...args) => (await load())(...args);
}
