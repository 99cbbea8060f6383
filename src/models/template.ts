import { missingVariable } from "../core/user-errors.ts";

/** Fills `${NAME}` from the environment, and tells what it put in: nobody may see it again. @throws UserError */
export function fillTemplate(
  template: string,
  env: NodeJS.ProcessEnv,
  onSecret: (value: string) => void,
): string {
  return template.replaceAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_whole, name: string) => {
    const value = env[name]?.trim() ?? "";
    if (value === "") throw missingVariable(name, template);
    onSecret(value);
    return value;
  });
}
