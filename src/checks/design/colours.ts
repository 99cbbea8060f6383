/** Red, green and blue in 0..255. */
export type Rgb = readonly [red: number, green: number, blue: number];
type Lab = readonly [lightness: number, a: number, b: number];

/** Beyond this, two colours have nothing in common; below 2.3 nobody tells them apart. */
const FARTHEST = 40;

/** 1 for one colour, 0 for two that nobody would confuse. */
export const likenessOf = (a: Rgb, b: Rgb): number => Math.max(0, 1 - differenceOf(a, b) / FARTHEST);

/** CIEDE2000 difference of two sRGB colours. */
export function differenceOf(a: Rgb, b: Rgb): number {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2] ? 0 : ciede2000(toLab(a), toLab(b));
}

/** sRGB (IEC 61966-2-1) to CIE Lab, white point D65. */
function toLab([red, green, blue]: Rgb): Lab {
  const [r, g, b] = [toLinear(red), toLinear(green), toLinear(blue)];
  const x = toLightness((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = toLightness(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = toLightness((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function toLinear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

const toLightness = (share: number): number =>
  share > 216 / 24_389 ? Math.cbrt(share) : ((24_389 / 27) * share + 16) / 116;

const TURN = 2 * Math.PI;
const POWER = 25 ** 7;

/** Sharma, Wu, Dalal: The CIEDE2000 Color-Difference Formula (2005), with kL = kC = kH = 1. Angles in radians. */
export function ciede2000([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(meanC ** 7 / (meanC ** 7 + POWER)));
  const [x1, x2] = [(1 + g) * a1, (1 + g) * a2];
  const [c1, c2] = [Math.hypot(x1, b1), Math.hypot(x2, b2)];
  const [h1, h2] = [hueOf(x1, b1), hueOf(x2, b2)];
  const isGrey = c1 * c2 === 0;
  let turn = isGrey ? 0 : h2 - h1;
  if (turn > Math.PI) turn -= TURN;
  else if (turn < -Math.PI) turn += TURN;
  const deltaH = 2 * Math.sqrt(c1 * c2) * Math.sin(turn / 2);
  let h = h1 + h2;
  if (!isGrey && Math.abs(h1 - h2) > Math.PI) h += h < TURN ? TURN : -TURN;
  if (!isGrey) h /= 2;
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const t =
    1 -
    0.17 * Math.cos(h - toRadians(30)) +
    0.24 * Math.cos(2 * h) +
    0.32 * Math.cos(3 * h + toRadians(6)) -
    0.2 * Math.cos(4 * h - toRadians(63));
  const scaleL = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2);
  const [scaleC, scaleH] = [1 + 0.045 * c, 1 + 0.015 * c * t];
  const bend = toRadians(30) * Math.exp(-(((h - toRadians(275)) / toRadians(25)) ** 2));
  const rotation = -2 * Math.sqrt(c ** 7 / (c ** 7 + POWER)) * Math.sin(2 * bend);
  const [dl, dc, dh] = [(l2 - l1) / scaleL, (c2 - c1) / scaleC, deltaH / scaleH];
  return Math.sqrt(Math.max(0, dl ** 2 + dc ** 2 + dh ** 2 + rotation * dc * dh));
}

const toRadians = (degrees: number): number => (degrees * Math.PI) / 180;

const hueOf = (x: number, b: number): number => (x === 0 && b === 0 ? 0 : (Math.atan2(b, x) + TURN) % TURN);
