import { parseCode } from "../codes.js";
import { publicRoute } from "../http/match.js";
import { redirect } from "../http/replies.js";
import { formatMoney } from "../money.js";
import { Problem } from "../problems.js";
import { agreeToTotal, track } from "../tracking.js";
import { field } from "./fields.js";
import { html } from "./html.js";
import { alert, page } from "./layout.js";
import { badge } from "./words.js";

const lookUpPage = (typed = "", problem = null) =>
  page(
    { title: "Is it ready?", staff: null, status: problem?.status },
    html`<form class="card narrow" method="get" action="/s">
      <h1>Is it ready?</h1>
      ${alert(problem?.message)} ${field({ label: "Code", name: "code", value: typed })}
      <button>Look up</button>
    </form>`,
  );

const trackedPage = (code, { bicycle, status, total, agreed }, problem = null) =>
  page(
    { title: bicycle, staff: null, status: problem?.status },
    html`<section class="card narrow">
      <h1>${bicycle}</h1>
      ${alert(problem?.message)}
      <p data-testid="status">${badge(status)}</p>
      ${total !== null && estimate(code, { status, total, agreed })}
    </section>`,
  );

const estimate = (code, { status, total, agreed }) =>
  html`<dl class="sums">
      <dt>Total with VAT</dt>
      <dd data-testid="total">${formatMoney(total)}</dd>
    </dl>
    <p data-testid="agreement">${agreed ? `Agreed to ${formatMoney(total)}` : "Not agreed"}</p>
    ${!agreed && status !== "collected" && agreeForm(code, total)}`;

const agreeForm = (code, total) =>
  html`<form method="post" action="/s/${code}/agree">
    <input type="hidden" name="total" value="${total}" />
    <button>Agree to ${formatMoney(total)}</button>
  </form>`;

/** Shows what `look` finds; without anything to show, the form. */
function showTracked(book, code, look) {
  try {
    return trackedPage(code, look());
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.code !== "changed") return lookUpPage(code, problem);
    return trackedPage(code, track(book, code), problem);
  }
}

export const trackingPages = [
  publicRoute("GET", "/s", ({ book, query }) => {
    const typed = query.get("code");
    if (typed === null) return lookUpPage();
    const code = parseCode(typed);
    return showTracked(book, code, () => track(book, code));
  }),
  publicRoute("GET", "/s/:code", ({ book, params: { code } }) =>
    showTracked(book, code, () => track(book, code)),
  ),
  publicRoute("POST", "/s/:code/agree", ({ book, params: { code }, body }) => {
    const agreed = showTracked(book, code, () => agreeToTotal(book, code, Number(body.total)));
    return agreed.status === 200 ? redirect(`/s/${code}`) : agreed;
  }),
];
