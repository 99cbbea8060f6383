const plain: Record<string, string> = {
  ç: "c",
  ğ: "g",
  ı: "i",
  ö: "o",
  ş: "s",
  ü: "u",
  â: "a",
  î: "i",
  û: "u",
};

export const squeeze = (text: string) => text.split(/\s+/).filter(Boolean).join(" ");

/** How an answer is read: small letters without marks, no marks of sentences, single spaces. */
export function read(text: string): string {
  const small = text.normalize("NFC").toLocaleLowerCase("tr").normalize("NFC");
  const letters = [...small].map((letter) => plain[letter] ?? letter).join("");
  return squeeze(letters.replace(/\u0307/g, "").replace(/[.,!?]/g, ""));
}
