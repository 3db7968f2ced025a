import { defineCheck, found, type Yielded } from "../check.js";
import { equalBytes, hex, placeOf } from "../shared/places.js";
import { RESTART } from "./advice.js";

export const lastState = defineCheck({
  id: "ptau/last-state",
  claim: "The powers start at the generators and go on with the state that the last contribution left",
  severity: "critical",
  cites: ["Bowe, Gabizon, Miers: MMORPG §4", "formats: ptau section 7"],
  impact: "The powers are not those that the contributors made: their randomness is not in the file.",
  advice: RESTART,
  method:
    "Byte equality of tauG1[0] and tauG2[0] with the generators, and of tauG1[1], tauG2[1], alphaTauG1[0], betaTauG1[0] " +
    "and betaG2 with the fields of the last row of section 7.",
  needs: ["ptau"],
  after: ["ptau/contributions-present"],
  run: async function* ({ ptau }, context): AsyncGenerator<Yielded> {
    const { powers } = ptau;
    const last = ptau.contributions.at(-1);
    if (powers === null || last === undefined) {
      yield { kind: "not evaluated", reason: "the file holds contributions alone (a -nopoints file)" };
      return;
    }
    const curve = await context.curve(ptau.curve.name);
    const expected = [
      { vector: powers.tauG1, index: 0, point: curve.generator("G1"), what: "the generator of G1" },
      { vector: powers.tauG2, index: 0, point: curve.generator("G2"), what: "the generator of G2" },
      { vector: powers.tauG1, index: 1, point: last.tauG1, what: "tauG1 of the last contribution" },
      { vector: powers.tauG2, index: 1, point: last.tauG2, what: "tauG2 of the last contribution" },
      { vector: powers.alphaTauG1, index: 0, point: last.alphaG1, what: "alphaG1 of the last contribution" },
      { vector: powers.betaTauG1, index: 0, point: last.betaG1, what: "betaG1 of the last contribution" },
      { vector: powers.betaG2, index: 0, point: last.betaG2, what: "betaG2 of the last contribution" },
    ];
    for (const { vector, index, point, what } of expected) {
      const actual = await vector.read(index, 1);
      if (equalBytes(actual, point)) continue;
      yield found({
        statement: `${vector.label}[${index}] = ${what}`,
        evidence: [{ ...placeOf(vector, index), values: { expected: hex(point), found: hex(actual) } }],
      });
    }
  },
});
