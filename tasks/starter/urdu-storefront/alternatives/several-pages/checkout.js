"use strict";

const order = document.querySelector("#order");
const digits = (text) => latin(text).replace(/[^\d]/g, "");

const RULES = {
  name: (text) => text === "" && "نام لکھیں",
  phone: (text) =>
    (text === "" && "موبائل نمبر لکھیں") ||
    (!/^03[\d -]+$/.test(latin(text)) || digits(text).length !== 11 ? "موبائل نمبر درست نہیں" : false),
  address: (text) => (text === "" && "پتہ لکھیں") || (text.length < 10 && "پتہ کم از کم ۱۰ حروف کا ہو"),
  city: (text) => text === "" && "شہر چنیں",
};

function findFaults() {
  return Object.entries(RULES).flatMap(([id, rule]) => {
    const input = document.getElementById(id);
    const fault = rule(input.value.trim());
    byTestId(`error-${id}`).textContent = fault || "";
    if (!fault) {
      input.removeAttribute("aria-invalid");
      return [];
    }
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-errormessage", `error-${id}`);
    return [input];
  });
}

order.addEventListener("submit", (event) => {
  event.preventDefault();
  const [first] = findFaults();
  if (first) {
    first.focus();
    return;
  }
  byTestId("order-number").textContent = urdu(String(Date.now()).slice(-6));
  byTestId("order-phone").textContent = urdu(digits(document.querySelector("#phone").value));
  byTestId("order-total").textContent = rupees(cart.sums().total);
  cart.empty();
  order.hidden = true;
  document.querySelector("#done").hidden = false;
});
