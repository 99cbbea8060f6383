import { SaxesParser } from "saxes";

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/**
 * Parses XML 1.0 strictly.
 * @throws Error with the place where the text is not well-formed
 */
export function parseXml(text: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open: Element[] = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element: Element = {
      name,
      attributes,
      children: [],
      text: "",
    };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on("text", (piece) => {
    open.at(-1)!.text += piece;
  });
  parser.on("closetag", () => {
    open.pop();
  });
  parser.write(text).close();
  return root.children[0]!;
}

interface Rule {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly children: readonly string[];
}

/** What Jenkins' junit-10.xsd allows, as far as buildoff uses it. */
const RULES: Readonly<Record<string, Rule>> = {
  testsuites: {
    required: [],
    optional: ["name", "time", "tests", "failures", "errors"],
    children: ["testsuite"],
  },
  testsuite: {
    required: ["name", "tests", "failures", "errors"],
    optional: ["skipped", "time", "timestamp", "hostname", "id", "package", "file", "log", "url", "group"],
    children: ["properties", "testcase", "testsuite", "system-out", "system-err"],
  },
  properties: { required: [], optional: [], children: ["property"] },
  property: { required: ["name", "value"], optional: [], children: [] },
  testcase: {
    required: ["name"],
    optional: ["time", "classname", "group"],
    children: ["skipped", "error", "failure", "system-out", "system-err"],
  },
  failure: { required: [], optional: ["type", "message"], children: [] },
  error: { required: [], optional: ["type", "message"], children: [] },
  skipped: { required: [], optional: ["type", "message"], children: [] },
};

/** Everything that a CI server could stumble over; empty where there is nothing. */
export function findJunitProblems(text: string): string[] {
  try {
    const root = parseXml(text);
    return root.name === "testsuites" ? checkElement(root) : [`the root is ${root.name}, not testsuites`];
  } catch (error) {
    return [(error as Error).message];
  }
}

function checkElement(element: Element): string[] {
  const { name, attributes, children } = element;
  const rule = RULES[name]!;
  const known = new Set([...rule.required, ...rule.optional]);
  return [
    ...rule.required.filter((key) => !(key in attributes)).map((key) => `${name} has no ${key}`),
    ...Object.keys(attributes)
      .filter((key) => !known.has(key))
      .map((key) => `${name} has an unknown ${key}`),
    ...children
      .filter((child) => !rule.children.includes(child.name))
      .map((child) => `${name} holds ${child.name}`),
    ...(name === "testsuite" ? checkCounts(element) : []),
    ...(name === "testcase" && children.length > 1 ? ["testcase has two outcomes"] : []),
    ...children.filter((child) => rule.children.includes(child.name)).flatMap(checkElement),
  ];
}

function checkCounts({ attributes, children }: Element): string[] {
  const cases = children.filter(({ name }) => name === "testcase");
  const having = (outcome: string): number =>
    cases.filter((one) => one.children.some(({ name }) => name === outcome)).length;
  const counts = {
    tests: cases.length,
    failures: having("failure"),
    errors: having("error"),
    skipped: having("skipped"),
  };
  const wrong = Object.entries(counts).filter(([key, count]) => attributes[key] !== String(count));
  const time = /^\d+(\.\d+)?$/.test(attributes["time"] ?? "0") ? [] : ["time is no number of seconds"];
  return [...wrong.map(([key, count]) => `${key} is ${attributes[key]}, and there are ${count}`), ...time];
}
