/** Shortcuts: cheaper equations of an obligation, given that another one holds. */
import { afterAll, describe, expect, test } from "vitest";
import type { Obligation } from "../../../algebra/obligations/equation.js";
import { settle } from "../../../algebra/obligations/settle.js";
import { openCurve } from "../../../algebra/open.js";
import { KnownPoints, sameLogarithms as sameOn, SEED_BYTES } from "./logarithms.js";

const curve = await openCurve("bn254", { threads: 0, kernel: false });
afterAll(() => curve.close());
const sameLogarithms = (id: string, p: KnownPoints, q: KnownPoints): Obligation => sameOn(curve, id, p, q);

describe("shortcuts", () => {
  const logarithms = [1n, 2n, 3n, 4n];
  const vector = (name: string, group: "G1" | "G2", wrong?: number): KnownPoints =>
    new KnownPoints(
      curve,
      name,
      group,
      logarithms.map((k, i) => (i === wrong ? k + 9n : k)),
    );
  const request = { memberships: [], seed: new Uint8Array(SEED_BYTES).fill(7) };

  /** P = Q, by R = P and Q = R given that R = Q; counts how often the shortcut was taken. */
  function obligations(
    wrong: "P" | "Q" | "none",
    impossible = false,
  ): { all: Obligation[]; taken: () => number } {
    const [p, q, other] = [
      vector("P", "G1", wrong === "P" ? 2 : undefined),
      vector("Q", "G2", wrong === "Q" ? 2 : undefined),
      vector("R", "G1"),
    ];
    let count = 0;
    const given = sameLogarithms("given", other, q);
    const short: Obligation = {
      ...sameLogarithms("short", p, q),
      shortcut: {
        given: "given",
        equations: async (weights) => {
          count++;
          if (impossible) return null;
          const minus = { from: 0, count: p.count, weights, weightFrom: 0, negative: true };
          const partner = curve.generator("G2");
          const [of] = (await sameLogarithms("", p, q).equation(weights)).terms;
          return of === undefined
            ? []
            : [{ terms: [of, { kind: "weighted", source: other, partner, ...minus }] }];
        },
      },
    };
    return { all: [short, given], taken: () => count };
  }

  test("decide where what they rely on is in the same product", async () => {
    const { all, taken } = obligations("none");
    const { settled } = await settle(curve, { obligations: all, ...request });
    expect(settled.map(({ outcome }) => outcome)).toEqual(["holds", "holds"]);
    expect(taken()).toBe(1);
  });

  test.each([
    ["P", "false", "holds"],
    ["Q", "false", "false"],
  ] as const)("name what is false by the obligations' own equations: %s", async (wrong, short, given) => {
    const { settled } = await settle(curve, { obligations: obligations(wrong).all, ...request });
    expect(settled.map(({ outcome }) => outcome)).toEqual([short, given]);
    expect(settled[0]).toMatchObject({ index: 2 });
  });

  test("are not taken alone, nor where they say null, nor in a circle", async () => {
    const alone = obligations("P");
    const [short] = alone.all;
    if (short === undefined) throw new Error("there is one");
    const outcomes = async (some: Obligation[]): Promise<unknown[]> =>
      (await settle(curve, { obligations: some, ...request })).settled.map(({ outcome }) => outcome);
    expect(await outcomes([short])).toEqual(["false"]);
    expect(alone.taken()).toBe(0);
    expect(await outcomes(obligations("P", true).all)).toEqual(["false", "holds"]);
    const circle = obligations("none");
    const lean = circle.all.map((one) => ({
      ...one,
      shortcut: { given: one.id === "short" ? "given" : "short", equations: async () => [] },
    }));
    const wrong = obligations("P").all[0];
    expect(await outcomes([...lean, ...(wrong === undefined ? [] : [{ ...wrong, id: "third" }])])).toEqual([
      "holds",
      "holds",
      "false",
    ]);
  });
});
