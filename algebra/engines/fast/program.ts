/**
 * The WebAssembly program of a curve, assembled by ffjavascript (wasmcurves) and compiled once per process.
 *
 * Only the code is taken from ffjavascript: its curve object keeps two instances and copies every operand.
 * Instances of our own are opened where they are needed (see instance.ts), in this thread and, as a compiled
 * module can be posted, in the workers without compiling again. Assembling takes longer than verifying a small
 * key, so the build saves the result (saveProgram.ts); without it, ffjavascript is
 * loaded and assembles anew.
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { CurveName } from "../../curve.js";
import { builtFile } from "../../packageFiles.js";

/** What an assembled program needs to be called. */
export interface ProgramLayout {
  readonly curve: CurveName;
  /** Prefix of the pairing functions: "bn128", "bls12381". */
  readonly prefix: string;
  /** Addresses of the generators in Jacobian coordinates. */
  readonly generators: { readonly G1: number; readonly G2: number };
  /** Bytes of a prepared point of G1 and of G2 for the Miller loop. */
  readonly preparedBytes: { readonly G1: number; readonly G2: number };
}

/** A compiled program; structured-cloneable. */
export interface CurveProgram extends ProgramLayout {
  readonly module: WebAssembly.Module;
}

const programs = new Map<CurveName, Promise<CurveProgram>>();

/** The program of a curve, saved or assembled. */
export function programOf(curve: CurveName): Promise<CurveProgram> {
  let program = programs.get(curve);
  if (program === undefined) {
    program = load(curve);
    programs.set(curve, program);
  }
  return program;
}

/** Where the build saves a program. */
export function savedProgram(curve: CurveName): { readonly code: string; readonly layout: string } {
  const at = (extension: string): string => builtFile(`algebra/engines/fast/${curve}.${extension}`);
  return { code: at("wasm"), layout: at("json") };
}

async function load(curve: CurveName): Promise<CurveProgram> {
  const saved = savedProgram(curve);
  if (!existsSync(saved.layout)) {
    const { code, layout } = await assemble(curve);
    return { ...layout, module: await WebAssembly.compile(code) };
  }
  const [code, layout] = await Promise.all([readFile(saved.code), readFile(saved.layout, "utf8")]);
  return {
    ...(JSON.parse(layout) as ProgramLayout),
    module: await WebAssembly.compile(new Uint8Array(code)),
  };
}

/** Has ffjavascript assemble a program; takes about 0.15 s. */
export async function assemble(
  curve: CurveName,
): Promise<{ code: Uint8Array<ArrayBuffer>; layout: ProgramLayout }> {
  const { buildBls12381, buildBn128 } = await import("ffjavascript");
  const built = await (curve === "bn254" ? buildBn128 : buildBls12381)(true);
  const { name: prefix, tm, prePSize, preQSize } = built;
  return {
    code: new Uint8Array(tm.code),
    layout: {
      curve,
      prefix,
      generators: { G1: tm.pG1gen, G2: tm.pG2gen },
      preparedBytes: { G1: prePSize, G2: preQSize },
    },
  };
}
