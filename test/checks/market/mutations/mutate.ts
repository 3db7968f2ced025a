/** Every small change of a log: each line deleted, doubled, swapped with the next; each number one more and one less. */

/** A line of a log as JSON; the first is the header. */
export type Line = Readonly<Record<string, unknown>>;

export interface Mutant {
  /** What was changed: "lock: deleted", "task.assign deadline: +1". Places of the log are not in it. */
  readonly kind: string;
  /** Index of the changed line; 0 is the header. */
  readonly index: number;
  readonly lines: readonly Line[];
}

const typeOf = (line: Line | undefined): string => String(line?.["type"] ?? line?.["kind"]);

/** The tasks that a line is about. */
const tasksOf = ({ task, tasks }: Line): readonly unknown[] =>
  Array.isArray(tasks) ? tasks : task === undefined ? [] : [task];

/** Positions grow by one again, as a cheat would have them. */
const numbered = (lines: readonly Line[]): Line[] =>
  lines.map((line, index) => (index === 0 ? line : { ...line, seq: index - 1 }));

/** All mutants of a log, made one at a time. Lines that nothing else in the log speaks of are named apart. */
export function* mutantsOf(lines: readonly Line[]): Generator<Mutant> {
  const lastSnapshot = lines.findLastIndex(({ type }) => type === "rep.snapshot");
  for (const mutant of plainMutantsOf(lines)) {
    const { kind, index } = mutant;
    yield { ...mutant, kind: namedApart(kind, isOfOthers(lines, lines[index]), index - lastSnapshot) };
  }
}

/** @param after lines after the last snapshot of weights; 0 is that snapshot */
function namedApart(kind: string, ofOthers: boolean, after: number): string {
  if (ofOthers) return kind.replace(/^transfer(?=[: ])/, "transfer between others");
  if (after === 0) return kind.replace(/^(?=rep\.snapshot: deleted)/, "the last ");
  return after > 0 ? kind.replace(/^weight\.set(?= new:)/, "weight.set after the last snapshot") : kind;
}

function isOfOthers([header]: readonly Line[], { type, from, to }: Line = {}): boolean {
  const contract = header?.["contract"];
  return type === "transfer" && from !== contract && to !== contract;
}

function* plainMutantsOf(lines: readonly Line[]): Generator<Mutant> {
  yield* ofNumbers(lines, 0);
  yield* ofMembers(lines, 0);
  for (let index = 1; index < lines.length; index++) {
    yield* ofWhole(lines, index);
    yield* ofNumbers(lines, index);
    yield* ofMembers(lines, index);
  }
}

function* ofWhole(lines: readonly Line[], index: number): Generator<Mutant> {
  const line = lines[index];
  const next = lines[index + 1];
  const type = typeOf(line);
  if (line === undefined) return;
  yield { kind: `${type}: deleted`, index, lines: numbered(lines.toSpliced(index, 1)) };
  yield { kind: `${type}: doubled`, index, lines: numbered(lines.toSpliced(index, 0, line)) };
  if (next === undefined) return;
  // What the two say changes places; positions, times, blocks and transactions stay.
  const [first, second] = [withPlaceOf(next, line), withPlaceOf(line, next)];
  const tasks = tasksOf(next);
  const story = tasksOf(line).some((task) => tasks.includes(task)) ? ofOneTask(line, next) : "of two tasks";
  const where = line["tx"] === next["tx"] ? "in its transaction" : story;
  yield {
    kind: `${[type, typeOf(next)].join(" and ")}: swapped, ${where}`,
    index,
    lines: lines.toSpliced(index, 2, first, second),
  };
}

const ofOneTask = ({ prover: one }: Line, { prover: other }: Line): string =>
  one === undefined || other === undefined || one === other ? "of one task" : "of two provers of one task";

const PLACE = ["seq", "t", "blk", "tx", "li"] as const;

function withPlaceOf(line: Line, other: Line): Line {
  return { ...line, ...Object.fromEntries(PLACE.map((name) => [name, other[name]])) };
}

/** Each whole number of a line, as JSON or in a string, one more and one less. */
function* ofNumbers(lines: readonly Line[], index: number): Generator<Mutant> {
  const line = lines[index];
  if (line === undefined) return;
  for (const path of pathsTo(line, isNumber)) {
    for (const by of [1, -1]) {
      const kind = `${typeOf(line)} ${nameOf(path)}: ${by > 0 ? "+1" : "−1"}`;
      const changed = changedAt(line, path, (value) => moved(value, by));
      yield { kind, index, lines: lines.with(index, changed) };
    }
  }
}

/** Each member that may be left out, left out. */
function* ofMembers(lines: readonly Line[], index: number): Generator<Mutant> {
  const line = lines[index];
  if (line === undefined) return;
  for (const path of pathsTo(line, () => true)) {
    const kind = `${typeOf(line)} ${nameOf(path)}: left out`;
    yield {
      kind,
      index,
      lines: lines.with(
        index,
        changedAt(line, path, () => undefined),
      ),
    };
  }
}

type Path = readonly (string | number)[];

const isNumber = (value: unknown): boolean =>
  typeof value === "number" || (typeof value === "string" && /^(?:0|[1-9][0-9]*)$/.test(value));

const moved = (value: unknown, by: number): unknown =>
  typeof value === "number" ? value + by : String(BigInt(String(value)) + BigInt(by));

function* pathsTo(value: unknown, wanted: (value: unknown) => boolean, path: Path = []): Generator<Path> {
  if (path.length > 0 && wanted(value)) yield path;
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield* pathsTo(inner, wanted, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

/** Without indices and names of actors: "provers[]", "weights[]". */
function nameOf(path: Path): string {
  return path
    .map((key) => (typeof key === "number" || key.startsWith("0x") ? "[]" : key))
    .join(".")
    .replaceAll(".[]", "[]");
}

function changedAt(line: Line, path: Path, change: (value: unknown) => unknown): Line {
  const copy = structuredClone(line) as Record<string | number, unknown>;
  const [last, ...before] = path.toReversed();
  const holder = before
    .toReversed()
    .reduce<Record<string | number, unknown>>((at, key) => at[key] as Record<string | number, unknown>, copy);
  if (last === undefined) return copy;
  const now = change(holder[last]);
  if (now !== undefined) holder[last] = now;
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return copy;
}
