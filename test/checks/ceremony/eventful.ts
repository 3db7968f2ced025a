/** A ceremony in which everything happens that can happen to a turn, at one circuit. */
import { afterAll, beforeAll } from "vitest";
import type { Curve } from "../../../algebra/curve.js";
import { openCurve } from "../../../algebra/open.js";
import {
  enact,
  filesOf,
  type CeremonyFiles,
  type Lot,
  type Plan,
} from "../../../properties/ceremony/index.js";
import type { ManifestInput } from "../../../transcripts/ceremony/manifest.js";
import { SIMULATED_BEACON, stagedCircuits } from "../../fixtures/simulated.js";

/** The ceremony's files and an open curve. */
export interface Eventful {
  readonly curve: Curve;
  readonly files: CeremonyFiles;
}

const ok: Lot = { mishap: null, secondRun: false };
const lot = (mishap: Lot["mishap"]): Lot => ({ mishap, secondRun: false });

const plan: Plan = {
  people: ["ada", "grace", "emmy", "sophie", "hypatia", "mary", "rosa", "vera", "lise"],
  lots: [[ok, ok, lot("race"), lot("late"), ok, lot("restart"), lot("watchdog"), lot("unfinished"), ok]],
  beacon: true,
  coordinatorLast: false,
  abandoned: [0],
  inventors: [1],
};

/** Its files, as its coordinator would publish them, and a curve to judge them with, while the tests of a file run. */
export function useEventful(): Eventful {
  let made: Eventful | undefined;
  const ready = (): Eventful => {
    if (made === undefined) throw new Error("the ceremony is there only while tests run");
    return made;
  };
  beforeAll(async () => {
    const curve = await openCurve("bn254", { threads: 0 });
    const played = await enact(plan, { curve, initial: await stagedCircuits(1), beacon: SIMULATED_BEACON });
    made = { curve, files: filesOf(plan, played) };
  });
  afterAll(() => ready().curve.close());
  return {
    get curve() {
      return ready().curve;
    },
    get files() {
      return ready().files;
    },
  };
}

/** A copy with the manifest changed, and more files. */
export function changed(
  files: CeremonyFiles,
  change: (manifest: ManifestInput) => void,
  more: Readonly<Record<string, string>> = {},
): CeremonyFiles {
  const all = new Map(files);
  const manifest = JSON.parse(new TextDecoder().decode(all.get("ceremony.json"))) as ManifestInput;
  change(manifest);
  all.set("ceremony.json", new TextEncoder().encode(JSON.stringify(manifest)));
  for (const [path, contents] of Object.entries(more)) all.set(path, new TextEncoder().encode(contents));
  return all;
}
