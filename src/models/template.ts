import { missingVariable } from "../core/user-errors.ts";

/** What was put in, under which name, and where in the template that name stands. */
export interface Filled {
  readonly value: string;
  readonly name: string;
  readonly index: number;
}

/** Fills `${NAME}` from the environment, and tells what it put in. @throws UserError */
export function fillTemplate(
  template: string,
  env: NodeJS.ProcessEnv,
  onFilled: (filled: Filled) => void,
): string {
  return template.replaceAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_whole, name: string, index: number) => {
    const value = env[name]?.trim() ?? "";
    if (value === "") throw missingVariable(name, template);
    onFilled({ value, name, index });
    return value;
  });
}
