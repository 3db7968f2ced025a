/** What a whole ceremony lacks, gathered: with many circuits the same thing is missing many times. */
import type { CheckResult, FactsExhibit } from "../findings/index.js";

const NOT_GIVEN = /^not given: /;

/** What would have to be given, and which checks of which circuits wait for it; null where nothing is lacking. */
export function wantedExhibit(checks: readonly CheckResult[]): FactsExhibit | null {
  const wanted = new Map<string, { readonly ids: Set<string>; readonly subjects: Set<string> }>();
  for (const { outcome, reason = "", id, subject } of checks) {
    if (outcome !== "not evaluated" || !NOT_GIVEN.test(reason)) continue;
    const what = reason.replace(NOT_GIVEN, "");
    const entry = wanted.get(what) ?? { ids: new Set(), subjects: new Set() };
    wanted.set(what, entry);
    entry.ids.add(id);
    if (subject !== undefined) entry.subjects.add(subject);
  }
  if (wanted.size === 0) return null;
  return {
    kind: "facts",
    title: "What would have to be given for the rest",
    rows: [...wanted].map(([label, { ids, subjects }]) => {
      const of = subjects.size === 0 ? "" : ` of ${[...subjects].join(", ")}`;
      return { label, value: `${[...ids].join(", ")}${of}` };
    }),
  };
}
