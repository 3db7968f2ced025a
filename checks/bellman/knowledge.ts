import type { ChainLink, Evidence } from "../../findings/index.js";
import type { Response } from "../../transcripts/bellman/response.js";
import { defineCheck, fact, type Outcomes, type Yielded } from "../check.js";
import {
  basesOf,
  KNOWLEDGE,
  statementObligations,
  UPDATES,
  type Proofs,
  type Step,
} from "../phase1/contributionSteps.js";
import { hex } from "../shared/places.js";
import { NOT_A_STEP, REFUSE } from "./advice.js";
import { fileHash } from "./origins.js";
import { stateOf } from "./state.js";

/** The checks that together make a response a step of the ceremony. */
const STEP_CHECKS = [
  "response/challenge-hash",
  "response/state-points",
  "response/points",
  "response/start",
  "response/knowledge",
  "response/update",
  "response/powers",
];

export const responseKnowledge = defineCheck({
  id: "response/knowledge",
  claim: "The contributor knew tau, alpha and beta, and proved it for this challenge",
  severity: "critical",
  cites: ["Bowe, Gabizon, Miers: MMORPG §4 and §5", "powersoftau: verify_transform"],
  impact: NOT_A_STEP,
  advice: REFUSE,
  method:
    "For each secret: sp = hashToG2(H(k ‖ first 64 bytes of the response ‖ U(s) ‖ U(k·s))), then e(s, k·sp) = e(k·s, sp). That " +
    "these 64 bytes are the challenge's hash is response/challenge-hash.",
  needs: ["response"],
  after: ["response/shape", "response/state-points"],
  run: async function* ({ response }, context): AsyncGenerator<Yielded> {
    const curve = await context.curve(response.curve.name);
    const { knowledge, origin } = response;
    const proofs: Proofs = { knowledge, sp: basesOf(curve, origin, knowledge) };
    yield* statementObligations(KNOWLEDGE, [proofs], curve, "response/knowledge", () => keyPlace(response));
    const hash = hex(await fileHash(response));
    yield fact("Response hash", hash);
    yield {
      kind: "exhibit",
      make: (outcomes) => ({
        kind: "chain",
        title: "Contribution to the powers of tau",
        phase: 1,
        file: response.container.source.path,
        links: [{ number: 1, name: null, kind: "contribution", hash, outcome: stepOutcome(outcomes) }],
      }),
    };
  },
});

export const responseUpdate = defineCheck({
  id: "response/update",
  claim: "The response is the challenge with the contributor's tau, alpha and beta applied",
  severity: "critical",
  cites: ["Bowe, Gabizon, Miers: MMORPG §4", "powersoftau: verify_transform"],
  impact: NOT_A_STEP,
  advice: REFUSE,
  method:
    "e(before, k·sp) = e(after, sp) for tauG1[1], alphaTauG1[0], betaTauG1[0]; e(s, after) = e(k·s, before) for tauG2[1] and " +
    "betaG2: before is the challenge's, after the response's.",
  needs: ["challenge", "response"],
  after: ["response/shape", "response/challenge-hash", "challenge/state-points", "response/state-points"],
  run: async function* ({ challenge, response }, context): AsyncGenerator<Yielded> {
    const curve = await context.curve(response.curve.name);
    const { knowledge, origin } = response;
    const step: Step = {
      knowledge,
      sp: basesOf(curve, origin, knowledge),
      before: await stateOf(challenge.powers),
      after: await stateOf(response.powers),
    };
    yield* statementObligations(UPDATES, [step], curve, "response/update", () => keyPlace(response));
  },
});

function keyPlace({ container, keyPoints }: Response): { name: string; evidence: Evidence[] } {
  const { path, size } = container.source;
  const bytes = { start: keyPoints[0]?.offset ?? size, end: size };
  return { name: "response", evidence: [{ file: path, section: "public key", bytes }] };
}

function stepOutcome(outcomes: Outcomes): ChainLink["outcome"] {
  const all = STEP_CHECKS.map((id) => outcomes(id)?.outcome);
  if (all.includes("fail")) return "fail";
  return all.every((outcome) => outcome === "pass") ? "pass" : "not evaluated";
}
