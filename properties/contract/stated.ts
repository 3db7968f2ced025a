/** Preconditions that a template writes above itself: "assumes a valid index" is a promise asked of its caller. */
import type { Shape } from "./contract.js";
import { preconditions } from "./library.js";

/**
 * The roles whose signals a comment names together with an assumption, in one sentence or one line of `@input`.
 * @param comment what stands above the template
 */
export function statedRoles(comment: string, signals: Shape["signals"]): Set<string> {
  const roles = new Set<string>();
  const sentences = comment
    .split(/^\s*(?=@)|\.\s+(?=[A-Z])/m)
    .filter((sentence) => /\bassum/i.test(sentence));
  for (const [role, { name }] of signals) {
    const isNamed = new RegExp(`(?<![\\w$])${name.replace(/\$/g, "\\$")}(?![\\w$])`);
    if (sentences.some((sentence) => isNamed.test(sentence))) roles.add(role);
  }
  return roles;
}

/** The roles whose signals a template of circomlib is known to take on trust. */
export function trustedRoles(template: string, signals: Shape["signals"]): Set<string> {
  const ports = new Set((preconditions.get(template) ?? []).flatMap((one) => one.ports));
  return new Set([...signals].flatMap(([role, { name }]) => (ports.has(name) ? [role] : [])));
}
