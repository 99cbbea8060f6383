import type { Command } from "commander";
import { toAction } from "./action.ts";

export function registerImages(program: Command): void {
  const images = program
    .command("images")
    .summary("build and list the sandboxes' images")
    .description(
      "The images that sandboxes start from. A run builds what it needs; an unchanged one is never built again.",
    );
  addNeedOptions(images.command("build").summary("build the images that are missing")).action(
    toAction(async () => (await import("../images.ts")).buildImages),
  );
  addNeedOptions(
    images
      .command("tags")
      .summary("print the tags of the images that are needed, one a line")
      .description(
        "Prints the tags of the images that are needed, whether they are there or not, one a line. A tag is the hash of its image's recipe: the hash of these lines is a key under which a CI can keep the images, and `docker save` takes them as they are.",
      ),
  ).action(toAction(async () => (await import("../images.ts")).printTags));
  images
    .command("list")
    .summary("list the images, and what is missing or outdated")
    .option("--json", "as JSON")
    .action(toAction(async () => (await import("../images.ts")).listImages));
}

function addNeedOptions(command: Command): Command {
  return command
    .option("--suite <suite>", "the stacks of this suite (default: all of buildoff's)")
    .option("--stack <name...>", "these stacks")
    .option(
      "--agent <name...>",
      "agents whose program, where it has one, is put into images of those stacks",
    );
}
