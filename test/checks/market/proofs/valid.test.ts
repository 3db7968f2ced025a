/** Proofs under a real key: what verifies, what does not, and what snarkjs says of the same. */
import { createHash } from "node:crypto";
import { bn254 } from "@noble/curves/bn254.js";
import { beforeAll, describe, expect, test } from "vitest";
import { parametersOf } from "../../../../algebra/parameters.js";
import { Groth16Verifier, type Statement } from "../../../../checks/market/proofs/groth16.js";
import { canonical } from "../../../../checks/market/proofs/canonical.js";
import type { ProofPoints } from "../../../../transcripts/market/events.js";
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

let proofs: Proofs;

beforeAll(async () => {
  proofs = await makeProofs();
});

const audit = (sent: readonly Sent[]): Promise<Audited> =>
  auditText(jsonLines(logOf(sent)), { verificationKey: proofs.key });

/** A task that is done by a proof, of which the log says that it is right. */
const doneBy = ({ proof, inputs }: Proven, more: Partial<Sent> = {}): Sent => ({
  task: "t1",
  prover: "0xp1",
  proof,
  publicInputs: inputs,
  asked: inputs,
  done: true,
  ...more,
});

describe("market/valid and market/statement", () => {
  test("proofs that verify pass, and a refused one that does not", async () => {
    const [first, , other] = proofs.made;
    const audited = await audit([
      doneBy(first),
      doneBy(other, { task: "t2" }),
      doneBy(first, { task: "t3", proof: other.proof, verdict: "invalid", done: false }),
    ]);
    expect(audited.of("market/valid")).toMatchObject({ outcome: "pass", findings: [] });
    expect(audited.of("market/statement").outcome).toBe("pass");
  });

  test("without inputs of its own a proof is verified for its task's", async () => {
    const [first] = proofs.made;
    const { publicInputs: _, ...sent } = doneBy(first);
    expect((await audit([sent])).of("market/valid").outcome).toBe("pass");
    const wrong = await audit([{ ...sent, asked: ["34", "3"] }]);
    expect(wrong.of("market/valid").findings[0]?.evidence.map(({ index }) => index)).toEqual([1, 2]);
  });

  test("a proof of another statement", async () => {
    const [first, , other] = proofs.made;
    const audited = await audit([doneBy(other, { asked: first.inputs })]);
    expect(audited.of("market/valid").outcome).toBe("pass");
    expect(audited.of("market/statement").findings[0]?.evidence[0]?.values).toMatchObject({
      index: "0",
      proof: "35",
      "of the task": "33",
    });
  });

  test("an input that is written as x + r", async () => {
    const [first] = proofs.made;
    const alias = [(33n + r).toString(), "3"];
    const audited = await audit([doneBy(first, { publicInputs: alias, asked: alias })]);
    expect(audited.of("market/statement").findings[0]?.statement).toBe("public input 0 < r, for task t1");
    // The equation holds for x + r as it does for x.
    expect(audited.of("market/valid").outcome).toBe("pass");
  });

  test("a valid proof that was refused", async () => {
    const audited = await audit([doneBy(proofs.made[0], { verdict: "invalid", done: false })]);
    expect(audited.of("market/valid").findings[0]).toMatchObject({ severity: "high" });
  });

  test("an unchecked proof that does not verify matters where the task is done by it", async () => {
    const [first, , other] = proofs.made;
    const junk = doneBy(first, { proof: other.proof, verdict: "unchecked" });
    expect((await audit([junk])).of("market/valid").outcome).toBe("fail");
    expect((await audit([{ ...junk, done: false }])).of("market/valid").outcome).toBe("pass");
  });

  test("hashes, missing inputs and missing keys are not decided", async () => {
    const [first] = proofs.made;
    const { proof: _, ...hashed } = doneBy(first, { proofHash: "0x12" });
    expect((await audit([hashed])).of("market/valid").outcome).toBe("inconclusive");
    const { publicInputs: __, ...bare } = doneBy(first, { asked: null });
    expect((await audit([bare])).of("market/valid").outcome).toBe("inconclusive");
    const withoutKey = await auditText(jsonLines(logOf([doneBy(first)])));
    expect(withoutKey.of("market/valid")).toMatchObject({ outcome: "not evaluated" });
  });

  test("a key that nothing verifies under may be the wrong one", async () => {
    const [first, , other] = proofs.made;
    const junk = { proof: other.proof, vkHash: "0xaa" };
    const only = await audit([doneBy(first, junk)]);
    expect(only.of("market/valid").findings[0]?.confidence).toBe("likely");
    // Where other tasks name other keys, the one that was given is theirs.
    const beside = await audit([doneBy(first, junk), doneBy(first, { task: "t2", vkHash: "0xbb" })]);
    expect(beside.of("market/valid")).toMatchObject({ outcome: "inconclusive", findings: [] });
    // Under a key that others of its kind verify under, it is false.
    const proven = await audit([doneBy(first, junk), doneBy(first, { task: "t2", vkHash: "0xaa" })]);
    expect(proven.of("market/valid").findings[0]?.confidence).toBe("proven");
  });

  test("a task names the key that is given, or nothing is decided", async () => {
    const sha256 = `0x${createHash("sha256").update(proofs.keyText).digest("hex")}`;
    const named = (vkHash: string): Sent[] => [doneBy(proofs.made[0], { vkHash })];
    expect((await audit(named(sha256))).of("market/valid").outcome).toBe("pass");
    const other = await audit(named("0xaa"));
    expect(other.of("market/valid")).toMatchObject({ outcome: "inconclusive", findings: [] });
    expect(other.of("market/valid").reason).toMatch(/key 0xaa, which is no hash of the given key/);
    const config = { schema: "zkassay-market-config/1", file: "c.json", vkHash: "0xaa" } as const;
    const configured = await auditText(jsonLines(logOf(named("0xaa"))), {
      verificationKey: proofs.key,
      marketConfig: config,
    });
    expect(configured.of("market/valid").outcome).toBe("pass");
    // A proof that is false under the key that its task names is false, whatever other proofs are.
    const [first, , third] = proofs.made;
    const junk = await audit([doneBy(first, { proof: third.proof, vkHash: sha256 })]);
    expect(junk.of("market/valid").findings[0]?.confidence).toBe("proven");
  });

  test.each([
    ["another scheme", { scheme: "plonk" }],
    ["another curve", { curve: "bls12-381" }],
    ["a curve that nobody knows", { curve: "bn255" }],
  ])("a task of %s is not decided", async (_, statement) => {
    const lines = logOf([doneBy(proofs.made[0])]).map((line) =>
      "statement" in line ? { ...line, statement: { ...(line.statement as object), ...statement } } : line,
    );
    const audited = await auditText(jsonLines(lines), { verificationKey: proofs.key });
    expect(audited.of("market/valid").outcome).toBe("inconclusive");
  });

  test("a key that is none decides nothing", async () => {
    const [first] = proofs.made;
    const key = { ...proofs.key, ic: proofs.key.ic.slice(1) };
    const audited = await auditText(jsonLines(logOf([doneBy(first)])), { verificationKey: key });
    expect(audited.of("market/valid").outcome).toBe("inconclusive");
  });
});

