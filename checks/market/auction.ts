import type { EventOf } from "../../transcripts/market/events.js";
import { at, type MarketClaim, type Report } from "./claim.js";
import { placeOf, type Place, type Task } from "./replay/task.js";
import { TooMuch } from "./replay/tooMuch.js";
import { mayClaim, maySubmit, type Terms } from "./terms.js";
import { named, short, units } from "./words.js";

interface Bids {
  readonly committed: Set<string>;
  readonly revealed: Map<string, { readonly fee: bigint; readonly place: Place }>;
}

const MOST_BIDS = 10_000;
const UNKNOWN_PHASES = "the phases of the auction are not known: give params.bidWindow and revealWindow";

const UNKNOWN_DEADLINE = (task: Task): string =>
  `${named(task)} has no window that anybody states: give it with --config`;

export const auction: MarketClaim = {
  id: "market/auction",
  claim:
    "The lowest bid wins at the second-lowest price of another prover; one reveal each, each bid in its phase",
  severity: "high",
  cites: [
    "Brevis: _updateBidders lets the winner reveal twice and become the second",
    "Brevis, SlowMist N19",
  ],
  impact: "The winner chooses their own price, or was not the lowest.",
  advice: "Compare the named reveals: the second price must be another prover's.",
  method:
    "Bids come by opening + bidWindow, reveals after it and by + revealWindow, proofs after that. A prover reveals once, and only what " +
    "they committed to (that the fee opens the commitment is not in the log). Where the task is done: its prover revealed the lowest fee, and is paid " +
    "the lowest fee of the others, or their own where nobody else revealed. A request is refunded after its deadline; before it only " +
    "where nobody revealed, after the reveals, and where nobody bid, after the bids.",
  nothing: "no bid is in the log",
  beside: ({ profile }) => (profile.auction ? null : "prices are not found by auction"),
  observe: ({ terms }, report) => {
    const all = new WeakMap<Task, Bids>();
    const bidsOf = (task: Task): Bids => {
      const bids = all.get(task) ?? { committed: new Set(), revealed: new Map() };
      all.set(task, bids);
      if (bids.committed.size + bids.revealed.size > MOST_BIDS)
        throw new TooMuch(`one task has more than ${MOST_BIDS} bids`);
      return bids;
    };
    const done = new Map<Task, EventOf<"task.done">>();
    return {
      on: {
        "bid.commit"(line, task) {
          if (task === null || task.again) return;
          report.looked();
          const { prover, t } = line.event;
          bidsOf(task).committed.add(prover);
          const end = phase(task, terms, "bid");
          if (end === null) return report.undecided(UNKNOWN_PHASES);
          if (maySubmit(t, end, terms.boundary)) return;
          report.found(`bids come by ${end}, for ${named(task)}`, [at(line)], {
            values: { task: task.id, prover },
          });
        },
        "bid.reveal"(line, task) {
          if (task === null || task.again) return;
          report.looked();
          const { prover, fee, t } = line.event;
          const bids = bidsOf(task);
          const values = { task: task.id, prover, fee };
          if (!bids.committed.has(prover))
            report.found(`${short(prover)} reveals what they committed to`, [at(line)], { values });
          const earlier = bids.revealed.get(prover);
          if (earlier === undefined) bids.revealed.set(prover, { fee: BigInt(fee), place: at(line) });
          else
            report.found(`${short(prover)} reveals once for ${named(task)}`, [at(line), earlier.place], {
              values,
            });
          const [from, to] = [phase(task, terms, "bid"), phase(task, terms, "reveal")];
          if (from === null || to === null) return report.undecided(UNKNOWN_PHASES);
          if (mayClaim(t, from, terms.boundary) && maySubmit(t, to, terms.boundary)) return;
          report.found(`reveals come after ${from} and by ${to}, for ${named(task)}`, [at(line)], { values });
        },
        "task.done"(line, task) {
          if (task === null || task.again || task.done?.place.seq !== line.event.seq) return;
          done.set(task, line.event);
          const from = phase(task, terms, "reveal");
          if (from === null || mayClaim(line.event.t, from, terms.boundary)) return;
          report.found(
            `a proof comes after the reveals end at ${from}, for ${named(task)}`,
            [placeOf(line)],
            { values: { task: task.id } },
          );
        },
        "task.refund"(line, task) {
          if (task === null || task.again) return;
          report.looked();
          const from = refundedFrom(task, bidsOf(task), terms);
          if (from === null) return report.undecided(UNKNOWN_DEADLINE(task));
          if (mayClaim(line.event.t, from, terms.boundary)) return;
          report.found(`nothing is refunded before ${from}, for ${named(task)}`, [at(line)], {
            values: { task: task.id },
          });
        },
      },
      group() {
        for (const [task, event] of done) price(task, event, bidsOf(task), report);
        done.clear();
      },
    };
  },
};

/** When a phase of the auction ends; null where it is not known. */
function phase(task: Task, { params }: Terms, which: "bid" | "reveal"): number | null {
  const { bidWindow, revealWindow } = params;
  if (task.opening === null || bidWindow === undefined || (which === "reveal" && revealWindow === undefined))
    return null;
  return task.opening.place.t + bidWindow + (which === "reveal" ? (revealWindow ?? 0) : 0);
}

/** From when nobody can win a request any more: its bids, its reveals or all its time are over. Null where it is not known. */
function refundedFrom(task: Task, { committed, revealed }: Bids, terms: Terms): number | null {
  if (revealed.size > 0) return task.submitUntil;
  return phase(task, terms, committed.size > 0 ? "reveal" : "bid") ?? task.submitUntil;
}

function price(task: Task, { prover }: EventOf<"task.done">, { revealed }: Bids, report: Report): void {
  report.looked();
  const places = [task.done, ...revealed.values()]
    .flatMap((one) => (one === null ? [] : [one.place]))
    .slice(0, 5);
  const values = { task: task.id, prover };
  const own = revealed.get(prover);
  if (own === undefined)
    return report.found(`the prover of ${named(task)} revealed a bid`, places, { values });
  const others = [...revealed].filter(([actor]) => actor !== prover).map(([, { fee }]) => fee);
  const second = others.reduce<bigint | null>(
    (least, fee) => (least === null || fee < least ? fee : least),
    null,
  );
  if (second !== null && second < own.fee) {
    report.found(`the lowest bid wins ${named(task)}`, places, {
      values: { ...values, "their fee": String(own.fee), lowest: String(second) },
    });
    return;
  }
  const reward = task.opening?.reward;
  if (reward === undefined) return;
  const due = second ?? own.fee;
  const paid = task.total(reward.asset, ["pay", "release"], "reward");
  if (paid === due) return;
  report.found(`paid = second-lowest fee, for ${named(task)}`, places, {
    values: { ...values, paid: units(paid, reward.asset), "second-lowest": units(due, reward.asset) },
  });
}
