/** One line of a terminal that is written over again and again; nothing where it is no terminal. */
export interface ProgressLine extends Disposable {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

const INTERVAL_MS = 100;
const ERASE_LINE = "\r\u001B[K";

export function createProgressLine(stream: NodeJS.WriteStream): ProgressLine {
  let shownAt = -Infinity;
  const clear = (): void => {
    if (shownAt > -Infinity) stream.write(ERASE_LINE);
    shownAt = -Infinity;
  };
  return {
    show: (text) => {
      if (!stream.isTTY || performance.now() - shownAt < INTERVAL_MS) return;
      shownAt = performance.now();
      stream.write(`${ERASE_LINE}${text}`);
    },
    clear,
    [Symbol.dispose]: clear,
  };
}
