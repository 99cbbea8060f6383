export const digits = (value: number | string) =>
  String(value).replace(/[0-9]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[Number(digit)]!);

const months = "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر".split(" ");

export function date(dayNumber: number): string {
  const at = new Date(dayNumber * 86_400_000);
  const first = at.getUTCDate() === 1 ? "یکم" : digits(at.getUTCDate());
  return `${first} ${months[at.getUTCMonth()]} ${digits(at.getUTCFullYear())}`;
}

export function count(n: number, [none, one, many]: [string, string, string]): string {
  return n === 0 ? none : n === 1 ? one : many.replace("#", digits(n));
}
