/** A coordinator's records, in whichever of the formats. */
import { basename, extname } from "node:path";
import { readText } from "../attestations/text.js";
import { MalformedError } from "../malformed.js";
import type { ByteSource } from "../source.js";
import { isFields } from "./firestore.js";
import { readP0tion } from "./p0tion.js";
import type { Records } from "./records.js";
import { readSetupMpcUi } from "./setupMpcUi.js";
import { readSetupMpcUiCsv } from "./setupMpcUiCsv.js";

/** An export repeats the whole verification of every contribution; what V8 can hold as one text is the limit. */
const MAX_BYTES = 500_000_000;

/**
 * @param circuit for a CSV, the circuit that it is about; by default its file name without extension
 * @throws MalformedError for a file that is no export of a known coordinator
 */
export async function readRecords(source: ByteSource, circuit?: string): Promise<Records> {
  const extension = extname(source.path);
  if (extension.toLowerCase() === ".csv") {
    return readSetupMpcUiCsv(await readText(source), circuit ?? basename(source.path, extension));
  }
  const malformed = (problem: string): MalformedError =>
    new MalformedError({ file: source.path, section: "records", offset: 0, problem });
  if (source.size > MAX_BYTES) throw malformed(`${source.size} bytes; at most ${MAX_BYTES} are read`);
  let root: unknown;
  try {
    root = JSON.parse(new TextDecoder().decode(await source.read(0, source.size)));
  } catch (error) {
    throw malformed(`not JSON: ${(error as Error).message}`);
  }
  const records = isFields(root)
    ? (readP0tion(source.path, root) ?? readSetupMpcUi(source.path, root))
    : null;
  if (records === null)
    throw malformed("no collection of ceremonies, as an export of setup-mpc-ui or p0tion has it");
  return records;
}
