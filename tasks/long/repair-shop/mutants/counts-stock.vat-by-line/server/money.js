const PENCE_PER_MINUTE = (46.5 * 100) / 60;
const VAT_SHARE = 0.2;

/** Pence for so many minutes of work, half a penny up. */
export const priceWork = (minutes) => Math.round(minutes * PENCE_PER_MINUTE);

/** Net, VAT and total of lines, in pence. */
export function sumUp(lines) {
  const net = lines.reduce((sum, { amount }) => sum + amount, 0);
  const vat = lines.reduce((sum, { amount }) => sum + Math.round(amount * VAT_SHARE), 0);
  return { net, vat, total: net + vat };
}

const POUNDS = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" });

/** Pence as people write them: `£1,204.50`. */
export const formatMoney = (pence) => POUNDS.format(pence / 100);
