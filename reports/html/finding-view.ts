/** One finding as the page shows it. */
import type { CheckResult, Evidence, Finding } from "../../findings/index.js";
import { byteRange, grouped, hexGroups } from "../format.js";
import { compose, paragraphs, visible, type Shown } from "../text.js";

/** A row of an evidence table; `groups` are set for hashes and long hex, which are spaced for the eye. */
interface Row {
  readonly label: Shown;
  readonly value: Shown;
  readonly groups: readonly Shown[] | null;
  readonly mono: boolean;
}

const row = (label: string, value: Shown): Row => ({
  label: visible(label),
  value,
  groups: null,
  mono: false,
});

/** Whole words of eight digits, at least a 128-bit value: shorter ones are read at a glance. */
const longHex = /^(?:[0-9a-f]{8}){4,}$/i;

const valueRow = ([label, value]: readonly [string, string]): Row => ({
  label: visible(label),
  value: visible(value),
  groups: longHex.test(value) && /[a-f]/i.test(value) ? hexGroups(value) : null,
  mono: true,
});

const evidenceRows = ({ file, section, index, line, bytes, values }: Evidence): readonly Row[] => [
  row("File", visible(file)),
  ...(section === undefined ? [] : [row("Section", visible(section))]),
  ...(index === undefined ? [] : [row("Index, from 0", grouped(index))]),
  ...(line === undefined ? [] : [row("Line", grouped(line))]),
  ...(bytes === undefined ? [] : [row("Bytes", byteRange(bytes))]),
  ...Object.entries(values ?? {}).map(valueRow),
];

/** That a failure is accepted for a while; null where it counts. */
export const acceptedView = ({ suppressed }: CheckResult) =>
  suppressed === undefined ? null : { until: visible(suppressed.until), reason: visible(suppressed.reason) };

/** The finding's own severity and confidence, its statement, and all that is needed to see it again. */
export const findingView = (
  check: CheckResult,
  finding: Finding,
  { anchor, css }: { readonly anchor: Shown; readonly css: string },
) => ({
  anchor,
  css,
  id: visible(check.id),
  subject: check.subject === undefined ? null : visible(check.subject),
  claim: visible(check.claim),
  accepted: acceptedView(check),
  severity: finding.severity,
  confidence: finding.confidence,
  statement: paragraphs(finding.statement).flat(),
  evidence: finding.evidence.map((evidence, index) => ({
    caption:
      finding.evidence.length === 1
        ? compose`Evidence`
        : compose`Evidence, ${grouped(index + 1)} of ${grouped(finding.evidence.length)}`,
    rows: evidenceRows(evidence),
  })),
  impact: visible(finding.impact),
  advice: visible(finding.advice),
  reproduce: visible(check.reproduce),
});
