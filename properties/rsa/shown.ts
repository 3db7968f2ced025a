/** How findings show numbers. */

const SHOWN_DIGITS = 20;

/** A number a reader can compare: decimal where it is short, else hexadecimal. */
export function short(x: bigint | undefined): string {
  const decimal = String(x ?? 0n);
  return decimal.length <= SHOWN_DIGITS ? decimal : `0x${(x ?? 0n).toString(16)}`;
}

/** Limbs, the least first; zeros at the end are left out. */
export function listed(limbs: readonly bigint[]): string {
  const used = limbs.length - limbs.toReversed().findIndex((limb) => limb !== 0n);
  const shown = limbs.every((limb) => limb === 0n) ? limbs.slice(0, 1) : limbs.slice(0, used);
  const rest = limbs.length - shown.length;
  return `[${shown.map(short).join(", ")}${rest > 0 ? `, and ${rest} zeros` : ""}]`;
}
