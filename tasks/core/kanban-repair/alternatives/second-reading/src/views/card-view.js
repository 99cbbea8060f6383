import { describeDue } from "../dates.js";
import { html } from "../html.js";

export function renderCard(card) {
  return html`
    <li class="card" data-testid="card" data-card-id="${card.id}">
      <h3 data-testid="card-title">${card.title}</h3>
      ${card.labels.length > 0 && renderLabels(card.labels)}
      <div class="card-foot">
        ${card.due !== null && html`<span class="due" data-testid="due">${describeDue(card.due)}</span>`}
        <div class="card-buttons">
          <button
            type="button"
            class="quiet small"
            data-action="move"
            aria-label="Move ${card.title}"
            aria-describedby="move-hint"
            aria-pressed="false"
          >
            Move
          </button>
          <button type="button" class="quiet small" data-action="edit" aria-label="Edit ${card.title}">
            Edit
          </button>
        </div>
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