/** A point of the twist that is on the curve and outside the subgroup. */
function outsideSubgroup(): ProofPoints["b"] {
  const { Fp2 } = bn254.fields;
  const { b } = bn254.G2.Point.CURVE();
  for (let x0 = 1n; ; x0++) {
    const x = Fp2.create({ c0: x0, c1: 0n });
    const square = Fp2.add(Fp2.mul(Fp2.sqr(x), x), b);
    try {
      const y = Fp2.sqrt(square);
      return [
        [x.c0.toString(), x.c1.toString()],
        [y.c0.toString(), y.c1.toString()],
      ];
    } catch {
      continue;
    }
  }
}

/** Encodings and points, each put in place of the honest proof's. */
const tampered: readonly {
  readonly name: string;
  readonly change: (proof: ProofPoints) => ProofPoints;
  readonly fault: RegExp;
  /** Why snarkjs says otherwise, where it does. */
  readonly peerAccepts?: string;
}[] = [
  {
    name: "another proof's C",
    change: (proof) => ({ ...proof, c: proofs.made[1].proof.c }),
    fault: /equation is false/,
  },
  {
    name: "A with its sign changed",
    change: ({ a, ...rest }) => ({ ...rest, a: [a[0], (q - BigInt(a[1])).toString()] }),
    fault: /equation is false/,
  },
  {
    name: "x + q for x of A",
    change: ({ a, ...rest }) => ({ ...rest, a: [(BigInt(a[0]) + q).toString(), a[1]] }),
    fault: /A has a coordinate that is not below/,
    peerAccepts: "snarkjs reduces coordinates; verifier contracts refuse them",
  },
  {
    name: "y + q for y of C",
    change: ({ c, ...rest }) => ({ ...rest, c: [c[0], (BigInt(c[1]) + q).toString()] }),
    fault: /C has a coordinate that is not below/,
    peerAccepts: "snarkjs reduces coordinates; verifier contracts refuse them",
  },
  {
    name: "a point off the curve",
    change: (proof) => ({ ...proof, c: ["1", "3"] }),
    fault: /C is not on the curve/,
  },
  {
    name: "B outside the subgroup",
    change: (proof) => ({ ...proof, b: outsideSubgroup() }),
    fault: /B is outside the subgroup/,
  },
  {
    name: "infinity for C",
    change: (proof) => ({ ...proof, c: ["0", "0"] }),
    fault: /C is the point at infinity/,
  },
];

