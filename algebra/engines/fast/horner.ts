/** Totals of windows on ffjavascript's program, in Jacobian coordinates. */
import type { Horner } from "../../kernel/index.js";
import { groupPrefix, Instance } from "./instance.js";
import type { CurveProgram } from "./program.js";

/** Σ_k 2^{width·k}·W_k by Horner's rule, for the kernel, whose affine doublings take an inversion each. */
export function hornerOn(program: CurveProgram): Horner {
  const instance = new Instance(program);
  return (group, windows, width) => {
    const prefix = groupPrefix(group);
    const { pointBytes } = instance.parameters[group];
    const double = instance.routine(`${prefix}_double`);
    const addMixed = instance.routine(`${prefix}_addMixed`);
    return instance.scoped(() => {
      const sum = instance.allocate((pointBytes / 2) * 3);
      const point = instance.allocate(pointBytes);
      instance.routine(`${prefix}_zero`)(sum);
      for (const window of windows.toReversed()) {
        for (let bit = 0; bit < width; bit++) double(sum, sum);
        instance.bytes().set(window, point);
        addMixed(sum, point, sum);
      }
      instance.routine(`${prefix}_toAffine`)(sum, sum);
      return instance.read(sum, pointBytes);
    });
  };
}
