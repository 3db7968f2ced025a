/** A bound on the time of code that may never end, such as a program that a circuit brought with it. */
import { createContext, Script } from "node:vm";

const script = new Script("run()");
const room: { run: () => void } = createContext({ run: () => undefined }) as { run: () => void };

/** @throws Timeout where `run`, which may not be asynchronous, takes longer; whatever it throws otherwise */
export function within<T>(seconds: number, run: () => T): T {
  const made: T[] = [];
  room.run = () => {
    made.push(run());
  };
  try {
    // The engine's own watchdog: it ends loops inside of WebAssembly too.
    script.runInContext(room, { timeout: seconds * 1000 });
  } catch (error) {
    if ((error as { code?: unknown }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") throw new Timeout(seconds);
    throw error;
  }
  const [value] = made;
  return value as T;
}

export class Timeout extends Error {
  override readonly name = "Timeout";
  constructor(seconds: number) {
    super(`stopped after ${seconds} s`);
  }
}
