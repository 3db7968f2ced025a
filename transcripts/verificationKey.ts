/** verification_key.json as snarkjs writes it: decimal strings, projective coordinates with z = 1 or 0. */
import type { CurveName, CurveParameters } from "../algebra/curve.js";
import { parametersOf } from "../algebra/parameters.js";
import { jsonValue } from "./json.js";
import { MalformedError } from "./malformed.js";
import type { ByteSource } from "./source.js";

/** Affine coordinates, or null for infinity. */
export type AffineG1 = readonly [bigint, bigint] | null;
/** Affine coordinates (c0, c1) each, or null for infinity. */
export type AffineG2 = readonly [readonly [bigint, bigint], readonly [bigint, bigint]] | null;

/** What a proof is verified with. */
export interface Groth16Key {
  readonly curve: CurveParameters;
  readonly nPublic: number;
  readonly alpha1: AffineG1;
  readonly beta2: AffineG2;
  readonly gamma2: AffineG2;
  readonly delta2: AffineG2;
  readonly ic: readonly AffineG1[];
}

export interface VerificationKey extends Groth16Key {
  readonly source: ByteSource;
  /** e(alpha1, beta2) as snarkjs writes it, twelve coefficients (see algebra/pairingValue.ts); null where it is left out. */
  readonly alphaBeta: readonly bigint[] | null;
}

/** A verification key is a few kilobytes, and grows by 200 bytes per public signal. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Characters of a value that a message repeats. */
const SHOWN = 40;
const CURVE_NAMES: ReadonlyMap<string, CurveName> = new Map([
  ["bn128", "bn254"],
  ["bn254", "bn254"],
  ["bls12381", "bls12-381"],
]);

/** @throws MalformedError where the text is no Groth16 verification key */
export async function readVerificationKey(source: ByteSource): Promise<VerificationKey> {
  const parsed = await jsonValue(source, MAX_BYTES);
  const key = new KeyObject(source, parsed);
  const protocol = key.text("protocol");
  if (protocol !== "groth16")
    throw malformed(source, "protocol", `it is ${shown(protocol)}; only groth16, so spelled, has a phase 2`);
  const name = CURVE_NAMES.get(key.text("curve"));
  if (name === undefined) {
    const known = [...CURVE_NAMES.keys()].join(", ");
    throw malformed(source, "curve", `unknown curve ${shown(key.text("curve"))}; known are ${known}`);
  }
  return {
    source,
    curve: parametersOf(name),
    nPublic: key.count("nPublic"),
    alpha1: key.g1("vk_alpha_1"),
    beta2: key.g2("vk_beta_2"),
    gamma2: key.g2("vk_gamma_2"),
    delta2: key.g2("vk_delta_2"),
    ic: key.list("IC").map((point, i) => key.g1At(`IC[${i}]`, point)),
    alphaBeta: key.target("vk_alphabeta_12"),
  };
}

/** The beginning of a value as JSON has it; of what has members only what it is, for they may go as deep as they like. */
function shown(value: unknown): string {
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  const text = JSON.stringify(value) ?? "nothing";
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}

function malformed(source: ByteSource, section: string, problem: string): MalformedError {
  return new MalformedError({ file: source.path, section, offset: 0, problem });
}

/** Typed access to the members of the JSON object, each failure naming the member. */
class KeyObject {
  private readonly members: Readonly<Record<string, unknown>>;

  constructor(
    private readonly source: ByteSource,
    parsed: unknown,
  ) {
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
      throw malformed(source, "file", "the text is JSON, and no object");
    }
    this.members = parsed as Record<string, unknown>;
  }

  text(name: string): string {
    const value = this.members[name];
    if (typeof value !== "string") throw this.fail(name, `a text is needed, not ${shown(value)}`);
    return value;
  }

  count(name: string): number {
    const value = this.members[name];
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
      throw this.fail(name, `a whole number is needed, not ${shown(value)}`);
    }
    return value;
  }

  list(name: string): readonly unknown[] {
    return this.listAt(name, this.members[name]);
  }

  g1(name: string): AffineG1 {
    return this.g1At(name, this.members[name]);
  }

  g1At(name: string, value: unknown): AffineG1 {
    const [x, y, z] = this.listAt(name, value, 3).map((one) => this.integer(name, one)) as [
      bigint,
      bigint,
      bigint,
    ];
    if (z === 0n) return null;
    if (z !== 1n) throw this.fail(name, "the third coordinate must be 1, or 0 for infinity");
    return [x, y];
  }

  g2(name: string): AffineG2 {
    const [x, y, z] = this.listAt(name, this.members[name], 3).map((pair) => {
      const [c0, c1] = this.listAt(name, pair, 2).map((one) => this.integer(name, one)) as [bigint, bigint];
      return [c0, c1] as const;
    }) as [readonly [bigint, bigint], readonly [bigint, bigint], readonly [bigint, bigint]];
    if (z[0] === 0n && z[1] === 0n) return null;
    if (z[0] !== 1n || z[1] !== 0n)
      throw this.fail(name, "the third coordinate must be 1, or 0 for infinity");
    return [x, y];
  }

  /** An element of Fq12 as [2][3][2] coefficients, flat; null where there is none. */
  target(name: string): readonly bigint[] | null {
    if (this.members[name] === undefined) return null;
    return this.listAt(name, this.members[name], 2).flatMap((half) =>
      this.listAt(name, half, 3).flatMap((pair) =>
        this.listAt(name, pair, 2).map((value) => this.integer(name, value)),
      ),
    );
  }

  private listAt(name: string, value: unknown, length?: number): readonly unknown[] {
    if (!Array.isArray(value)) throw this.fail(name, "a list is needed");
    if (length !== undefined && value.length !== length)
      throw this.fail(name, `${length} entries are needed`);
    return value;
  }

  private integer(name: string, value: unknown): bigint {
    if (typeof value !== "string" || !/^(0|[1-9][0-9]{0,120})$/.test(value)) {
      throw this.fail(name, `a decimal text without sign or leading zeros is needed, not ${shown(value)}`);
    }
    return BigInt(value);
  }

  private fail(name: string, problem: string): MalformedError {
    return malformed(this.source, name, problem);
  }
}
