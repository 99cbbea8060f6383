/** Runs in the page after `readBlocks`, in the same world: makes every text transparent where it stands. */
export function hideText(): void {
  const { textOwners } = globalThis as unknown as { textOwners: Set<HTMLElement | SVGElement> };
  for (const { style } of textOwners) style.setProperty("transition", "none", "important");
  for (const owner of textOwners) {
    const hide = (name: string, value = "transparent") => owner.style.setProperty(name, value, "important");
    // Letters that are cut out of a background.
    if (getComputedStyle(owner).backgroundClip.includes("text")) hide("background", "none");
    hide("-webkit-text-fill-color");
    hide("-webkit-text-stroke-color");
    hide("text-decoration-color");
    hide("text-emphasis-color");
    hide("text-shadow", "none");
    if (owner instanceof SVGElement) {
      hide("fill");
      hide("stroke");
    }
  }
}
