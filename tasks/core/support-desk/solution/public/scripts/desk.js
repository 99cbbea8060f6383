import { element } from "./dom.js";
import { listen } from "./live.js";
import { createHeader } from "./views/header.js";
import { createListView } from "./views/list.js";
import { createNewTicketView } from "./views/new-ticket.js";
import { createTicketView } from "./views/ticket.js";

/** The desk of someone who is signed in: a header, and the view that the address asks for. Returns how to close it. */
export function openDesk(app, { user, api, onSignedOut }) {
  const main = element("main", { tabindex: "-1" });
  const desk = { user, api, navigate, setTitle };
  let view = null;

  function open() {
    view = createView(location.pathname, desk);
    main.replaceChildren(view.element);
    view.refresh?.(null);
  }

  function navigate(path) {
    history.pushState(null, "", path);
    open();
    window.scrollTo(0, 0);
    if (!main.contains(document.activeElement)) main.focus();
  }

  async function signOut() {
    try {
      await api.signOut();
    } catch (error) {
      if (error.code !== "unauthenticated") return;
    }
    history.replaceState(null, "", "/");
    onSignedOut();
  }

  function followLink(event) {
    const link = event.target.closest("a[href^='/']");
    if (link === null || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    navigate(link.getAttribute("href"));
  }

  app.replaceChildren(createHeader(user, { onSignOut: signOut }), main);
  app.addEventListener("click", followLink);
  window.addEventListener("popstate", open);
  open();
  const stopListening = listen({ onChange: (number) => view.refresh?.(number), onRefused: onSignedOut });

  return () => {
    stopListening();
    window.removeEventListener("popstate", open);
    app.removeEventListener("click", followLink);
  };
}

function setTitle(title) {
  document.title = `${title} – Lumen Broadband support`;
}

function createView(path, desk) {
  const part = /^\/tickets\/([^/]+)$/.exec(path)?.[1];
  if (part === undefined) return createListView(desk);
  return part === "new" ? createNewTicketView(desk) : createTicketView(part, desk);
}
