/** Left, top, width and height in CSS pixels of the whole page. */
export type Box = readonly [x: number, y: number, width: number, height: number];

export interface ReadText {
  readonly text: string;
  readonly box: Box;
  readonly fontSizePx: number;
}

export interface ReadShape {
  readonly box: Box;
  /** An image, a drawing, a frame, a picture in the background. */
  readonly isPicture: boolean;
}

export interface Reading {
  /** Of the page, at most the one that was asked for. */
  readonly height: number;
  readonly texts: readonly ReadText[];
  readonly shapes: readonly ReadShape[];
}

export interface ReadLimits {
  readonly width: number;
  readonly minHeight: number;
  readonly maxHeight: number;
  /** Nodes that are visited, and blocks of one sort that are taken; those beyond are not there. */
  readonly maxNodes: number;
  readonly maxBlocks: number;
}

/**
 * Runs in the page, in a world apart, where it keeps the elements that hold text, for `hideText`. Takes the page as it is
 * laid out: what is hidden by colour, opacity or something above it is for whoever looks at the picture. A text is a run of
 * words within one block: it ends at a line break, at a block, and at a gap wider than a letter.
 */
export function readBlocks({ width, minHeight, maxHeight, maxNodes, maxBlocks }: ReadLimits): Reading {
  type Edges = readonly [left: number, top: number, right: number, bottom: number];
  interface Surroundings {
    readonly style: CSSStyleDeclaration;
    /** What is visible of children in the flow, and of absolutely placed ones. */
    readonly clip: Edges;
    readonly placedClip: Edges;
    /** The block that the words are in. */
    readonly block: Element | null;
  }
  interface Run {
    text: string;
    edges: Edges;
    last: Edges;
    readonly fontSizePx: number;
  }
  const MAX_TEXT = 2_000;
  const PICTURES = new Set(["IMG", "svg", "CANVAS", "VIDEO", "IFRAME", "OBJECT", "EMBED"]);
  const CLOSED = new Set(["IFRAME", "CANVAS", "VIDEO", "AUDIO", "OBJECT", "SELECT", "TEXTAREA", "NOSCRIPT"]);
  const WITHOUT_TEXT = new Set(["checkbox", "radio", "range", "color", "file", "hidden", "image"]);

  scrollTo({ left: 0, top: 0, behavior: "instant" });
  for (const animation of document.getAnimations()) {
    const isEndless = animation.effect?.getComputedTiming().endTime === Infinity;
    if (isEndless || animation.playbackRate === 0) animation.cancel();
    else animation.finish();
  }
  const root = document.documentElement;
  const height = Math.min(Math.max(Math.ceil(root.scrollHeight), minHeight), maxHeight);
  const page: Edges = [0, 0, width, height];
  const surroundings = new Map<Node, Surroundings>();
  const runs: Run[] = [];
  const openRuns = new Map<Element | null, Run>();
  const shapes: ReadShape[] = [];
  const owners = new Set<Element>();
  (globalThis as unknown as { textOwners: Set<Element> }).textOwners = owners;

  const overlap = (a: Edges, b: Edges): Edges => [
    Math.max(a[0], b[0]),
    Math.max(a[1], b[1]),
    Math.min(a[2], b[2]),
    Math.min(a[3], b[3]),
  ];
  const isThere = ([left, top, right, bottom]: Edges): boolean => right - left >= 1 && bottom - top >= 1;
  const toBox = ([left, top, right, bottom]: Edges): Box => [left, top, right - left, bottom - top];
  const edgesOf = ({ left, top, right, bottom }: DOMRect): Edges => [
    left + scrollX,
    top + scrollY,
    right + scrollX,
    bottom + scrollY,
  ];
  const number = (length: string): number => Number.parseFloat(length) || 0;
  const around = (node: Node): Surroundings | undefined => {
    const parent = node.parentNode;
    return parent === null
      ? undefined
      : surroundings.get(parent instanceof ShadowRoot ? parent.host : parent);
  };

  function addText(text: string, pieces: readonly Edges[], { style, block }: Surroundings): void {
    const [first] = pieces;
    const last = pieces.at(-1);
    if (first === undefined || last === undefined) return;
    const fontSizePx = number(style.fontSize);
    const union = pieces.reduce((a, b) => joined(a, b));
    const run = openRuns.get(block);
    if (run !== undefined && !isApart(run.last, first, fontSizePx)) {
      run.text += text;
      run.edges = joined(run.edges, union);
      run.last = last;
    } else if (runs.length < maxBlocks) {
      const opened = { text, edges: union, last, fontSizePx };
      runs.push(opened);
      openRuns.set(block, opened);
    }
  }
  const joined = (a: Edges, b: Edges): Edges => [
    Math.min(a[0], b[0]),
    Math.min(a[1], b[1]),
    Math.max(a[2], b[2]),
    Math.max(a[3], b[3]),
  ];
  function isApart(a: Edges, b: Edges, fontSizePx: number): boolean {
    const isSameLine = Math.min(a[3], b[3]) - Math.max(a[1], b[1]) > 0;
    return isSameLine && Math.max(a[0], b[0]) - Math.min(a[2], b[2]) > 0.9 * fontSizePx;
  }

  function readText(node: CharacterData): void {
    const found = around(node);
    if (found === undefined) return;
    const data = node.data.slice(0, MAX_TEXT);
    if (data.trim() === "") {
      const run = openRuns.get(found.block);
      if (run !== undefined) run.text += " ";
      return;
    }
    if (found.style.visibility !== "visible") return;
    const range = document.createRange();
    range.selectNodeContents(node);
    const pieces = [...range.getClientRects()].map((rect) => overlap(edgesOf(rect), found.clip));
    owners.add(node.parentElement ?? root);
    addText(transform(data, found.style.textTransform), pieces.filter(isThere), found);
  }
  function transform(text: string, how: string): string {
    if (how === "uppercase") return text.toUpperCase();
    if (how === "lowercase") return text.toLowerCase();
    return how === "capitalize"
      ? text.replaceAll(/(^|\s)(\p{L})/gu, (_, space: string, letter: string) => space + letter.toUpperCase())
      : text;
  }

  /** What a control shows is no node of the page. */
  function readControl(element: Element, found: Surroundings, edges: Edges): void {
    let text = "";
    if (element instanceof HTMLSelectElement) text = element.selectedOptions[0]?.label ?? "";
    else if (element instanceof HTMLTextAreaElement) text = element.value || element.placeholder;
    else if (element instanceof HTMLInputElement && !WITHOUT_TEXT.has(element.type)) {
      const shown = element.type === "password" ? "•".repeat(element.value.length) : element.value;
      text = shown || element.placeholder;
    }
    if (text.trim() === "") return;
    const { style } = found;
    const inset = (side: "Left" | "Top" | "Right" | "Bottom"): number =>
      number(style[`border${side}Width`]) + number(style[`padding${side}`]);
    const [left, top, right, bottom] = edges;
    const content: Edges = [
      left + inset("Left"),
      top + inset("Top"),
      right - inset("Right"),
      bottom - inset("Bottom"),
    ];
    owners.add(element);
    openRuns.delete(element);
    const pieces = [overlap(content, found.clip)].filter(isThere);
    addText(text.slice(0, MAX_TEXT), pieces, { ...found, block: element });
  }

  function readShape(element: Element, style: CSSStyleDeclaration, seen: Edges): void {
    const isInDrawing = element instanceof SVGElement && element.ownerSVGElement !== null;
    if (isInDrawing || shapes.length >= maxBlocks || style.visibility !== "visible") return;
    const image = style.backgroundClip.includes("text") ? "none" : style.backgroundImage;
    const isPicture = PICTURES.has(element.tagName) || image.includes("url(");
    const sides = [
      style.borderTopWidth,
      style.borderRightWidth,
      style.borderBottomWidth,
      style.borderLeftWidth,
    ];
    const isShape =
      isPicture ||
      image !== "none" ||
      !/^transparent$|[,/] 0\)$/.test(style.backgroundColor) ||
      style.boxShadow !== "none" ||
      element instanceof HTMLInputElement ||
      sides.some((side) => number(side) > 0);
    const box = toBox(seen);
    const coversPage = box[2] * box[3] >= 0.95 * width * height;
    if (isShape && (isPicture || !coversPage)) shapes.push({ box, isPicture });
  }

  /** Whether its children are to be visited. */
  function readElement(element: Element): boolean {
    const style = getComputedStyle(element);
    if (style.display === "none") return false;
    const outer = around(element) ?? { style, clip: page, placedClip: page, block: null };
    if (style.display === "contents") {
      surroundings.set(element, { ...outer, style });
      return true;
    }
    const base =
      style.position === "fixed" ? page : style.position === "absolute" ? outer.placedClip : outer.clip;
    const edges = edgesOf(element.getBoundingClientRect());
    // The overflow of the outermost elements is the window's.
    const clips = style.overflow !== "visible" && element !== root && element !== document.body;
    const clip = clips ? overlap(base, edges) : base;
    const isPlaced = style.position !== "static" || style.transform !== "none";
    const isInline = style.display === "inline" && !(element instanceof SVGElement);
    if (!isInline || element.tagName === "BR") openRuns.delete(outer.block);
    const found: Surroundings = {
      style,
      clip,
      placedClip: isPlaced ? clip : outer.placedClip,
      block: isInline ? outer.block : element,
    };
    surroundings.set(element, found);
    const seen = overlap(edges, base);
    if (isThere(seen)) {
      readShape(element, style, seen);
      readControl(element, found, edges);
    }
    return !CLOSED.has(element.tagName);
  }

  const waiting: Node[] = [root];
  for (let visited = 0; visited < maxNodes; visited += 1) {
    const node = waiting.pop();
    if (node === undefined) break;
    if (node !== root && node.nextSibling !== null) waiting.push(node.nextSibling);
    if (node instanceof Text) readText(node);
    else if (node instanceof Element && readElement(node)) {
      if (node.firstChild !== null) waiting.push(node.firstChild);
      const inShadow = node.shadowRoot?.firstChild ?? null;
      if (inShadow !== null) waiting.push(inShadow);
    }
  }
  const texts = runs.map(({ text, edges, fontSizePx }) => ({
    text: text.replaceAll(/\s+/gu, " ").trim(),
    box: toBox(edges),
    fontSizePx,
  }));
  return { height, texts, shapes };
}
