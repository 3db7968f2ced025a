import type { Command } from "commander";
import { responseChecks } from "../checks/registries/response.js";
import { assay } from "./assay.js";
import { conclude, engineOf, leftOut, withRunFlags, type RunFlags } from "./options.js";
import { shellWord } from "./shell.js";

/** zkassay response challenge_0005 response_0005 challenge_0006 */
export function addResponse(program: Command): void {
  withRunFlags(
    program
      .command("response")
      .description(
        "verify one step of phase 1: a response against its challenge, and the next challenge against it",
      )
      .argument(
        "<files...>",
        "challenge, response, and the next challenge if there is one; a response alone is verified as far as it goes",
      ),
  ).action(async (files: string[], flags: RunFlags) => {
    const command = [
      "zkassay",
      "response",
      ...files,
      ...(flags.engine === "fast" ? [] : ["--engine", flags.engine]),
    ];
    await conclude(flags, (talk) =>
      assay({
        given: { exchange: files },
        checks: responseChecks,
        assumed: leftOut(responseChecks, flags.only, flags.skip),
        command: command.map(shellWord).join(" "),
        ...(flags.seed === undefined ? {} : { seed: flags.seed }),
        engine: engineOf(flags),
        ...talk,
      }),
    );
  });
}
