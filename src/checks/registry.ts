import type { AnyCheckKind } from "../core/task.ts";
import { axeKind } from "./axe.ts";
import { consoleKind } from "./console.ts";
import { designKind } from "./design.ts";
import { httpKind } from "./http.ts";
import { playwrightKind } from "./playwright.ts";
import { rewardKind } from "./reward.ts";
import { serviceKind } from "./service.ts";
import { stepsKind } from "./steps.ts";

/** Every kind of check. A new one is one file and one line here. */
export const checkKinds: readonly AnyCheckKind[] = [
  stepsKind,
  httpKind,
  consoleKind,
  axeKind,
  designKind,
  playwrightKind,
  serviceKind,
  rewardKind,
];
