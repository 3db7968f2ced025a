import type { ScalarField } from "../curve.js";

/** ScalarField.inverseLevels by one inverse transform after the other. */
export function sumOfInverses(
  field: Pick<ScalarField, "inverseFft" | "addScaled">,
  scalarBytes: number,
  top: number,
  part: (k: number, from: number, into: Uint8Array) => void,
): Uint8Array {
  const sum = new Uint8Array(2 ** top * scalarBytes);
  for (let k = 0; k <= top; k++) {
    const level = new Uint8Array(2 ** k * scalarBytes);
    part(k, 0, level);
    field.addScaled(sum, field.inverseFft(level), 1n);
  }
  return sum;
}
