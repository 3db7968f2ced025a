/** Phase 1 as a history: published contributions joined by the hashes of challenges. (formats.md E.1) */
import type { Attestation } from "../../transcripts/attestations/attestation.js";
import type { Ceremony } from "../../transcripts/ceremony/ceremony.js";

/** One published contribution of phase 1. */
export interface HistoryNode {
  readonly attestation: Attestation;
  /** The number in its file's path or name, for people; nothing is joined by it. */
  readonly label: string;
  readonly challenge: string | null;
  readonly response: string;
  readonly newChallenge: string | null;
  /** Other challenges that the same statement names. */
  readonly otherChallenges: readonly string[];
  /** The contribution whose new challenge this one answers; null for the first, and where none is known. */
  readonly parent: HistoryNode | null;
}

const known = new WeakMap<Ceremony, readonly HistoryNode[]>();

/** All contributions, in the order of their statements; statements of one response are one contribution. */
export function historyOf(ceremony: Ceremony): readonly HistoryNode[] {
  const history = known.get(ceremony) ?? buildHistory(ceremony.phase1.attestations);
  known.set(ceremony, history);
  return history;
}

type Draft = { -readonly [K in keyof HistoryNode]: HistoryNode[K] };

export function buildHistory(attestations: readonly Attestation[]): readonly HistoryNode[] {
  const drafts = new Map<string, Draft>();
  for (const attestation of attestations) {
    const draft = draftOf(attestation);
    if (draft === null) continue;
    const other = drafts.get(draft.response);
    if (other === undefined) drafts.set(draft.response, draft);
    else {
      other.challenge ??= draft.challenge;
      other.newChallenge ??= draft.newChallenge;
    }
  }
  const nodes = [...drafts.values()];
  const made = new Map(
    nodes.flatMap((node) => (node.newChallenge === null ? [] : [[node.newChallenge, node]])),
  );
  for (const node of nodes) {
    const answered = node.challenge === null ? undefined : made.get(node.challenge);
    if (answered !== undefined && answered !== node) node.parent = answered;
  }
  return nodes;
}

/**
 * A statement's own response is the first that it names. Where it names two new challenges and no other one, the
 * first is the one that it answers: the file was the new challenge of the contribution before.
 */
function draftOf(attestation: Attestation): Draft | null {
  const of = (subject: "challenge" | "response" | "new challenge"): string[] =>
    attestation.claims.filter((one) => one.subject === subject).map(({ hash }) => hash);
  const [response] = of("response");
  if (response === undefined) return null;
  const challenges = of("challenge");
  const made = of("new challenge");
  const answersNew = challenges.length === 0 && made.length > 1;
  return {
    attestation,
    label: /(\d{4})_/.exec(attestation.file)?.[1] ?? attestation.person ?? attestation.file,
    challenge: (answersNew ? made[0] : challenges[0]) ?? null,
    response,
    newChallenge: (answersNew ? made[1] : made[0]) ?? null,
    otherChallenges: challenges.slice(1),
    parent: null,
  };
}

/** A contribution that several others build on, with the contributions of each branch. */
export interface Fork {
  readonly at: HistoryNode;
  /** The longest branch first. */
  readonly branches: readonly (readonly HistoryNode[])[];
}

/** Where the history divides. */
export function forksOf(history: readonly HistoryNode[]): Fork[] {
  const children = new Map<HistoryNode, HistoryNode[]>();
  for (const node of history) {
    if (node.parent === null) continue;
    const siblings = children.get(node.parent);
    if (siblings === undefined) children.set(node.parent, [node]);
    else siblings.push(node);
  }
  const branch = (from: HistoryNode): HistoryNode[] => {
    const nodes: HistoryNode[] = [];
    for (const queue = [from]; queue.length > 0;) {
      const node = queue.pop() as HistoryNode;
      nodes.push(node);
      queue.push(...(children.get(node) ?? []));
    }
    return nodes;
  };
  return [...children].flatMap(([at, next]) =>
    next.length < 2 ? [] : [{ at, branches: next.map(branch).sort((a, b) => b.length - a.length) }],
  );
}
