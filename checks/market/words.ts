/** Names and numbers in findings. */

/** An id or address in a sentence: long ones by their beginning; the whole of it is among the values. */
export function short(id: string): string {
  return id.length <= 20 ? id : `${id.slice(0, 12)}…`;
}

/** "task 0xab…". */
export const named = (task: { readonly id: string }): string => `task ${short(task.id)}`;

/** "500 B", in the asset's smallest unit. */
export const units = (amount: bigint, asset: string): string => `${amount} ${asset}`;

/** Where burnt tokens go. */
export function isBurnt(actor: string): boolean {
  return actor === `0x${"0".repeat(40)}` || actor === `0x${"0".repeat(36)}dead`;
}
