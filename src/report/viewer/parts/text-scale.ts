/** How much larger than usual the reader wants text: what is drawn in pixels grows with it. */
export const textScale = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
