/** What a report draws: the first few broken tasks from opening to end, or one ordinary task where none is broken. */
import type { LadderExhibit } from "../../../findings/index.js";
import type { Terms } from "../terms.js";
import { named, units } from "../words.js";
import type { Place, Task } from "./task.js";

/** Broken tasks that are drawn. */
const MOST_DRAWN = 8;
/** Events of one task that are drawn. */
const MOST_RUNGS = 40;
/** Parties that are columns of their own; the others share the last. */
const MOST_PARTIES = 6;
/** Lines that findings name, as far as they are remembered for the drawings. */
const MOST_BLAMED = 100_000;

interface Happening {
  readonly place: Place;
  readonly label: string;
  readonly from: string;
  readonly to: string | null;
}

export class Stories {
  private readonly blamed = new Set<number>();
  private readonly drawn: LadderExhibit[] = [];
  private ordinary: LadderExhibit | null = null;

  constructor(private readonly terms: Terms) {}

  /** A finding names these lines. */
  blame(places: readonly Place[]): void {
    for (const { seq } of places) if (this.blamed.size < MOST_BLAMED) this.blamed.add(seq);
  }

  /** A task is over: draws it if it is broken. */
  left(task: Task): void {
    if (task.opening === null || this.drawn.length >= MOST_DRAWN) return;
    if (this.blamed.size === 0 && this.ordinary !== null) return;
    const happenings = happeningsOf(task, this.terms.contract);
    const broken = happenings.some(({ place }) => this.blamed.has(place.seq));
    if (broken) this.drawn.push(this.ladder(task, happenings, `What became of ${named(task)}`));
    else if (this.ordinary === null && task.ended !== null) {
      this.ordinary = this.ladder(task, happenings, `A task as the market kept it: ${named(task)}`);
    }
  }

  get exhibits(): readonly LadderExhibit[] {
    if (this.drawn.length > 0) return this.drawn;
    return this.ordinary === null ? [] : [this.ordinary];
  }

  private roleOf(name: string, task: Task): string {
    if (name === this.terms.contract) return "the market";
    if (name === task.opening?.requester) return `requester ${brief(name)}`;
    return task.assignments.some(({ provers }) => provers.includes(name))
      ? `prover ${brief(name)}`
      : brief(name);
  }

  private ladder(task: Task, all: readonly Happening[], title: string): LadderExhibit {
    const happenings = all.slice(0, MOST_RUNGS);
    const names = [...new Set(happenings.flatMap(({ from, to }) => (to === null ? [from] : [from, to])))];
    const own = names.length > MOST_PARTIES ? names.slice(0, MOST_PARTIES - 1) : names;
    const column = (name: string): number => {
      const index = own.indexOf(name);
      return index === -1 ? own.length : index;
    };
    const limits = [
      { t: task.ownUntil, label: "end of the prover's own time" },
      { t: task.submitUntil, label: "W, end of all submissions" },
    ].filter(({ t }, i, both) => t !== null && (i === 0 || t !== both[0]?.t));
    return {
      kind: "ladder",
      title: all.length > MOST_RUNGS ? `${title} (the first ${MOST_RUNGS} of ${all.length} events)` : title,
      parties: [
        ...own.map((name) => this.roleOf(name, task)),
        ...(own.length < names.length ? ["others"] : []),
      ],
      rungs: happenings.map(({ place, label, from, to }) => ({
        at: utc(place.t),
        label,
        from: column(from),
        to: to === null ? null : column(to),
        blamed: this.blamed.has(place.seq),
      })),
      limits: limits.flatMap(({ t, label }) => (t === null ? [] : [{ at: utc(t), label }])),
    };
  }
}

const brief = (name: string): string => (name.length <= 12 ? name : `${name.slice(0, 8)}…`);

/** The last second of the year 9999: later times are drawn there. */
const LAST = 253_402_300_799;
const utc = (t: number): string => new Date(Math.min(t, LAST) * 1000).toISOString();

/** In the order of the log. */
function happeningsOf(task: Task, contract: string): readonly Happening[] {
  const requester = task.opening?.requester ?? contract;
  const doer = (place: Place): string => {
    if (place.type === "task.open") return requester;
    return place.type === "task.done" && place.seq === task.done?.place.seq ? task.done.prover : contract;
  };
  const steps = task.steps
    .filter(({ type }) => type !== "slash")
    .map((place): Happening => ({ place, label: place.type, from: doer(place), to: null }));
  const proofs = task.submissions.map(({ place, prover, verdict }): Happening => {
    return { place, label: `proof.submit (${verdict})`, from: prover, to: null };
  });
  const flows = task.flows.map(({ place, kind, from, to, amount, asset, why }): Happening => {
    return { place, label: `${kind} ${units(amount, asset)} (${why})`, from, to };
  });
  return [...steps, ...proofs, ...flows].toSorted((a, b) => a.place.seq - b.place.seq);
}
