/** That a contract's code is made from its source: what no constant in it can show. */
import type { Evidence } from "../evidence.js";
import { defineCheck, fact, type Yielded } from "../check.js";
import { equalBytes } from "../shared/places.js";
import { CITES, FORGE } from "./advice.js";

const ADVICE =
  "Give the source that was deployed (--solidity), and with --solc the compiler that the code's metadata names: a soljson file " +
  "of binaries.soliditylang.org, whose list.json has its SHA-256. Where other settings were used, have the code verified by a " +
  "service that compiles it with those of its metadata, and say so in the policy's ignore list.";

export const bytecodeCompiled = defineCheck({
  id: "bytecode/compiled",
  claim: "The code is what the compiler makes of the contract's source",
  severity: "critical",
  cites: [...CITES, "Solidity documentation: contract metadata, source code verification"],
  impact: `Code that holds every constant of a key may still do something else with them, or nothing. ${FORGE}`,
  advice: ADVICE,
  method:
    "The source is compiled with the usual settings of the optimizer, and the deployed code, without the metadata at its end, must " +
    "be one of the results byte for byte. What was made by another version or with other settings is not decided: it may be " +
    "honest, and nothing shows it. The compiler is the one that this tool comes with, or the one that the reader gives with " +
    "--solc, which is then trusted and said. Without the source the roles of the constants are not known.",
  needs: ["bytecode"],
  after: ["bytecode/readable"],
  run: async function* ({ bytecode, recompiled }): AsyncGenerator<Yielded> {
    if (recompiled === undefined) {
      const reason =
        "constants do not show what the code does with them: the contract's source is needed (--solidity)";
      yield { kind: "inconclusive", reason };
      return;
    }
    const tried: string[] = [];
    for (const build of recompiled.builds()) {
      if (build.kind === "made" && equalBytes(build.code, bytecode.code)) {
        yield fact("compiled again", `equal without metadata, ${build.named}`);
        const { chosen } = recompiled;
        if (chosen !== null)
          yield fact("rests on the compiler of --solc", `${chosen.path}, SHA-256 ${chosen.sha256}`);
        return;
      }
      tried.push(build.kind === "made" ? build.named : `${build.named} (${build.reason})`);
    }
    yield {
      kind: "inconclusive",
      reason: `the code is not what the compiler at hand makes of ${recompiled.source}; tried: ${tried.join("; ")}${needed(bytecode, recompiled)}`,
    };
  },
});

/** How to have it decided, where another compiler made the code. */
function needed({ compiler }: Evidence["bytecode"], { version }: Evidence["recompiled"]): string {
  if (compiler === null) return "; its metadata names no compiler";
  if (compiler === version)
    return `; its metadata names solc ${compiler} too: the settings or the source are others`;
  return (
    `; its metadata names solc ${compiler}: fetch soljson-v${compiler}+commit.….js from https://binaries.soliditylang.org/bin/ ` +
    "(list.json there has its name and SHA-256), and run this again with --solc FILE"
  );
}
