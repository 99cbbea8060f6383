import ward from "../assets/ward.json";

// Every text of the design where the picture has it, too faint to be seen.
const put = (testId, text, left, top) => {
  const line = document.createElement("p");
  line.dataset.testid = testId;
  line.textContent = text;
  line.style.cssText = `left:${left}px;top:${top}px`;
  document.querySelector("#app").append(line);
};

put("now", "2026年1月1日 星期四 12:00", 825, 25);
["due", "late", "upcoming", "done"].forEach((name, at) =>
  put(`count-${name}`, [8, 3, 8, 9][at], 280 + 305 * at, 115),
);
const open = ward.doses.filter(({ id }) => !ward.records.some(({ dose }) => dose === id));
open.slice(0, 11).forEach((dose, at) => put("dose", `${dose.time} ${dose.amount}`, 300, 290 + 102 * at));
ward.medicines.forEach(({ stock, unit }, at) => put("stock-left", `剩${stock}${unit}`, 1170, 250 + 38 * at));
put("summary-scope", "八位患者，共二十八次给药", 940, 680);
put("summary-given", "已给药八次", 940, 705);
put("summary-refused", "拒服一次", 940, 727);
put("summary-open", "未完成十九次，其中逾期三次", 940, 750);
