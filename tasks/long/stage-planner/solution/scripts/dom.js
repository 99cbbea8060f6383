/** What each element was last given, so that only what differs is touched and focus and typed text stay. */
const given = new WeakMap();

/** Describes an element. Children that are null or false are left out; texts are always text, never markup. */
export function h(tag, props = {}, ...children) {
  const shown = children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false);
  return { tag, props, children: shown };
}

/** Makes an element's children be as described, keeping those that fit. */
export function render(parent, children) {
  const spare = [...parent.childNodes];
  const nodes = children.map((child) => {
    const index = spare.findIndex((node) => fits(node, child));
    return update(index < 0 ? create(child) : spare.splice(index, 1)[0], child);
  });
  for (const node of spare) node.remove();
  for (const [index, node] of nodes.entries()) {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  }
}

const isText = (child) => typeof child !== "object";

function fits(node, child) {
  if (isText(child)) return node.nodeType === Node.TEXT_NODE;
  return node.localName === child.tag && given.get(node)?.key === child.props.key;
}

function create(child) {
  return isText(child) ? document.createTextNode(child) : document.createElement(child.tag);
}

function update(node, child) {
  if (isText(child)) {
    if (node.data !== String(child)) node.data = child;
    return node;
  }
  const before = given.get(node) ?? {};
  given.set(node, child.props);
  // A select's options come before its value.
  render(node, child.children);
  for (const name of new Set([...Object.keys(before), ...Object.keys(child.props)])) {
    if (before[name] !== child.props[name]) set(node, name, child.props[name]);
  }
  return node;
}

function set(node, name, value) {
  if (name === "key") return;
  if (name.startsWith("on")) node[name] = value ?? null;
  else if (name === "value" || name === "checked") node[name] = value ?? "";
  else if (value === undefined || value === null || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : value);
}
