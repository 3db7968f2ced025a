/** Simulated markets, honest and not: each profile with its setting, its tasks and the faults that can be planted. */
import type { MarketHeader } from "../../transcripts/market/header.js";
import type { Fault } from "./fault.js";
import { rollerHeader, rollerSetting, rollerTasks } from "./roller.js";
import { rollerFaults } from "./rollerFaults.js";
import { Script } from "./script.js";
import { zkpoolHeader, zkpoolTasks } from "./zkpool.js";
import { zkpoolFaults } from "./zkpoolFaults.js";

export interface Scenario {
  readonly header: MarketHeader;
  /** What happens before any task. */
  readonly setting: (t: number) => Script;
  readonly tasks: (count: number, t: number) => Script[];
  readonly faults: readonly Fault[];
}

const nothing = (): Script => new Script("setting");

export const scenarios: readonly Scenario[] = [
  { header: zkpoolHeader, setting: nothing, tasks: zkpoolTasks, faults: zkpoolFaults },
  { header: rollerHeader, setting: rollerSetting, tasks: rollerTasks, faults: rollerFaults },
];