describe("points that are not the honest proof's", () => {
  const changed = ({ change }: (typeof tampered)[number]): Proven => {
    const [{ inputs, proof }] = proofs.made;
    return { inputs, proof: change(proof) };
  };

  test.each(tampered)("$name is refused", async (one) => {
    const audited = await audit([doneBy(changed(one))]);
    const [finding] = audited.of("market/valid").findings;
    expect(finding?.evidence[0]?.values?.["fault"]).toMatch(one.fault);
  });

  test("snarkjs says the same, but where there is a reason", async () => {
    const verdicts = await peerVerdicts(proofs.keyText, tampered.map(changed));
    expect(verdicts).toEqual(tampered.map(({ peerAccepts }) => peerAccepts !== undefined));
  });
});

/** Numbers as snarkjs takes them and no log may write them: one proof would have many texts. */
test.each([
  ["hexadecimal digits", (x: string) => `0x${BigInt(x).toString(16)}`],
  ["leading zeros", (x: string) => `00${x}`],
])("%s in a coordinate are refused by the reader, and accepted by snarkjs", async (_, write) => {
  const [{ inputs, proof }] = proofs.made;
  const changed = { inputs, proof: { ...proof, a: [write(proof.a[0]), proof.a[1]] as [string, string] } };
  expect((await audit([doneBy(changed)])).of("market/log").outcome).toBe("fail");
  expect(await peerVerdicts(proofs.keyText, [changed])).toEqual([true]);
});

test("of many proofs exactly the false ones are found, on both engines", async () => {
  const many = await Promise.all(
    Array.from({ length: 12 }, (_, i) => rerandomised(proofs, BigInt(i + 2), BigInt(7 * i + 1))),
  );
  const wrong = new Set([1, 6, 7]);
  const mixed = many.map(({ proof, inputs }, i) => ({
    proof: wrong.has(i) ? { ...proof, c: proofs.made[2].proof.c } : proof,
    inputs,
  }));
  const verdicts = mixed.map((_, i) => !wrong.has(i));
  for (const engine of ["fast", "reference"] as const) {
    const curve = await sharedCurve("bn254", engine);
    const verifier = Groth16Verifier.of(curve, proofs.key);
    if (typeof verifier === "string") throw new Error(verifier);
    // noble-curves takes its time.
    const some = engine === "fast" ? mixed : mixed.slice(0, 3);
    const statements = some.map(({ proof, inputs }): Statement => {
      const points = canonical(curve, proof);
      if (typeof points === "string") throw new Error(points);
      return { ...points, inputs: inputs.map(BigInt) };
    });
    const weights = some.map((_, i) => 2n ** 127n + 977n * BigInt(i));
    expect(await verifier.verify(statements, weights)).toEqual(verdicts.slice(0, some.length));
  }
  expect(await peerVerdicts(proofs.keyText, mixed)).toEqual(verdicts);
});
