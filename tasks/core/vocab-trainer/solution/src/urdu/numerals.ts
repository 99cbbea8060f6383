const ZERO = 0x06f0;

export function toUrduDigits(value: number | string): string {
  return String(value).replaceAll(/\d/g, (digit) => String.fromCodePoint(ZERO + Number(digit)));
}

/** What an Urdu keyboard types as digits, as the Latin ones; anything else stays. */
export function toLatinDigits(text: string): string {
  return text.replaceAll(/[۰-۹]/g, (digit) => String(digit.codePointAt(0)! - ZERO));
}
