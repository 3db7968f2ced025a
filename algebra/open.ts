import type { Curve, CurveName } from "./curve.js";
import { SoloCrew } from "./engines/fast/crew.js";
import { FastCurve } from "./engines/fast/curve.js";
import { programOf } from "./engines/fast/program.js";

/** Opens a curve; `close()` it when done. */
export async function openCurve(name: CurveName): Promise<Curve> {
  const program = await programOf(name);
  return new FastCurve(program, new SoloCrew(program));
}
