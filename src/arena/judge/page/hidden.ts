/** Elements whose content no page shows. */
const UNSHOWN = new Set([
  "audio",
  "canvas",
  "datalist",
  "noembed",
  "noframes",
  "noscript",
  "object",
  "param",
  "script",
  "style",
  "template",
  "title",
  "video",
]);

const COMMENT = /\/\*[\s\S]*?(?:\*\/|$)/g;

type Attributes = ReadonlyMap<string, string>;

/** What a page's own style sheets hide, as far as they name it by a tag, a class or an id alone. */
export type HiddenNames = ReadonlySet<string>;

/**
 * Whether an element, and with it all inside, shows nothing to a person: by its kind, its attributes, its own style, or a plain rule of a
 * style sheet. What a script hides is not known here.
 */
export function isHidden(name: string, attributes: Attributes, hidden: HiddenNames): boolean {
  if (UNSHOWN.has(name) || attributes.has("hidden") || attributes.get("aria-hidden") === "true") return true;
  if (name === "dialog" && !attributes.has("open")) return true;
  if (name === "input" && attributes.get("type")?.toLowerCase() === "hidden") return true;
  const names = [
    name,
    ...(attributes.get("class")?.split(/\s+/) ?? []).map((word) => `.${word}`),
    `#${attributes.get("id") ?? ""}`,
  ];
  return names.some((one) => hidden.has(one)) || hides(attributes.get("style") ?? "");
}

/** Selectors of one tag, class or id whose rule hides what it fits. Rules inside `@media` and the like hold sometimes only. */
export function readHiddenNames(sheet: string): Set<string> {
  const text = sheet.replaceAll(COMMENT, " ");
  const found = new Set<string>();
  let depth = 0;
  let from = 0;
  let selectors = "";
  for (const { index, 0: sign } of text.matchAll(/[{};]/g)) {
    if (sign === "{") {
      if (depth === 0) selectors = text.slice(from, index);
      depth += 1;
    } else if (sign === "}") {
      if (depth === 1 && hides(text.slice(from, index)))
        for (const selector of selectors.split(",")) addName(selector.trim(), found);
      depth = Math.max(0, depth - 1);
    }
    if (sign !== ";" || depth === 0) from = index + 1;
  }
  return found;
}

function addName(selector: string, names: Set<string>): void {
  const plain = decodeEscapes(selector);
  if (/^[.#]?[\w-]+$/.test(plain))
    names.add(plain.startsWith(".") || plain.startsWith("#") ? plain : plain.toLowerCase());
}

/** `d\69splay` is `display`. */
const decodeEscapes = (css: string): string =>
  css.replaceAll(/\\(?:([0-9a-f]{1,6})\s?|(.))/gi, (_, hex?: string, sign?: string) => {
    if (hex === undefined) return sign ?? "";
    const code = Number.parseInt(hex, 16);
    return code <= 0x10_ffff ? String.fromCodePoint(code) : "";
  });

/** Whether declarations leave nothing to be seen. */
function hides(declarations: string): boolean {
  const style = readDeclarations(declarations);
  const of = (property: string): string => style.get(property) ?? "";
  const isZero = (property: string): boolean => /^(?:0+(?:\.0*)?|\.0+)(?:[a-z]+|%)?$/.test(of(property));
  const isSliver = (property: string): boolean => isZero(property) || /^1(?:px)?$/.test(of(property));
  const isCut = /hidden|clip/.test(of("overflow"));
  return (
    HIDING.some(([property, pattern]) => pattern.test(of(property))) ||
    isZero("font-size") ||
    isZero("scale") ||
    (isZero("width") && isZero("height")) ||
    (isCut && ["width", "height", "max-width", "max-height"].some(isZero)) ||
    (isCut && isSliver("width") && isSliver("height")) ||
    (/absolute|fixed/.test(of("position")) &&
      ["left", "top", "right", "bottom"].some((edge) => FAR.test(of(edge))))
  );
}

/** Outside of any screen. */
const FAR = /^-(?:\d{3,}|\d{2,}(?:\.\d+)?r?em)/;

/** Values that hide by themselves; none of them fits a property that is not there. */
const HIDING: readonly (readonly [property: string, pattern: RegExp])[] = [
  ["display", /^none$/],
  ["visibility", /^(?:hidden|collapse)$/],
  ["content-visibility", /^hidden$/],
  ["opacity", /^(?:0+|0*\.0\d*|[0-4]?(?:\.\d+)?%)$/],
  ["filter", /opacity\(\s*(?:0+|0*\.0\d*|0+%)\s*\)/],
  ["font", /^0(?:px|r?em|%)?(?:[\s/]|$)/],
  ["transform", /scale\w*\(\s*0+(?:\.0+)?\s*[,)]/],
  ["color", /^transparent$|^rgba?\(.*[,/]\s*0*\.?0+%?\s*\)$|^#(?:[0-9a-f]{3}0|[0-9a-f]{6}00)$/],
  ["text-indent", FAR],
  ["clip", /rect\(\s*(?:0|1px)/],
  ["clip-path", /inset\(\s*(?:[5-9]\d|100)%/],
];

/** No value that hides is longer. */
const MOST_CHARACTERS = 200;

function readDeclarations(declarations: string): Map<string, string> {
  const text = decodeEscapes(declarations.replaceAll(COMMENT, " ")).toLowerCase();
  return new Map(
    text.split(";").flatMap((one) => {
      const colon = one.indexOf(":");
      const value = one.slice(colon + 1).replace(/!\s*important/, "");
      return colon < 0 ? [] : [[one.slice(0, colon).trim(), value.trim().slice(0, MOST_CHARACTERS)] as const];
    }),
  );
}
