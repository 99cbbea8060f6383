import { dirname, join } from "node:path";
import { brokenRules } from "../../core/arena-errors.ts";
import { type ArenaRules, ArenaRulesSchema } from "../../core/arena-rules.ts";
import { openIfThere } from "../../store/regular-file.ts";

/**
 * What the arena of a file of votes promised its raters; null where it is of none.
 * @throws UserError `broken-rules`, and `invalid-result-file` for what is no regular file
 */
export async function loadArenaRules(votesFile: string): Promise<ArenaRules | null> {
  const file = join(dirname(votesFile), "rules.json");
  await using handle = await openIfThere(file);
  if (handle === null) return null;
  const text = await handle.readFile("utf8");
  const parsed = ArenaRulesSchema.safeParse(parse(text, file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw brokenRules(file, `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`);
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw brokenRules(file, (error as Error).message);
  }
}
