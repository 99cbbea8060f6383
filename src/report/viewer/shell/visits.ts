/** How far down a page was when one left it. */
export interface Seen {
  readonly top: number;
  /** Of what scrolls in itself, by its selector. */
  readonly tops: ReadonlyMap<string, number>;
}

/** What scrolls in itself, and takes its rows from where it stands. */
const SCROLLERS = [".grid-scroll", ".entries"];
/** What a page shows may still be loaded: so long is it asked to go where it was. */
const PATIENCE_MS = 1_000;
const LINK_PATIENCE_MS = 300;

export const look = (): Seen => ({
  top: scrollY,
  tops: new Map(
    SCROLLERS.map((selector) => [selector, document.querySelector(selector)?.scrollTop ?? 0] as const).filter(
      ([, top]) => top > 0,
    ),
  ),
});

/** Brings a page back to where it was, as soon as it is there. Who scrolls or types meanwhile is left alone. @param link that was taken; it has the focus again */
export function comeBack({ top, tops }: Seen, link: string): () => void {
  const begin = performance.now();
  let frame = 0;
  const stop = () => {
    cancelAnimationFrame(frame);
    for (const event of INPUTS) removeEventListener(event, stop, true);
  };
  const step = () => {
    for (const [selector, inner] of tops) document.querySelector(selector)?.scrollTo(0, inner);
    scrollTo(0, top);
    const isThere =
      Math.abs(scrollY - top) < 2 &&
      [...tops].every(([selector, inner]) => isAt(document.querySelector(selector), inner));
    const taken = document.querySelector<HTMLElement>(`main a[href="${CSS.escape(link)}"]`);
    const waited = performance.now() - begin;
    if (waited > PATIENCE_MS || (isThere && (taken !== null || waited > LINK_PATIENCE_MS))) {
      taken?.focus({ preventScroll: true });
      stop();
    } else frame = requestAnimationFrame(step);
  };
  for (const event of INPUTS) addEventListener(event, stop, { capture: true });
  document.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true });
  step();
  return stop;
}

const INPUTS = ["wheel", "keydown", "pointerdown", "touchstart"] as const;

const isAt = (scroller: Element | null, top: number): boolean =>
  scroller !== null && Math.abs(scroller.scrollTop - top) < 2;
