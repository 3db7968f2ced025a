/** A contract's code by itself: the numbers in it that are points of a key. */
import type { ContractCode } from "../../transcripts/solidity/bytecode.js";
import { defineCheck, fact, found, type Yielded } from "../check.js";
import { flat, lemOf } from "../shared/affine.js";
import { equalBytes } from "../shared/places.js";
import { CITES, FORGE, WITHDRAW } from "./advice.js";

const place = ({ source }: ContractCode, values: Readonly<Record<string, string>> = {}) => ({
  file: source.path,
  section: "bytecode",
  values,
});

export const bytecodePoints = defineCheck({
  id: "bytecode/points",
  claim:
    "The code holds the points of a Groth16 key: beta, gamma and delta of G2, all of the subgroup, and points of G1",
  severity: "critical",
  cites: CITES,
  impact: `A verifier that lacks one of them does not verify Groth16 proofs, or uses one point in two roles. ${FORGE}`,
  advice: WITHDRAW,
  method:
    "Operands of PUSH instructions are tried as coordinates: those that satisfy y² = x³ + 3, or the equation of the twist, are " +
    "points, whichever way the compiler has put them. Exactly three points of G2, each with r·P = O. Code proves nothing about " +
    "the roles in which its constants are used: that is for the source.",
  needs: ["bytecode"],
  after: ["bytecode/readable"],
  run: async function* ({ bytecode }, context): AsyncGenerator<Yielded> {
    const { points } = bytecode;
    if (points.tooMany) {
      yield {
        kind: "inconclusive",
        reason: "the code has too many large constants to look for points of G2 among them",
      };
      return;
    }
    const curve = await context.curve("bn254");
    for (const point of points.g2) {
      const bytes = lemOf(curve, "G2", flat(point));
      const fault = bytes === null ? "not canonical" : curve.membershipFault("G2", bytes);
      if (fault === null) continue;
      const values = { "x.c0": String(point[0][0]), "x.c1": String(point[0][1]) };
      yield found({
        statement: `a point of the code is in the subgroup of G2 (it is ${fault})`,
        evidence: [place(bytecode, values)],
      });
    }
    if (points.g2.length !== 3) {
      const values = {
        "points of G2": String(points.g2.length),
        "constants that are none": String(points.unexplained.length),
      };
      yield found({
        statement: "the code holds three different points of G2: beta, gamma, delta",
        confidence: "likely",
        evidence: [place(bytecode, values)],
      });
    }
    if (points.g1.length === 0) {
      yield found({
        statement: "the code holds points of G1",
        confidence: "likely",
        evidence: [place(bytecode)],
      });
    }
  },
});

export const bytecodeDelta = defineCheck({
  id: "bytecode/delta-not-gamma",
  claim: "Of the three points of G2 in the code one is the generator, and no other is its negative",
  severity: "critical",
  cites: [...CITES, "snarkjs#620"],
  impact: `With delta = ±gamma anyone makes a proof of any statement. ${FORGE}`,
  advice: WITHDRAW,
  method:
    "gamma = [1]₂ in every key of a ceremony. Three different points of which one is [1]₂ leave beta and delta different from " +
    "it; −[1]₂ must not be among them. (bytecode/points tells when there are fewer: one point in two roles.)",
  needs: ["bytecode"],
  after: ["bytecode/points"],
  run: async function* ({ bytecode }, context): AsyncGenerator<Yielded> {
    const curve = await context.curve("bn254");
    const generator = curve.generator("G2");
    const own = bytecode.points.g2.map((point) => lemOf(curve, "G2", flat(point)) ?? curve.infinity("G2"));
    if (!own.some((point) => equalBytes(point, generator)))
      yield found({
        statement: "gamma = [1]₂ is in the code",
        confidence: "likely",
        evidence: [place(bytecode)],
      });
    if (own.some((point) => equalBytes(point, curve.negate("G2", generator))))
      yield found({ statement: "−[1]₂ is not in the code", evidence: [place(bytecode)] });
  },
});

export const bytecodeInputs = defineCheck({
  id: "bytecode/inputs",
  claim: "The code has a point of G1 for alpha and for every element of IC that its signature needs",
  severity: "critical",
  cites: CITES,
  impact:
    "An input whose element is missing, infinity or another one's does not count by itself: it can be anything.",
  advice: WITHDRAW,
  method:
    "N is found by the selector of verifyProof(uint256[2], uint256[2][2], uint256[2], uint256[N]) among the code's constants. " +
    "Number of different points of G1 = N + 2.",
  needs: ["bytecode"],
  after: ["bytecode/readable"],
  run: async function* ({ bytecode }): AsyncGenerator<Yielded> {
    const { declaredInputs, points } = bytecode;
    const [inputs, other] = declaredInputs;
    if (inputs === undefined || other !== undefined) {
      const what = other === undefined ? "no selector of verifyProof" : "several selectors of verifyProof";
      yield { kind: "inconclusive", reason: `the code has ${what}: how many inputs it takes is not known` };
      return;
    }
    yield fact("inputs", String(inputs));
    if (points.g1.length === inputs + 2) return;
    const values = { inputs: String(inputs), "points of G1": String(points.g1.length) };
    yield found({
      statement: `number of different points of G1 in the code = inputs + 2`,
      confidence: "likely",
      evidence: [place(bytecode, values)],
    });
  },
});

export const bytecodeRangeCheck = defineCheck({
  id: "bytecode/range-check",
  claim: "The code compares with r, the order of the groups",
  severity: "high",
  confidence: "likely",
  cites: ["snarkjs: checkField compared with q in 0.7.0 to 0.7.3", "EIP-197: scalars are taken mod r"],
  impact:
    "x and x + r are the same input to the equation and two values to the contract that calls: one proof is accepted twice.",
  advice:
    "Export the contract with snarkjs 0.7.4 or newer, or require each input to be below r where the verifier is called.",
  method:
    "r is among the code's constants. That it is compared with every input, the code's constants do not prove: see " +
    "solidity/range-check.",
  needs: ["bytecode"],
  after: ["bytecode/readable"],
  run: async function* ({ bytecode }, context): AsyncGenerator<Yielded> {
    const { r } = (await context.curve("bn254")).parameters;
    if (bytecode.declaredInputs.every((inputs) => inputs === 0) && bytecode.declaredInputs.length > 0) {
      yield { kind: "does not apply", reason: "the contract takes no inputs" };
      return;
    }
    if (!bytecode.operands.has(r))
      yield found({ statement: "r is among the constants of the code", evidence: [place(bytecode)] });
  },
});
