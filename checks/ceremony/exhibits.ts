/** A whole ceremony as a report draws it: people by circuits, and the chains with what grows beside them. */
import type { Branch, Exhibit, Fate, MatrixExhibit } from "../../findings/index.js";
import type { Outcomes, Yielded } from "../check.js";
import type { CircuitChain, SideKey, Stray } from "./chain.js";
import type { ClassedTurn, TurnClass } from "./turns.js";
import { nameOf, personOf } from "./words.js";

const FATES: Readonly<Record<TurnClass, Fate>> = {
  "in the chain": "in the chain",
  conflict: "beside the chain",
  "lost branch": "beside the chain",
  restart: "began again from the start",
  late: "timed out",
  watchdog: "timed out",
  unfinished: "timed out",
  missing: "not in any key",
  invalidated: "ended or never begun",
  unstarted: "ended or never begun",
};

/** Best first: what a person's several turns at one circuit came to. */
const BEST: readonly TurnClass[] = [
  "in the chain",
  "conflict",
  "restart",
  "lost branch",
  "late",
  "missing",
  "watchdog",
  "unfinished",
  "invalidated",
  "unstarted",
];

/** Participants by circuits; nothing where no turns are recorded. */
export function* matrixOf(
  chains: readonly CircuitChain[],
  turns: readonly ClassedTurn[],
): Generator<Yielded> {
  if (turns.length === 0) return;
  const columns = chains.map(({ circuit }) => circuit.name);
  const people = new Map<string, { readonly name: string; readonly turns: ClassedTurn[] }>();
  for (const one of turns) {
    const person = people.get(personOf(one.turn));
    if (person === undefined) people.set(personOf(one.turn), { name: nameOf(one.turn), turns: [one] });
    else person.turns.push(one);
  }
  const rows = [...people.values()].map(({ name, turns: own }) => ({
    name,
    cells: chains.map((chain) => cellOf(own.filter((one) => one.chain === chain))),
  }));
  yield { kind: "exhibit", make: () => ({ kind: "matrix", title: "People and circuits", columns, rows }) };
}

function cellOf(own: readonly ClassedTurn[]): MatrixExhibit["rows"][number]["cells"][number] {
  const [best] = own.toSorted((a, b) => BEST.indexOf(a.class) - BEST.indexOf(b.class));
  if (best === undefined) return null;
  const again = best.class === "in the chain" && own.length > 1;
  return { fate: again ? "in the chain by a second turn" : FATES[best.class], number: best.number };
}

/** The chains with their branches; a branch whose proof failed is in no key that counts as one. */
export function branchesOf(chains: readonly CircuitChain[], turns: readonly ClassedTurn[]): Yielded {
  const byHash = new Map(turns.flatMap((one) => (one.hash === null ? [] : [[one.hash, one] as const])));
  return {
    kind: "exhibit",
    make: (outcomes): Exhibit => ({
      kind: "branches",
      title: "The chains, and what grows beside them",
      chains: chains.map((chain) => ({
        name: chain.circuit.name,
        length: chain.links.length,
        branches: tipsOf(chain).map((side) => branchOf(side, chain, byHash, outcomes)),
      })),
    }),
  };
}

/** Side keys that are not the beginning of a longer one. */
function tipsOf({
  sideKeys,
  lastHashes,
  strays,
}: CircuitChain): readonly (SideKey & { readonly tip: Stray })[] {
  const parents = new Set<string>();
  for (const { upload, fork } of sideKeys) {
    const rows = upload.key.contributions.slice(fork, -1);
    for (const stray of strays.values()) {
      if (
        stray.fork === fork &&
        rows.some((row) => Buffer.compare(row.transcript, stray.row.transcript) === 0)
      ) {
        parents.add(stray.hash);
      }
    }
  }
  const seen = new Set<string>();
  return sideKeys.flatMap((side) => {
    const hash = lastHashes.get(side.upload) ?? null;
    const tip = hash === null ? undefined : strays.get(hash);
    if (tip === undefined || parents.has(tip.hash) || seen.has(tip.hash)) return [];
    seen.add(tip.hash);
    return [{ ...side, tip }];
  });
}

function branchOf(
  { upload, fork, tip }: SideKey & { readonly tip: Stray },
  { strays }: CircuitChain,
  byHash: ReadonlyMap<string, ClassedTurn>,
  outcomes: Outcomes,
): Branch {
  const own = [...strays.values()].filter((stray) =>
    upload.key.contributions
      .slice(fork)
      .some((row) => Buffer.compare(row.transcript, stray.row.transcript) === 0),
  );
  const failed = outcomes("ceremony/side-branches")?.findings.some(({ evidence }) =>
    evidence.some(({ file }) => file === upload.file),
  );
  const turn = byHash.get(tip.hash);
  const fate = turn === undefined ? "beside the chain" : FATES[turn.class];
  return {
    from: fork,
    length: upload.key.contributions.length - fork,
    fate: failed === true ? "not in any key" : fate,
    names: own.toSorted((a, b) => a.depth - b.depth).map((stray) => nameOfStray(stray, byHash)),
    hash: tip.hash,
  };
}

function nameOfStray(stray: Stray, byHash: ReadonlyMap<string, ClassedTurn>): string {
  const turn = byHash.get(stray.hash);
  return turn === undefined ? (stray.name ?? "unnamed") : nameOf(turn.turn);
}
