/** The program that circom makes to compute witnesses, as WebAssembly. (circom 2's witness_calculator.js) */

import { BeyondBounds, limitProgram } from "../programLimits.js";
import { within } from "./watch.js";

/** Its interface. Field elements go through a shared buffer of 32-bit words, least significant first. */
export interface Exports {
  getVersion(): number;
  getMinorVersion(): number;
  getPatchVersion(): number;
  getFieldNumLen32(): number;
  /** Puts the prime into the shared buffer. */
  getRawPrime(): void;
  readSharedRWMemory(word: number): number;
  writeSharedRWMemory(word: number, value: number): void;
  init(sanityCheck: number): void;
  /** Number of values of an input by the hash of its name, or −1. */
  getInputSignalSize(hashHigh: number, hashLow: number): number;
  /** Number of all values of all inputs. */
  getInputSize(): number;
  /** Takes a value from the shared buffer; with the last one the whole circuit is computed. */
  setInputSignal(hashHigh: number, hashLow: number, position: number): void;
  getWitnessSize(): number;
  /** Puts the value of a wire into the shared buffer. */
  getWitness(wire: number): void;
  /** The next character of a message, or 0. */
  getMessageChar(): number;
}

/** What the program stops with; `trace` is what it printed about the place. */
export class ProgramStop extends Error {
  override readonly name = "ProgramStop";
  constructor(
    message: string,
    readonly trace: string,
  ) {
    super(message);
  }
}

const EXCEPTIONS: Readonly<Record<number, string>> = {
  1: "the signal is not found",
  2: "too many signals are set",
  3: "the signal is set already",
  4: "an assertion or constraint fails",
  5: "the memory is not enough",
  6: "an access to an input is out of its bounds",
  7: "an access to an array is out of its bounds",
};

/** Characters of messages that are kept. */
const KEPT = 10_000;

const START_SECONDS = 10;

/** Of the program itself, and of what it computes in: circuits of tens of millions of wires have less. */
const MOST_BYTES = 2 ** 29;
const MEMORY_BYTES = 2 ** 31;

/** @throws BeyondBounds where it is larger than any that is run, or needs more memory; Error for what is no program */
export async function moduleOf(wasm: Uint8Array): Promise<WebAssembly.Module> {
  if (wasm.length > MOST_BYTES)
    throw new BeyondBounds(`the program has ${wasm.length} bytes, and at most ${MOST_BYTES} are allowed`);
  return WebAssembly.compile(Uint8Array.from(limitProgram(wasm, MEMORY_BYTES)));
}

/** An instance that no witness was computed with yet. @throws Error where it is no such program */
export async function instantiate(module: WebAssembly.Module): Promise<Exports> {
  let trace = "";
  const message = (): string => {
    let text = "";
    for (let code = exports.getMessageChar(); code !== 0; code = exports.getMessageChar()) {
      if (text.length < KEPT) text += String.fromCharCode(code);
    }
    return text;
  };
  const runtime = {
    exceptionHandler(code: number) {
      throw new ProgramStop(EXCEPTIONS[code] ?? `exception ${code}`, trace);
    },
    printErrorMessage() {
      trace = `${trace}${message()}\n`.slice(0, KEPT);
    },
    // log() of a circuit: what it says is not of interest, but has to be taken.
    writeBufferMessage: message,
    showSharedRWMemory() {
      // A number of log().
    },
  };
  // A module may have code that runs at once.
  const { exports: made } = within(START_SECONDS, () => new WebAssembly.Instance(module, { runtime }));
  const exports = made as Exports;
  return exports;
}
