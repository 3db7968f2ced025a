/** How properties find their signals and parameters in a circuit: by what the user said, else by name and shape. */
import type { Fact } from "../findings/index.js";
import type { Circuit } from "./circuit/circuit.js";
import type { SignalArray } from "./circuit/signals.js";
import { Misfit, type Wishes } from "./property.js";

interface Sought {
  readonly among: "inputs" | "outputs";
  /** The part that the signal plays: what --bind names. */
  readonly role: string;
  /** Names by which circuits call it, compared without regard to case. */
  readonly names: readonly string[];
  /** How many indices it has: 0 for a single signal. Default: any. */
  readonly rank?: number;
}

/** The signal that plays a part; a misfit says what was looked for. */
export function signalFor(
  circuit: Circuit,
  wishes: Wishes,
  { among, role, names, rank }: Sought,
): SignalArray | Misfit {
  const noun = among.slice(0, -1);
  const wished = wishes.signals.get(role);
  const signals = circuit[among];
  if (wished !== undefined) {
    const found = signals.find(({ name }) => name === wished);
    if (found === undefined)
      return new Misfit(`main has no ${noun} ${wished}, which --bind ${role} asks for`);
    return fitsRank(found, rank)
      ? found
      : new Misfit(`the ${noun} ${wished} has ${found.dimensions.length} indices, and ${role} has ${rank}`);
  }
  const wanted = new Set([role, ...names].map((name) => name.toLowerCase()));
  const found = signals.find((signal) => wanted.has(signal.name.toLowerCase()) && fitsRank(signal, rank));
  if (found !== undefined) return found;
  const shape = rank === undefined ? "" : ` with ${rank === 1 ? "one index" : `${rank} indices`}`;
  return new Misfit(
    `main has no ${noun} called ${[...wanted].join(" or ")}${shape}; name it with --bind ${role}=SIGNAL`,
  );
}

const fitsRank = ({ dimensions }: SignalArray, rank: number | undefined): boolean =>
  rank === undefined || dimensions.length === rank;

/** A number that the shapes of signals do not tell: what --set says, else the template's parameter of that name. */
export function valueFor(
  circuit: Circuit,
  wishes: Wishes,
  name: string,
  names: readonly string[] = [name],
): bigint | Misfit {
  const wished = wishes.values.get(name);
  if (wished !== undefined) return wished;
  const { main } = circuit;
  return (
    parameterOf(circuit, names)?.value ??
    new Misfit(`${main.template} has no parameter ${names.join(" or ")}; give it with --set ${name}=NUMBER`)
  );
}

/** The first parameter of main's template with one of these names that is a number. */
function parameterOf({ main }: Circuit, names: readonly string[]): { name: string; value: bigint } | null {
  for (const name of names) {
    const value = main.arguments?.[main.parameters.indexOf(name)];
    if (typeof value === "bigint") return { name, value };
  }
  return null;
}

/** That --set gives another number than the template's own parameter: a pass is then of another claim, and says so. */
export function overridden(
  circuit: Circuit,
  { values }: Wishes,
  name: string,
  names: readonly string[],
): Fact[] {
  const wished = values.get(name);
  const own = parameterOf(circuit, names);
  if (wished === undefined || own === null || own.value === wished) return [];
  const label = `--set ${name}=${wished} overrides the template`;
  return [{ label, value: `its own parameter ${own.name} is ${own.value}, and nothing was tried with that` }];
}
