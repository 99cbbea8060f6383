const DIGITS = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九"];

/** 1 to 99 in words: 十, 十二, 二十, 二十八. */
function toWords(count: number): string {
  const [tens, ones] = [Math.floor(count / 10), count % 10];
  const head = tens === 0 ? "" : `${tens === 1 ? "" : DIGITS[tens]}十`;
  return `${head}${ones === 0 && tens > 0 ? "" : DIGITS[ones]}`;
}

/** A count with its measure word: 两片, 十二位, 半片, 一片半. Takes halves. */
export function countWith(count: number, measure: string): string {
  const whole = Math.floor(count);
  const hasHalf = count !== whole;
  if (whole === 0 && hasHalf) return `半${measure}`;
  return `${toWords(whole)}${measure}${hasHalf ? "半" : ""}`;
}
