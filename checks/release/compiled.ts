/** That a contract's code is made from its source: what no constant in it can show. */
import { defineCheck, fact, type Yielded } from "../check.js";
import { equalBytes } from "../shared/places.js";
import { CITES, FORGE } from "./advice.js";

const ADVICE =
  "Give the source that was deployed (--solidity), and code made by the compiler at hand; or have the code verified by a " +
  "service that compiles it with the version and settings of its metadata, and say so in the policy's ignore list.";

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
    "honest, and nothing shows it. Without the source the roles of the constants are not known.",
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
        return;
      }
      tried.push(build.kind === "made" ? build.named : `${build.named} (${build.reason})`);
    }
    yield {
      kind: "inconclusive",
      reason: `the code is not what the compiler at hand makes of ${recompiled.source}; tried: ${tried.join("; ")}`,
    };
  },
});
