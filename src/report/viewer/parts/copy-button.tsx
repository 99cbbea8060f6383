import { useState } from "react";

/** Copies a text; says in words whether it did. */
export function CopyButton({ what, text }: { what: string; text: string }) {
  const [status, setStatus] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setStatus("Copied.");
    } catch {
      setStatus("The browser does not let the page copy. Select the text and copy it.");
    }
  };
  return (
    <span className="copy">
      <button type="button" onClick={() => void copy()} aria-label={`Copy ${what}`}>
        Copy
      </button>{" "}
      <span role="status" className="dim">
        {status}
      </span>
    </span>
  );
}
