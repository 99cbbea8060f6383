/** Writes a message under a form control, or takes it away where there is none. */
export function showFieldError(control, error, message) {
  error.textContent = message ?? "";
  error.hidden = message === null;
  if (message === null) control.removeAttribute("aria-invalid");
  else control.setAttribute("aria-invalid", "true");
}
