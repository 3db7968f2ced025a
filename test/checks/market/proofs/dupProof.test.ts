/** Copies of proofs that are certain, and that nothing else is ever said to be independent. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { invertMod } from "../../../../algebra/integers.js";
import { parametersOf } from "../../../../algebra/parameters.js";
import { MOST_MULTIPLE, SmallMultiples } from "../../../../checks/market/proofs/multiples.js";
import { OwnerTable } from "../../../../checks/market/proofs/ownerTable.js";
import { sharedCurve } from "../../assay.js";
import { auditText, jsonLines, type Audited } from "../audit.js";
import {
  logOf,
  makeProofs,
  peerVerdicts,
  rerandomised,
  type Proofs,
  type Proven,
  type Sent,
} from "./proofs.js";

const { q, r } = parametersOf("bn254");
const LARGE = 2n ** 200n + 12_345n;

let proofs: Proofs;

beforeAll(async () => {
  proofs = await makeProofs();
});

const sent = (task: string, prover: string, { proof, inputs }: Proven): Sent => ({
  task,
  prover,
  proof,
  publicInputs: inputs,
  asked: inputs,
});

const audit = (lines: readonly Sent[]): Promise<Audited> =>
  auditText(jsonLines(logOf(lines)), { verificationKey: proofs.key });

const DUP = "market/dup-proof";

describe("market/dup-proof", () => {
  test("one prover for each statement, and the same proof again by the same prover, pass", async () => {
    const [first, , other] = proofs.made;
    const audited = await audit([
      sent("t1", "0xp1", first),
      sent("t1", "0xp1", first),
      sent("t2", "0xp2", other),
    ]);
    expect(audited.of(DUP)).toMatchObject({ outcome: "pass", findings: [] });
  });

  const certain: readonly (readonly [string, (honest: Proven) => Promise<Proven>, RegExp])[] = [
    ["the same points", async (honest) => honest, /A, B and C are the same/],
    [
      "x + q for x of A, −A and −B",
      async ({ proof: { a, b, c }, inputs }) => {
        const minus = (y: string): string => (q - BigInt(y)).toString();
        const [x, [y0, y1]] = b;
        return {
          inputs,
          proof: { a: [(BigInt(a[0]) + q).toString(), minus(a[1])], b: [x, [minus(y0), minus(y1)]], c },
        };
      },
      /C is no other proof's/,
    ],
    ["(r·A, B/r, C)", () => rerandomised(proofs, invertMod(LARGE, r), 0n), /C is no other proof's/],
    ["(A, B + k·δ, C + k·A)", () => rerandomised(proofs, 1n, LARGE), /A is no other proof's/],
    ["any r₁ and r₂ = 12,345", () => rerandomised(proofs, LARGE, 12_345n), /no small multiple of A/],
  ];

  test.each(certain)("%s: a certain copy", async (_, make, statement) => {
    const [first] = proofs.made;
    const copy = await make(first);
    for (const [older, newer] of [
      [first, copy],
      [copy, first],
    ] as const) {
      const audited = await audit([sent("t1", "0xp1", older), sent("t1", "0xp2", newer)]);
      const { outcome, findings } = audited.of(DUP);
      expect(outcome).toBe("fail");
      expect(findings).toHaveLength(1);
      expect(findings[0]?.statement).toMatch(statement);
      expect(findings[0]?.evidence[0]?.values).toMatchObject({ verdict: "DUP_CERTAIN", prover: "0xp2" });
    }
  });

  test("all of them are proofs to snarkjs", async () => {
    const copies = await Promise.all(certain.map(([, make]) => make(proofs.made[0])));
    expect(await peerVerdicts(proofs.keyText, copies)).toEqual(copies.map(() => true));
  });

  test("another task's proof, and equal hashes", async () => {
    const [first] = proofs.made;
    const again = await audit([sent("t1", "0xp1", first), sent("t2", "0xp1", first)]);
    expect(again.of(DUP).outcome).toBe("fail");
    const hash = (task: string, prover: string): Sent => ({ task, prover, proofHash: "0xab", asked: ["1"] });
    expect((await audit([hash("t1", "0xp1"), hash("t1", "0xp2")])).of(DUP).outcome).toBe("fail");
    expect((await audit([hash("t1", "0xp1"), hash("t1", "0xp1")])).of(DUP).outcome).toBe("pass");
  });

  test.each([
    ["a full re-randomisation", () => rerandomised(proofs, LARGE, LARGE + 2n)],
    ["a proof that snarkjs made on its own", async () => proofs.made[1]],
  ])("%s: inconclusive, and nothing says independent", async (_, make) => {
    const audited = await audit([sent("t1", "0xp1", proofs.made[0]), sent("t1", "0xp2", await make())]);
    const { outcome, reason } = audited.of(DUP);
    expect(outcome).toBe("inconclusive");
    expect(reason).toMatch(/does not show that they are independent/);
  });

  test("points that are none are compared all the same", async () => {
    const [{ inputs }] = proofs.made;
    const odd = {
      inputs,
      proof: {
        a: ["1", "5"],
        b: [
          ["1", "2"],
          ["3", "4"],
        ],
        c: ["7", "7"],
      },
    } as Proven;
    const audited = await audit([sent("t1", "0xp1", odd), sent("t1", "0xp2", odd)]);
    expect(audited.of(DUP).outcome).toBe("fail");
  });
});

test("small multiples are found, and larger ones are not", async () => {
  const curve = await sharedCurve("bn254");
  const base = curve.multiply("G1", curve.generator("G1"), LARGE);
  const multiples = new SmallMultiples(curve, base);
  const times = (k: bigint) => curve.multiply("G1", base, ((k % r) + r) % r);
  fc.assert(
    fc.property(fc.integer({ min: -MOST_MULTIPLE, max: MOST_MULTIPLE }), (k) => {
      expect(multiples.find(times(BigInt(k)))).toBe(BigInt(k));
    }),
    { numRuns: 25 },
  );
  for (const k of [0, 1, -1, 512, 513, 1024, -1024, MOST_MULTIPLE, -MOST_MULTIPLE])
    expect(multiples.find(times(BigInt(k)))).toBe(BigInt(k));
  for (const k of [MOST_MULTIPLE + 1, -MOST_MULTIPLE - 1, 1 << 20])
    expect(multiples.find(times(BigInt(k)))).toBeNull();
});

test("the table of owners remembers who was first while it grows", () => {
  const table = new OwnerTable();
  const entry = (i: number) => ({ owner: BigInt(i + 1), seq: i, line: i + 2 });
  for (let i = 0; i < 5000; i++) expect(table.firstOf(`text ${i}`, entry(i))).toBeNull();
  for (let i = 0; i < 5000; i++) expect(table.firstOf(`text ${i}`, entry(9999))).toEqual(entry(i));
});
