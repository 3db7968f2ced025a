/** The text that a signature of an announcement is over. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * JSON without white space, members in the order of their names' UTF-16 units (RFC 8785, which differs only in
 * numbers that no announcement has).
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = value as { readonly [name: string]: Json };
  const names = Object.keys(members).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(members[name] ?? null)}`).join(",")}}`;
}
