/**
 * The WebAssembly program of a curve, assembled by ffjavascript (wasmcurves) and compiled once per process.
 *
 * Only the code is taken from ffjavascript: its curve object keeps two instances and copies every operand, and
 * is dropped here. Instances of our own are opened where they are needed (see instance.ts), in this thread and,
 * as a compiled module can be posted, in the workers without assembling again.
 */
import { buildBls12381, buildBn128 } from "ffjavascript";
import type { CurveName } from "../../curve.js";

/** A compiled program with what is needed to call it; structured-cloneable. */
export interface CurveProgram {
  readonly curve: CurveName;
  readonly module: WebAssembly.Module;
  /** Prefix of the pairing functions: "bn128", "bls12381". */
  readonly prefix: string;
  /** Addresses of the generators in Jacobian coordinates. */
  readonly generators: { readonly G1: number; readonly G2: number };
  /** Bytes of a prepared point of G1 and of G2 for the Miller loop. */
  readonly preparedBytes: { readonly G1: number; readonly G2: number };
}

const programs = new Map<CurveName, Promise<CurveProgram>>();

/** The program of a curve; assembling it takes about 0.15 s the first time. */
export function programOf(curve: CurveName): Promise<CurveProgram> {
  let program = programs.get(curve);
  if (program === undefined) {
    program = assemble(curve);
    programs.set(curve, program);
  }
  return program;
}

async function assemble(curve: CurveName): Promise<CurveProgram> {
  const built = await (curve === "bn254" ? buildBn128 : buildBls12381)(true);
  return {
    curve,
    module: await WebAssembly.compile(built.tm.code),
    prefix: built.name,
    generators: { G1: built.tm.pG1gen, G2: built.tm.pG2gen },
    preparedBytes: { G1: built.prePSize, G2: built.preQSize },
  };
}
