/** Preconditions that a template writes above itself: "assumes a valid index" is a promise asked of its caller. */
import type { Shape } from "./contract.js";
import { preconditions } from "./library.js";

/** Where a sentence turns from what is assumed to what is checked. */
const turn = /\b(?:and|but|then)\s+(?:it\s+)?(?:checks?|verif\w+|ensures?|asserts?|constrains?|enforces?)\b/i;

/**
 * Whether a comment leaves a signal to the caller: "@input NAME … assumes …" or "@param NAME … assumes …", or a sentence that assumes something and
 * then names the signal, before it comes to what the template checks itself.
 * @param comment what stands above the template
 */
export function statesAssumption(comment: string, signal: string): boolean {
  const name = `(?<![\\w$])${signal.replace(/\$/g, "\\$")}(?![\\w$])`;
  const ofInput = new RegExp(`^\\s*@(?:input|param)\\s+${name}[^]*\\bassum`, "i");
  return comment.split(/^\s*(?=@)|\.\s+(?=[A-Z])/m).some((sentence) => {
    if (ofInput.test(sentence)) return true;
    const [, assumed = ""] = sentence.split(/\bassum\w*/i);
    return new RegExp(name).test(assumed.split(turn)[0] ?? "");
  });
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
