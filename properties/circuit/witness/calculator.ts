/** Inputs → the value of every wire, by circom's own witness program. */
import { instantiate, moduleOf, ProgramStop, type Exports } from "./program.js";
import { Timeout, within } from "./watch.js";

/** Why there is no witness. */
export interface Refusal {
  /** What the program stopped at. */
  readonly message: string;
  /** The template whose code it was, and the line in that template's file, where the program says so. */
  readonly template?: string;
  readonly line?: number;
  /** Set where it was our own bound on its time: it may be honest, and slow. */
  readonly stopped?: true;
}

/** The values of one input array, by the name that the program knows it by. */
export interface InputValues {
  readonly name: string;
  readonly values: readonly bigint[];
}

/** A program answers questions about itself at once. */
const LOAD_SECONDS = 10;
/** Of a field element: 256 bits for BN254 and BLS12-381, and twice that for any field that circom has. */
const MOST_WORDS = 16;
/** The largest circuits that are run take seconds. */
const WITNESS_SECONDS = 120;

export class Calculator {
  private constructor(
    private readonly module: WebAssembly.Module,
    private program: Exports,
    /** 32-bit words of a field element. */
    private readonly words: number,
    readonly prime: bigint,
    /** Number of wires, and of all values of all inputs. Asked once: a program can answer otherwise the next time. */
    readonly witnessSize: number,
    readonly inputSize: number,
  ) {}

  /**
   * @throws Error where the bytes are no witness program, BeyondBounds where it wants too much, Timeout where it does not
   * answer; whatever it throws itself
   */
  static async load(wasm: Uint8Array): Promise<Calculator> {
    const module = await moduleOf(wasm);
    const program = await instantiate(module);
    return within(LOAD_SECONDS, () => {
      const words = program.getFieldNumLen32();
      if (!(words > 0 && words <= MOST_WORDS)) throw new TypeError(`its numbers have ${words} words`);
      program.getRawPrime();
      const prime = readShared(program, words);
      return new Calculator(module, program, words, prime, program.getWitnessSize(), program.getInputSize());
    });
  }

  /** Number of values of an input, or −1 where the program has none of this name. */
  sizeOf(name: string): number {
    return within(LOAD_SECONDS, () => this.program.getInputSignalSize(...fnv1a(name)));
  }

  /**
   * @param inputs every input of the circuit, values in [0, prime)
   * @param seconds after which the program is stopped: a circuit may loop without end
   */
  async witness(inputs: readonly InputValues[], seconds = WITNESS_SECONDS): Promise<bigint[] | Refusal> {
    try {
      return within(seconds, () => this.compute(inputs));
    } catch (error) {
      // Where it stopped, the instance holds half a computation.
      this.program = await instantiate(this.module);
      if (error instanceof ProgramStop) return refusalOf(error);
      if (error instanceof Timeout)
        return { message: `the witness program was ${error.message}`, stopped: true };
      if (error instanceof RangeError || error instanceof WebAssembly.RuntimeError) {
        return { message: `the witness program crashed: ${error.message}` };
      }
      throw error;
    }
  }

  private compute(inputs: readonly InputValues[]): bigint[] {
    const { program, words } = this;
    program.init(1);
    for (const { name, values } of inputs) {
      const hash = fnv1a(name);
      values.forEach((value, position) => {
        writeShared(program, words, value);
        program.setInputSignal(...hash, position);
      });
    }
    return Array.from({ length: this.witnessSize }, (_, wire) => {
      program.getWitness(wire);
      return readShared(program, words);
    });
  }
}

/**
 * The innermost place of a trace such as `Error in template Num2Bits_3 line: 45\nError in template main_5 line: 12`.
 * The program appends the number of the instance to the template's name.
 */
function refusalOf({ message, trace }: ProgramStop): Refusal {
  const place = /Error in template (\w+?)_\d+ line: (\d+)/.exec(trace);
  return place === null ? { message } : { message, template: place[1] ?? "", line: Number(place[2]) };
}

/** FNV-1a of 64 bits as two halves: how the program knows its inputs. */
function fnv1a(name: string): [high: number, low: number] {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(name)) {
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return [Number(hash >> 32n), Number(hash & 0xffffffffn)];
}

function readShared(program: Exports, words: number): bigint {
  let value = 0n;
  for (let word = words - 1; word >= 0; word--) {
    value = (value << 32n) | BigInt(program.readSharedRWMemory(word) >>> 0);
  }
  return value;
}

function writeShared(program: Exports, words: number, value: bigint): void {
  for (let word = 0; word < words; word++) {
    program.writeSharedRWMemory(word, Number((value >> BigInt(32 * word)) & 0xffffffffn));
  }
}
