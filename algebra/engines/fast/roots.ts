import type { GroupName } from "../../curve.js";
import { groupPrefix, type Instance } from "./instance.js";

/**
 * A test of whether x³ + b is a square, so that a point with this x exists, for plain little-endian elements x
 * below q of a group's field. It must precede the program's square root, which does not end for a non-square.
 */
export function rootTest(instance: Instance, group: GroupName): (x: Uint8Array) => boolean {
  const field = group === "G1" ? "f1m" : "f2m";
  const n8 = instance.parameters[group].pointBytes / 2;
  const toMontgomery = instance.routine(`${field}_toMontgomery`);
  const square = instance.routine(`${field}_square`);
  const multiply = instance.routine(`${field}_mul`);
  const add = instance.routine(`${field}_add`);
  const subtract = instance.routine(`${field}_sub`);
  const isSquare = instance.routine(`${field}_isSquare`);

  /** out = x³ for x and out at different addresses. */
  const cube = (x: number, out: number): void => {
    square(x, out);
    multiply(x, out, out);
  };
  /** b = y² − x³ at the generator. */
  const putB = (): number => {
    const [b, point] = [instance.allocate(n8), instance.allocate(2 * n8)];
    const squareOfY = instance.allocate(n8);
    instance.routine(`${groupPrefix(group)}_toAffine`)(instance.program.generators[group], point);
    cube(point, b);
    square(point + n8, squareOfY);
    subtract(squareOfY, b, b);
    return b;
  };
  return (plainX) =>
    instance.scoped(() => {
      const b = putB();
      const x = instance.put(plainX);
      const value = instance.allocate(n8);
      toMontgomery(x, x);
      cube(x, value);
      add(value, b, value);
      return isSquare(value) !== 0;
    });
}
