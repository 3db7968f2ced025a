/** Runs in the test's own process with the list of their files, as they are where a report is written. */
import { InputList, type Recorder } from "../../cli/inputs.js";
import type { Judgement, Result } from "../../findings/index.js";

export async function complete(run: (record: Recorder) => Promise<Judgement>): Promise<Result> {
  const inputs = new InputList();
  return inputs.complete(await run(inputs.add));
}
