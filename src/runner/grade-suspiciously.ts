import { InfraError } from "../core/errors.ts";
import { passesControlPage } from "./control-page.ts";
import { type Grade, type GradeContext, type GradeRequest, gradeWorkspace, toFailedGrade } from "./grade.ts";

/** As often as this the checker may be lost to one workspace before the workspace itself is suspected. */
const LOSSES_BEFORE_SUSPICION = 2;

/**
 * A checker that is lost to one workspace again and again, while a control page passes, is lost by the app's doing.
 * @param losses how often it was lost to each workspace so far
 * @throws InfraError; the workspace can be graded again
 */
export async function gradeSuspiciously(
  request: GradeRequest,
  { workspace, losses }: { readonly workspace: string; readonly losses: Map<string, number> },
  context: GradeContext,
): Promise<Grade> {
  try {
    return await gradeWorkspace(request, context);
  } catch (error) {
    if (!(error instanceof InfraError) || error.code !== "checker") throw error;
    const count = (losses.get(workspace) ?? 0) + 1;
    losses.set(workspace, count);
    if (count < LOSSES_BEFORE_SUSPICION || !(await passesControlPage(request, context))) throw error;
    const message = `the checker was lost ${count} times to this app, and works with a control page: ${error.message}`;
    return toFailedGrade(request, "check", message, { build: null, serve: null });
  }
}
