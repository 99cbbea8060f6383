const DIGITS = "零一二三四五六七八九";

/** A whole number from 0 to 999 in words. */
function cardinal(n: number): string {
  if (n < 10) return DIGITS[n];
  if (n < 100) {
    const tens = Math.floor(n / 10);
    return (tens > 1 ? DIGITS[tens] : "") + "十" + (n % 10 ? DIGITS[n % 10] : "");
  }
  const rest = n % 100;
  const tail = rest === 0 ? "" : rest < 10 ? "零" + DIGITS[rest] : (rest < 20 ? "一" : "") + cardinal(rest);
  return DIGITS[Math.floor(n / 100)] + "百" + tail;
}

/** A count with its measure word: 两次, 十二次, 半片, 一片半. */
export function counted(n: number, unit: string): string {
  const whole = Math.floor(n);
  const half = n - whole >= 0.5;
  if (half && whole === 0) return "半" + unit;
  return (whole === 2 ? "两" : cardinal(whole)) + unit + (half ? "半" : "");
}

/** Full-width digits read as ordinary ones. */
export function plainDigits(text: string): string {
  return text.replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
}
