import { describeDue } from "../dates.js";
import { html } from "../html.js";

export function renderCard(card, { isLifted }) {
  return html`
    <li class="card ${isLifted && "lifted"}" data-testid="card" data-card-id="${card.id}" draggable="true">
      <h3 data-testid="card-title">${card.title}</h3>
      ${card.labels.length > 0 && renderLabels(card.labels)}
      <div class="card-foot">
        ${card.due !== null && html`<span class="due" data-testid="due">${describeDue(card.due)}</span>`}
        <button
          type="button"
          class="quiet small"
          data-action="move"
          data-focus="move ${card.id}"
          aria-label="Move ${card.title}"
          aria-pressed="${String(isLifted)}"
          aria-describedby="move-help"
        >
          Move
        </button>
        <button
          type="button"
          class="quiet small"
          data-action="edit"
          data-focus="edit ${card.id}"
          aria-label="Edit ${card.title}"
        >
          Edit
        </button>
      </div>
    </li>
  `;
}

function renderLabels(labels) {
  return html`
    <ul class="labels" role="list">
      ${labels.map((label) => html`<li data-testid="label">${label}</li>`)}
    </ul>
  `;
}
