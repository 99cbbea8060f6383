import { describeDue } from "../dates.js";
import { escapeHtml, html } from "../html.js";

export function renderCard(card) {
  return html`
    <li class="card" data-testid="card" data-card-id="${card.id}">
      <h3 data-testid="card-title">${escapeHtml(card.title)}</h3>
      ${card.labels.length > 0 && renderLabels(card.labels)}
      <div class="card-foot">
        ${card.due !== null && html`<span class="due" data-testid="due">${describeDue(card.due)}</span>`}
        <button type="button" class="quiet small" data-action="edit" aria-label="Edit ${card.title}">
          Edit
        </button>
      </div>
    </li>
  `;
}

function renderLabels(labels) {
  return html`
    <ul class="labels" role="list">
      ${labels.map((label) => html`<li data-testid="label">${escapeHtml(label)}</li>`)}
    </ul>
  `;
}
