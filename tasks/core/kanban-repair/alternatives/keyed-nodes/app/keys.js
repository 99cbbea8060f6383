/** Moving a card by keys. What is held is shown at once, and stored when it is dropped. */
export function createKeys(model) {
  const places = (column, id) => model.othersIn(column, id).length + 1;
  const where = (column, at, id) => `${column.title}, position ${at + 1} of ${places(column, id)}.`;
  const hold = (held, intro = "") => {
    const { title } = model.board.cards[held.id];
    model.held = held;
    model.tell(`${intro}“${title}”: ${where(model.column(held.column), held.at, held.id)}`);
  };
  const start = (id) => {
    const column = model.columnOf(id);
    return { id, column: column.id, at: column.cardIds.filter(model.isShown).indexOf(id) };
  };
  const cancel = () => {
    const { id } = model.held;
    const { column, at } = start(id);
    model.held = null;
    model.tell(
      `Cancelled: “${model.board.cards[id].title}” is back in ${where(model.column(column), at, id)}`,
    );
  };
  const along = (step) => {
    const at = model.held.at + step;
    if (at >= 0 && at < places(model.column(model.held.column), model.held.id)) hold({ ...model.held, at });
  };
  const across = (step, side) => {
    const { columns } = model.board;
    let next = columns.findIndex(({ id }) => id === model.held.column) + step;
    while (columns[next] !== undefined && model.refusal(columns[next], model.held.id) !== null) next += step;
    const column = columns[next];
    if (column === undefined) return model.tell(`No column with room on the ${side}.`);
    const at = Math.min(model.held.at, places(column, model.held.id) - 1);
    return hold({ ...model.held, column: column.id, at });
  };
  const actions = {
    ArrowUp: () => along(-1),
    ArrowDown: () => along(1),
    ArrowLeft: () => across(-1, "left"),
    ArrowRight: () => across(1, "right"),
    Escape: cancel,
  };
  return {
    toggle: (id) => {
      if (model.held?.id === id) model.place(id, model.held.column, model.held.at);
      else hold(start(id), "Picked up ");
    },
    press: (id, event) => {
      const action = actions[event.key];
      if (model.held?.id !== id || action === undefined) return;
      event.preventDefault();
      action();
    },
    leave: (id, button) => {
      // A node that is put elsewhere loses the focus for a moment.
      setTimeout(() => {
        if (model.held?.id === id && document.activeElement !== button) cancel();
      });
    },
  };
}
