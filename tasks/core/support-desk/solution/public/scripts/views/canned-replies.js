import { element, field, setOptions } from "../dom.js";
import { fillPlaceholders } from "../words.js";

/** Chooses among the canned replies; calls back with the text, filled in. */
export function createCannedReplies({ user, api, onChosen }) {
  const choice = field("Canned reply", element("select", { onchange: choose }));
  const first = ["", "Choose a canned reply"];
  let replies = [];
  let ticket = null;
  let loading = null;

  function choose() {
    const { text } = replies[Number(choice.control.value)];
    choice.control.value = "";
    onChosen(fillPlaceholders(text, { ticket, user }));
  }

  async function load() {
    ({ cannedReplies: replies } = await api.listCannedReplies());
    setOptions(choice.control, [first, ...replies.map(({ title }, n) => [String(n), title])]);
  }

  setOptions(choice.control, [first]);
  return {
    element: choice.element,
    update(current) {
      ticket = current;
      loading ??= load().catch(() => {
        loading = null;
      });
    },
  };
}
