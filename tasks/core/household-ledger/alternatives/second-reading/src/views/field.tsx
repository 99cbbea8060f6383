import { cloneElement, type ReactElement, type ReactNode, useId } from "react";

interface ControlProps {
  readonly id?: string;
  readonly "aria-invalid"?: boolean;
  readonly "aria-describedby"?: string;
}

interface FieldProps {
  readonly label: ReactNode;
  readonly error?: string | undefined;
  readonly children: ReactElement<ControlProps>;
}

/** A control with its label, and with what is wrong about it. */
export function Field({ label, error, children }: FieldProps) {
  const id = useId();
  const hint = error === undefined ? {} : { "aria-invalid": true, "aria-describedby": `${id}-error` };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, { id, ...hint })}
      {error !== undefined && (
        <p id={`${id}-error`} className="error">
          {error}
        </p>
      )}
    </div>
  );
}
