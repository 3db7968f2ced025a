/** zkassay.config.json and the files that it names, each opened inside its folder. */
import { stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileIn, openFolder, type CeremonyFolder } from "../transcripts/ceremony/folder.js";
import { MalformedError } from "../transcripts/malformed.js";
import { CONFIG_NAME, readConfig, type Config, type Ignored } from "../transcripts/policy/config.js";
import { nearestOf } from "../transcripts/policy/nearest.js";
import type { ByteSource } from "../transcripts/source.js";
import type { CheckResult, FactsExhibit } from "../findings/index.js";
import { UsageError } from "./exit.js";

/** A configuration with the folder that its paths are relative to. */
export interface OpenConfig {
  readonly file: string;
  readonly folder: CeremonyFolder;
  readonly config: Config;
  /** The file that it was read from. */
  readonly source: ByteSource;
}

/**
 * @param path a configuration, or the folder of one
 * @throws UsageError where there is none, or it is not as it should be
 */
export async function openConfig(path: string): Promise<OpenConfig> {
  const isFolder = (await stat(path).catch(() => null))?.isDirectory() === true;
  const file = isFolder ? join(path, CONFIG_NAME) : path;
  try {
    const folder = await openFolder(dirname(file));
    const source = await fileIn(folder, basename(file));
    return { file, folder, source, config: await readConfig(source) };
  } catch (error) {
    if (error instanceof MalformedError) throw new UsageError(error.message);
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/**
 * The path of a file or folder that the configuration names.
 * @throws UsageError where it is not there, or leaves the configuration's folder
 */
export async function pathIn({ folder, file }: OpenConfig, path: string): Promise<string> {
  try {
    const found = join(folder.path, path);
    if ((await stat(found).catch(() => null))?.isDirectory() === true) await openInside(folder, path);
    else await fileIn(folder, path);
    return found;
  } catch (error) {
    if (error instanceof MalformedError) throw new UsageError(error.message);
    throw new UsageError(`${file} names ${path}, which cannot be opened: ${(error as Error).message}`);
  }
}

/** A folder inside the folder, links followed. */
async function openInside(folder: CeremonyFolder, path: string): Promise<void> {
  const { real } = await openFolder(join(folder.path, path));
  if (real !== folder.real && !real.startsWith(join(folder.real, "/")))
    throw new UsageError(
      `${join(folder.path, path)} is a link to something outside the configuration's folder`,
    );
}

/** @throws UsageError for an id that is none of a list, with the nearest one */
export function requireKnown(what: string, id: string, known: readonly string[]): void {
  if (known.includes(id)) return;
  const near = nearestOf(id, known);
  const advice = near === null ? "; zkassay list-checks shows all" : `; did you mean ${near}?`;
  throw new UsageError(`there is no ${what} ${id}${advice}`);
}

/** A reason must be looked at again: nothing is accepted for longer than a year (and its leap day). */
const MOST_DAYS = 366;
/** What is accepted for no longer than this is said to end soon. */
const SOON_DAYS = 30;

const DAY = 86_400_000;
const daysUntil = (until: string, today: string): number => (Date.parse(until) - Date.parse(today)) / DAY;

/**
 * @param today YYYY-MM-DD, UTC
 * @throws UsageError for what would be accepted for more than a year
 */
export function requireEnds({ file, config }: OpenConfig, today: string): void {
  const latest = new Date(Date.parse(today) + MOST_DAYS * DAY).toISOString().slice(0, 10);
  for (const [i, { check, until }] of config.ignore.entries()) {
    if (daysUntil(until, today) <= MOST_DAYS) continue;
    throw new UsageError(
      `${file}: ignore.${i}.until: ${check} would be accepted until ${until}; at most ${MOST_DAYS} days are, until ${latest}: ` +
        "set an earlier day, and look at the reason again then",
    );
  }
}

/** "6 days more" where the end is near; null otherwise. */
function endsSoon(until: string, today: string): string | null {
  const days = daysUntil(until, today);
  if (days < 0 || days > SOON_DAYS) return null;
  return days === 0 ? "today is the last day" : `${days} ${days === 1 ? "day" : "days"} more`;
}

/** Whether a row is one that an entry of `ignore` speaks of. */
const isOf = ({ check, circuit }: Ignored, row: Pick<CheckResult, "id" | "subject">): boolean =>
  row.id === check && (circuit === undefined || circuit === row.subject);

const byEnd = (a: Ignored, b: Ignored): number => (a.until < b.until ? -1 : 1);

/**
 * Marks the rows whose failure the configuration accepts.
 * @param today YYYY-MM-DD, UTC
 */
export function acceptFor(ignore: readonly Ignored[], today: string) {
  return (rows: readonly CheckResult[]): CheckResult[] =>
    rows.map((row) => {
      const own = row.outcome === "pass" ? [] : ignore.filter((one) => isOf(one, row));
      const current = own
        .filter(({ until }) => until >= today)
        .toSorted(byEnd)
        .at(-1);
      if (current !== undefined) {
        const soon = endsSoon(current.until, today);
        const facts =
          soon === null ? [] : [{ label: "accepted not much longer", value: `${soon} (${current.until})` }];
        const suppressed = { reason: current.reason, until: current.until };
        return { ...row, facts: [...row.facts, ...facts], suppressed };
      }
      const notes = own.map(({ reason, until }) => ({
        label: "no longer accepted",
        value: `it was until ${until}: ${reason}`,
      }));
      return { ...row, facts: [...row.facts, ...notes] };
    });
}

/** What became of every entry of `ignore`; null where there are none. */
export function ignoredExhibit(
  ignore: readonly Ignored[],
  rows: readonly CheckResult[],
  today: string,
): FactsExhibit | null {
  if (ignore.length === 0) return null;
  return {
    kind: "facts",
    title: "What the configuration accepts for a while",
    rows: ignore.map((one) => {
      const used = rows.some((row) => row.outcome !== "pass" && isOf(one, row));
      const state = one.until < today ? "expired" : used ? "in use" : "nothing to accept: take it out";
      const soon = endsSoon(one.until, today);
      const left = soon === null ? "" : `, ends soon: ${soon}`;
      const label = one.circuit === undefined ? one.check : `${one.check} of ${one.circuit}`;
      return { label, value: `${state}${left}; until ${one.until}: ${one.reason}` };
    }),
  };
}
