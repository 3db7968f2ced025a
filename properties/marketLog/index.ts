/** Simulated markets, honest and not: each profile with its setting, its tasks and the faults that can be planted. */
import type { MarketHeader } from "../../transcripts/market/header.js";
import { boundlessHeader, boundlessSetting, boundlessTask, boundlessTasks } from "./boundless/tasks.js";
import { boundlessFaults } from "./boundless/faults.js";
import { brevisHeader, brevisTask, brevisTasks } from "./brevis/tasks.js";
import { brevisFaults } from "./brevis/faults.js";
import { drawnRollers } from "./roller/drawn.js";
import type { Fault } from "./fault.js";
import { rollerHeader, rollerSetting } from "./roller/market.js";
import { rollerTask, rollerTasks } from "./roller/tasks.js";
import { rollerFaults } from "./roller/faults/index.js";
import { Script, write, type Written } from "./script.js";
import { zkpoolHeader, zkpoolTask, zkpoolTasks } from "./zkpool/tasks.js";
import { zkpoolFaults } from "./zkpool/faults/index.js";

export { addressOf, toText, write } from "./script.js";
export { zkpoolHeader, zkpoolTasks } from "./zkpool/tasks.js";

export interface Scenario {
  readonly header: MarketHeader;
  /** What happens before any task. */
  readonly setting: (t: number) => Script;
  /** Honest tasks, one after another, the first at t. */
  readonly tasks: (count: number, t: number) => Script[];
  /** An honest task of the ordinary course. */
  readonly plain: (number: number, t: number) => Script;
  readonly faults: readonly Fault[];
}

const nothing = (): Script => new Script("setting");

export const scenarios: readonly Scenario[] = [
  { header: zkpoolHeader, setting: nothing, tasks: zkpoolTasks, plain: zkpoolTask, faults: zkpoolFaults },
  {
    header: rollerHeader,
    setting: rollerSetting,
    tasks: rollerTasks,
    plain: rollerTask,
    faults: rollerFaults,
  },
  {
    header: boundlessHeader,
    setting: boundlessSetting,
    tasks: boundlessTasks,
    plain: boundlessTask,
    faults: boundlessFaults,
  },
  { header: brevisHeader, setting: nothing, tasks: brevisTasks, plain: brevisTask, faults: brevisFaults },
];

/** 14 November 2023, 22:13:20 UTC. */
const START = 1_700_000_000;
/** From the setting to the first task. */
const SOON = 1000;

/** A market that keeps its promises. */
export function honest({ header, setting, tasks }: Scenario, count: number): Written {
  return write(header, [setting(START), ...tasks(count, START + SOON)]);
}

/** The market that stands as an example: of rollers one whose draws can be repeated, and of others that of `honest`. */
export function honestExample(scenario: Scenario): Written {
  return scenario.header.profile === "roller" ? drawnRollers() : honest(scenario, 20);
}

/** What is planted in a log, as it stands in faults.json. */
export interface Planted {
  readonly fault: string;
  readonly what: string;
  /** The findings that it must show in: "check: seq, seq", where the log has it. */
  readonly shows: readonly string[];
}

/** Longer than any story of any market, so that no fault is seen by another. */
const APART = 12_000;

/** Every fault of a market, each beside an honest task. */
export function faulty({ header, setting, plain, faults }: Scenario): {
  written: Written;
  planted: readonly Planted[];
} {
  const pairs = faults.map((fault, i) => {
    const t = START + SOON + i * APART;
    const guilty = plain(2 * i, t);
    fault.plant(guilty);
    return { fault, guilty, beside: plain(2 * i + 1, t + 5000) };
  });
  const written = write(header, [setting(START), ...pairs.flatMap(({ guilty, beside }) => [guilty, beside])]);
  return { written, planted: pairs.map(({ fault, guilty }) => planted(fault, guilty, written)) };
}

const planted = ({ name, what, shows }: Fault, story: Script, written: Written): Planted => ({
  fault: name,
  what,
  shows: shows.map(
    ([check, ...lines]) => `${check}: ${lines.map((line) => written.seqOf(story.id, line)).join(", ")}`,
  ),
});
