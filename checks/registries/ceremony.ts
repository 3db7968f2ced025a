/** The checks of a whole ceremony: its people and turns, and phase 1 as a history; in the order of the report. */
import type { Check } from "../check.js";
import { attested } from "../ceremony/attested.js";
import { conflicts } from "../ceremony/conflicts.js";
import { fileDigests } from "../ceremony/digests.js";
import { ceremonyFiles } from "../ceremony/files.js";
import { imported } from "../ceremony/imported.js";
import { indexes, overwritten, races } from "../ceremony/order.js";
import { enough, everyCircuit, finaliser } from "../ceremony/people.js";
import { historyForks, historyLinked, historyRows } from "../ceremony/phase1History.js";
import { logsAgree, recorded, recordedDigests } from "../ceremony/recorded.js";
import { restarts } from "../ceremony/restarts.js";
import { secondRuns } from "../ceremony/secondRuns.js";
import { sideBranches } from "../ceremony/sideBranches.js";
import { timeouts } from "../ceremony/timeouts.js";
import { trimmed } from "../ceremony/trimmed.js";

export const ceremonyChecks: readonly Check[] = [
  ceremonyFiles,
  enough,
  sideBranches,
  conflicts,
  restarts,
  timeouts,
  secondRuns,
  races,
  indexes,
  overwritten,
  recorded,
  everyCircuit,
  finaliser,
  attested,
  fileDigests,
  recordedDigests,
  logsAgree,
  historyLinked,
  historyForks,
  historyRows,
  trimmed,
  imported,
];
