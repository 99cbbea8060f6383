/** Equal for what is the same customer, however it is written. */
export const toIdentity = (name, phone) => `${foldName(name)}\n${foldPhone(phone)}`;

const foldName = (name) => name.trim().replaceAll(/\s+/g, " ").toLocaleLowerCase("en");

/** The digits, with a leading +44 as 0. */
const foldPhone = (phone) =>
  phone
    .replaceAll(/[^\d+]/g, "")
    .replace(/^\+44/, "0")
    .replaceAll("+", "");
