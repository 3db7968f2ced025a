/** How checks speak of people, turns and places. */
import type { Evidence } from "../../findings/index.js";
import type { Turn } from "../../transcripts/ceremony/records.js";
import { rowOf } from "../phase2/chain.js";
import type { Stray } from "./chain.js";
import type { ClassedTurn } from "./turns.js";

/** What tells people apart: their account, or where none is recorded their name. */
export function personOf(turn: Turn): string {
  return turn.account ?? turn.name ?? `unnamed (${turn.place.section})`;
}

/** The name to show. Untrusted. */
export function nameOf(turn: Turn): string {
  return turn.name ?? turn.account ?? "an unnamed person";
}

/** Evidence that points at a turn in the records. */
export function placeOfTurn(turn: Turn, values: Readonly<Record<string, string | null>> = {}): Evidence {
  const all = {
    person: nameOf(turn),
    index: turn.index === null ? null : String(turn.index),
    "recorded parent": turn.priorIndex === null ? null : String(turn.priorIndex),
    hash: turn.hash,
    started: moment(turn.startedAt),
    finished: moment(turn.completedAt),
    ...values,
  };
  return { file: turn.place.file, section: turn.place.section, values: given(all) };
}

/** Evidence that points at a contribution beside the chain. */
export function placeOfStray({ upload, row, hash, fork }: Stray): Evidence {
  const place = rowOf(upload.key, row);
  return { ...place, values: { "contribution hash": hash, "last shared contribution": String(fork) } };
}

/** Evidence of a turn: its record, and its contribution where a key has it. */
export function evidenceOf({ turn, stray }: ClassedTurn): Evidence[] {
  return [placeOfTurn(turn), ...(stray === null ? [] : [placeOfStray(stray)])];
}

function given(values: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

/** Largest time that a Date can hold. */
const LAST_MOMENT = 8.64e15;

/** RFC 3339, from Unix milliseconds. */
export function moment(at: number | null): string | null {
  return at === null || Math.abs(at) > LAST_MOMENT ? null : new Date(at).toISOString();
}

/** "1 person", "2 people". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
