import { computeTotals } from "./pricing.js";

const STORAGE_KEY = "dastkar-cart";

/**
 * The cart: product ids with their quantities and whether the discount code is on. Kept in localStorage; what
 * no longer fits the shop's products is mended when it is read. Tells its listeners after every change.
 */
export function createCart(products) {
  const byId = new Map(products.map((product) => [product.id, product]));
  const quantities = new Map();
  const listeners = new Set();
  let discounted = false;

  restore();

  function restore() {
    const stored = readStorage();
    for (const [id, quantity] of stored.lines) {
      const stock = byId.get(id)?.stock ?? 0;
      if (Number.isInteger(quantity) && quantity > 0 && stock > 0) quantities.set(id, Math.min(quantity, stock));
    }
    discounted = stored.discounted && quantities.size > 0;
  }

  function changed() {
    if (quantities.size === 0) discounted = false;
    writeStorage({ lines: [...quantities], discounted });
    for (const listener of listeners) listener();
  }

  const quantityOf = (id) => quantities.get(id) ?? 0;

  function setQuantity(id, quantity) {
    const allowed = Math.min(quantity, byId.get(id).stock);
    if (allowed < 1) return;
    quantities.set(id, allowed);
    changed();
  }

  const lines = () => [...quantities].map(([id, quantity]) => ({ product: byId.get(id), quantity }));

  return {
    quantityOf,
    setQuantity,
    lines,
    add: (id) => setQuantity(id, quantityOf(id) + 1),
    remove(id) {
      quantities.delete(id);
      changed();
    },
    clear() {
      quantities.clear();
      changed();
    },
    setDiscounted(value) {
      discounted = value;
      changed();
    },
    isDiscounted: () => discounted,
    isEmpty: () => quantities.size === 0,
    count: () => [...quantities.values()].reduce((sum, quantity) => sum + quantity, 0),
    totals: () => computeTotals(lines(), discounted),
    /** Returns the function that ends the subscription. */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Storage may be blocked, or hold what another version or hand wrote: then the cart starts empty. */
function readStorage() {
  try {
    const stored = JSON.parse(window.dastkarCart ?? "{}");
    const lines = Array.isArray(stored.lines) ? stored.lines.filter(Array.isArray) : [];
    return { lines, discounted: stored.discounted === true };
  } catch {
    return { lines: [], discounted: false };
  }
}

function writeStorage(value) {
  try {
    window.dastkarCart = JSON.stringify(value);
  } catch {
    // A full or blocked storage must not stop the sale; the cart then lives as long as the page.
  }
}
