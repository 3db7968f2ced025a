/** The run over files whose roles are told by what is in them. */
import { drawSeed } from "../algebra/obligations/weights.js";
import type { Judgement } from "../findings/index.js";
import { openDossier, pathsOf, type GivenFiles } from "./files.js";
import { assayParts } from "./parts.js";
import type { AssayPart, AssayRun } from "./run.js";
import { RunCheckpoint } from "./runCheckpoint.js";

export interface AssayRequest extends AssayPart, AssayRun {
  readonly given: GivenFiles;
  /** Where an interrupted run is kept, for the next one to go on from; nowhere unless given. */
  readonly checkpoints?: string;
  /** Takes what is to be done when an interrupted run has been reported. */
  readonly afterwards?: (work: () => Promise<void>) => void;
}

/** @throws UsageError for files that cannot be opened; anything else is a fault of ours */
export async function assay(request: AssayRequest): Promise<Judgement> {
  const checkpoint = await checkpointOf(request);
  const earlier = checkpoint?.earlier?.seed;
  const seed = request.seed ?? earlier ?? drawSeed();
  const seedSource = request.seed !== undefined ? "seed" : earlier ? "checkpoint" : "operating system";
  const run = {
    ...request,
    seed,
    seedSource,
    ...(checkpoint === null ? {} : { store: checkpoint }),
  } as const;
  const judgement = await assayParts(run, (curve) =>
    Promise.resolve([{ ...request, open: () => openDossier(request.given, curve) }]),
  );
  if (judgement.verdict.interrupted !== true) await checkpoint?.forget();
  else if (checkpoint !== null && checkpoint.size > 0) request.afterwards?.(() => checkpoint.leave(seed));
  return judgement;
}

async function checkpointOf({
  checkpoints,
  command,
  assumed,
  given,
  engine,
  seed,
}: AssayRequest): Promise<RunCheckpoint | null> {
  if (checkpoints === undefined) return null;
  return RunCheckpoint.open(checkpoints, {
    command,
    leftOut: [...assumed.keys()],
    engine: [engine.engine, engine.kernel],
    seed: seed === undefined ? null : Buffer.from(seed).toString("hex"),
    paths: pathsOf(given),
  });
}
