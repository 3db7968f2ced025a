/** Preconditions that a template writes above itself: "assumes a valid index" is a promise asked of its caller. */
import type { Shape } from "./contract.js";
import { preconditions } from "./library.js";

/**
 * Whether a comment names a signal together with an assumption, in one sentence or one line of `@input`.
 * @param comment what stands above the template
 */
export function statesAssumption(comment: string, signal: string): boolean {
  const isNamed = new RegExp(`(?<![\\w$])${signal.replace(/\$/g, "\\$")}(?![\\w$])`);
  return comment
    .split(/^\s*(?=@)|\.\s+(?=[A-Z])/m)
    .some((sentence) => /\bassum/i.test(sentence) && isNamed.test(sentence));
}

/** The roles whose signals a template's comment leaves to its caller. */
export function statedRoles(comment: string, signals: Shape["signals"]): Set<string> {
  return new Set([...signals].flatMap(([role, { name }]) => (statesAssumption(comment, name) ? [role] : [])));
}

/** The roles whose signals a template of circomlib is known to take on trust. */
export function trustedRoles(template: string, signals: Shape["signals"]): Set<string> {
  const ports = new Set((preconditions.get(template) ?? []).flatMap((one) => one.ports));
  return new Set([...signals].flatMap(([role, { name }]) => (ports.has(name) ? [role] : [])));
}
