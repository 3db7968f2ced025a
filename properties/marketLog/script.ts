/** Logs of markets that never were: what happens to each task, told as lines with names, and then put in order. */
import { createHash } from "node:crypto";
import type { EventDraft, MarketEvent } from "../../transcripts/market/events.js";
import type { MarketHeader } from "../../transcripts/market/header.js";

export type Draft = EventDraft;

/** A line with a name by which a fault, and what is expected of it, can speak of it. */
export interface Line {
  readonly name: string;
  event: Draft;
}

/** One transaction. */
export interface Step {
  readonly name: string;
  /** Unix time. */
  t: number;
  lines: Line[];
}

/** All that happens to one task. */
export class Script {
  readonly steps: Step[] = [];

  /** @param id the task's */
  constructor(readonly id: string) {}

  step(name: string, t: number, lines: Readonly<Record<string, Draft>>): Step {
    const step = { name, t, lines: Object.entries(lines).map(([key, event]) => ({ name: key, event })) };
    this.steps.push(step);
    return step;
  }

  /** The step of a name. */
  at(name: string): Step {
    const step = this.steps.find((one) => one.name === name);
    if (step === undefined) throw new Error(`task ${this.id} has no step ${name}`);
    return step;
  }

  /** The line of a name, in any step. */
  line(name: string): Line {
    const line = this.steps.flatMap(({ lines }) => lines).find((one) => one.name === name);
    if (line === undefined) throw new Error(`task ${this.id} has no line ${name}`);
    return line;
  }

  /** Unix time at which the task is opened. */
  get openedAt(): number {
    return this.at("opening").t;
  }

  /** An event like that of a line, with other members. */
  like(name: string, members: object = {}): Draft {
    return { ...this.line(name).event, ...members };
  }

  /** Changes members of an event. */
  change(name: string, members: object): void {
    this.line(name).event = this.like(name, members);
  }

  /** Takes lines away. */
  drop(...names: readonly string[]): void {
    for (const step of this.steps) step.lines = step.lines.filter(({ name }) => !names.includes(name));
  }
}

/** A log in order, with the place of each named line. */
export interface Written {
  readonly header: MarketHeader;
  readonly events: readonly MarketEvent[];
  /** seq of a line, by the task's id and the line's name. */
  seqOf(task: string, line: string): number;
}

/** 32 bytes that depend on a text alone. */
export const hash = (text: string): string => `0x${createHash("sha256").update(text).digest("hex")}`;

/** An address that depends on a text alone. */
export const addressOf = (text: string): string => hash(text).slice(0, 42);

/** Somebody who is no party to any task. */
export const stranger = addressOf("stranger");

/** To whom what is burnt is sent. */
export const burnt = `0x${"0".repeat(36)}dead`;

/** Puts all steps in the order of their times; steps of one time stay as they are given. */
export function write(header: MarketHeader, scripts: readonly Script[]): Written {
  const steps = scripts.flatMap(({ id, steps: own }) => own.map((step) => ({ id, step })));
  steps.sort((a, b) => a.step.t - b.step.t);
  const blocks = new Map<number, number>();
  let snapshots = 0;
  const events: MarketEvent[] = [];
  const places = new Map<string, number>();
  steps.forEach(({ id, step: { t, lines } }, number) => {
    // A block has one time.
    const blk = blocks.get(t) ?? 1000 + blocks.size;
    blocks.set(t, blk);
    for (const { name, event } of lines) {
      places.set(`${id} ${name}`, events.length);
      // Snapshots are numbered as they come.
      const { type, ...rest } = event.type === "rep.snapshot" ? { ...event, round: ++snapshots } : event;
      const envelope = {
        seq: events.length,
        t,
        blk,
        tx: hash(`${header.profile} ${number}`),
        li: events.length,
      };
      events.push({ ...envelope, type, ...rest } as MarketEvent);
    }
  });
  return {
    header,
    events,
    seqOf(task, line) {
      const seq = places.get(`${task} ${line}`);
      if (seq === undefined) throw new Error(`no line ${line} of task ${task} was written`);
      return seq;
    },
  };
}

/** As JSON Lines. */
export function toText({ header, events }: Pick<Written, "header" | "events">): string {
  return [header, ...events].map((one) => `${JSON.stringify(one)}\n`).join("");
}
