import type { ScalarField } from "../curve.js";

/** ScalarField.inverseLevels by one inverse transform after the other. */
export function sumOfInverses(
  field: Pick<ScalarField, "inverseFft" | "addScaled">,
  scalarBytes: number,
  top: number,
  part: (k: number, from: number, count: number) => Uint8Array,
): Uint8Array {
  const sum = new Uint8Array(2 ** top * scalarBytes);
  for (let k = 0; k <= top; k++) field.addScaled(sum, field.inverseFft(part(k, 0, 2 ** k)), 1n);
  return sum;
}
