/** Ctrl-C: a run that can end with what it has is asked to; a second one, or one where nothing would be said, ends the process. */
import type { Interrupted } from "../findings/index.js";
import { EXIT } from "./exit.js";

/** What the next Ctrl-C calls; null where it ends the process. */
let ask: (() => void) | null = null;

/** To be called once, before a command runs. */
export function listenForInterrupts(): void {
  process.on("SIGINT", () => {
    if (ask === null) {
      process.stderr.write("\ninterrupted\n");
      process.exit(EXIT.interrupted);
    }
    process.stderr.write("\ninterrupted: what was finished is reported (once more ends at once)\n");
    ask();
    ask = null;
  });
}

/** Resolves at the next Ctrl-C. */
export function nextInterrupt(): Interrupted {
  return new Promise((resolve) => {
    ask = resolve;
  });
}

/** From here on Ctrl-C ends the process at once. */
export function endAtInterrupt(): void {
  ask = null;
}
