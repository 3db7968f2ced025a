/**
 * Groth16 verification of many proofs under one key. For proofs (Aᵢ, Bᵢ, Cᵢ) of inputs xᵢ and random ρᵢ:
 *
 *     ∏ e(ρᵢ·Aᵢ, Bᵢ) · e(−Σρᵢ·α, β) · e(−Σρᵢ·IC(xᵢ), γ) · e(−Σρᵢ·Cᵢ, δ) = 1,   IC(x) = IC₀ + Σ xⱼ·ICⱼ
 *
 * (Groth16 §3.2, the verifier's equation). With 128-bit ρᵢ drawn after the proofs were fixed, a batch that holds a
 * false proof passes with probability 2⁻¹²⁸; one that does not hold is halved until the false proofs stand alone.
 */
import type { Curve, Point } from "../../../algebra/curve.js";
import { mod } from "../../../algebra/integers.js";
import type { Groth16Key } from "../../../transcripts/verificationKey.js";
import { flat, lemOf } from "../../shared/affine.js";
import type { CanonicalProof } from "./canonical.js";

/** A proof with the inputs that it is said to be for; each is taken mod r. */
export interface Statement extends CanonicalProof {
  readonly inputs: readonly bigint[];
}

export class Groth16Verifier {
  private constructor(
    private readonly curve: Curve,
    private readonly alpha: Point,
    private readonly beta: Point,
    private readonly gamma: Point,
    private readonly delta: Point,
    private readonly ic: readonly Point[],
  ) {}

  /** A verifier, or why the key is none: a point that is no member, or a list of the wrong length. */
  static of(curve: Curve, key: Groth16Key): Groth16Verifier | string {
    const faults: string[] = [];
    const take = (group: "G1" | "G2", name: string, coordinates: readonly bigint[] | null): Point => {
      const point = coordinates === null ? null : lemOf(curve, group, coordinates);
      const fault = point === null ? "infinity or not canonical" : curve.membershipFault(group, point);
      if (fault !== null) faults.push(`${name} is ${fault}`);
      return point ?? curve.infinity(group);
    };
    const alpha = take("G1", "alpha", key.alpha1);
    const [beta, gamma, delta] = (["beta2", "gamma2", "delta2"] as const).map((name) =>
      take("G2", name, flat(key[name])),
    ) as [Point, Point, Point];
    // An input that no constraint uses has infinity here, which is a member.
    const ic = key.ic.map((point, i) =>
      point === null ? curve.infinity("G1") : take("G1", `IC[${i}]`, point),
    );
    if (ic.length !== key.nPublic + 1) faults.push(`it has ${ic.length} points IC for ${key.nPublic} inputs`);
    return faults[0] ?? new Groth16Verifier(curve, alpha, beta, gamma, delta, ic);
  }

  /** How many public inputs a statement of this key has. */
  get inputs(): number {
    return this.ic.length - 1;
  }

  /**
   * Whether each proof verifies.
   * @param coefficients as many as there are statements, random, of 128 bits
   */
  async verify(statements: readonly Statement[], coefficients: readonly bigint[]): Promise<boolean[]> {
    const weighed = statements.map((statement, i) => ({
      statement,
      // A coefficient of zero would leave its proof out.
      weight: coefficients[i] || 1n,
      verdict: false,
    }));
    await this.settle(weighed);
    return weighed.map(({ verdict }) => verdict);
  }

  private async settle(batch: readonly Weighed[]): Promise<void> {
    if (batch.length === 0) return;
    const holds = await this.holds(batch);
    if (holds || batch.length === 1) {
      for (const one of batch) one.verdict = holds;
      return;
    }
    const middle = batch.length >> 1;
    await this.settle(batch.slice(0, middle));
    await this.settle(batch.slice(middle));
  }

  private async holds(batch: readonly Weighed[]): Promise<boolean> {
    const { curve } = this;
    const { r } = curve.parameters;
    const scalars = this.ic.map(() => 0n);
    let c = curve.infinity("G1");
    const pairs: [Point, Point][] = [];
    for (const { statement, weight } of batch) {
      if (statement.inputs.length !== this.inputs) return false;
      scalars[0] = mod((scalars[0] ?? 0n) + weight, r);
      for (const [j, input] of statement.inputs.entries())
        scalars[j + 1] = mod((scalars[j + 1] ?? 0n) + weight * input, r);
      c = curve.add("G1", c, curve.multiply("G1", statement.c, weight));
      pairs.push([curve.multiply("G1", statement.a, weight), statement.b]);
    }
    const inputs = this.ic.reduce(
      (sum, point, j) => curve.add("G1", sum, curve.multiply("G1", point, scalars[j] ?? 0n)),
      curve.infinity("G1"),
    );
    const alpha = curve.multiply("G1", this.alpha, scalars[0] ?? 0n);
    for (const [point, partner] of [
      [alpha, this.beta],
      [inputs, this.gamma],
      [c, this.delta],
    ] as const) {
      pairs.push([curve.negate("G1", point), partner]);
    }
    return curve.pairingProductIsOne(pairs);
  }
}

interface Weighed {
  readonly statement: Statement;
  readonly weight: bigint;
  verdict: boolean;
}
