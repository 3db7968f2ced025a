/** Result → an in-toto statement (v1) that the inputs, by their digests, were tested, and how it ended. Unsigned. */
import type { CheckResult, Result } from "../findings/index.js";
import { named } from "./format.js";
import { visible } from "./text.js";

/** https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
const predicateType = "https://in-toto.io/attestation/test-result/v0.1";

const results = { pass: "PASSED", fail: "FAILED", inconclusive: "WARNED" } as const;

/**
 * A verdict that could not be reached is WARNED and never PASSED, with the undecided checks among the warned ones;
 * so is a finding that somebody accepted. Subjects are what was read, without names being trusted for anything.
 * @returns JSON text with a final newline, the payload to be signed with DSSE
 * @throws RangeError where nothing was read, or a file was refused before it was hashed: without a digest nothing is bound
 */
export function toInToto({ tool, command, inputs, checks, verdict }: Result): string {
  if (inputs.length === 0)
    throw new RangeError("a statement needs a file that it is about, and this result has none");
  const subject = inputs.map(({ path, sha256 }) => {
    const name = visible(path);
    if (sha256 === undefined)
      throw new RangeError(`a statement needs the digest of ${name}, which was refused before it was hashed`);
    return { name, digest: { sha256 } };
  });
  const open = ({ outcome, suppressed }: CheckResult): boolean =>
    suppressed !== undefined || outcome === "inconclusive" || outcome === "not evaluated";
  const statement = {
    _type: "https://in-toto.io/Statement/v1",
    subject,
    predicateType,
    predicate: {
      result: results[verdict.outcome],
      configuration: [
        {
          name: `zkassay ${tool.version}`,
          uri: `pkg:npm/zkassay@${tool.version}`,
          annotations: { command: visible(command) },
        },
      ],
      passedTests: checks.filter(({ outcome }) => outcome === "pass").map(named),
      warnedTests: checks.filter(open).map(named),
      failedTests: checks.filter((check) => check.outcome === "fail" && !open(check)).map(named),
    },
  };
  return `${JSON.stringify(statement, null, 2)}\n`;
}
