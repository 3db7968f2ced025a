/** The CSV that setup-mpc-ui's coordinators extracted: queueIndex,priorIndex,username,userId,duration,timeCompletedMs. */
import type { TextFile } from "../attestations/text.js";
import { MalformedError } from "../malformed.js";
import type { Records, Turn } from "./records.js";

const COLUMNS = ["queueIndex", "priorIndex", "username", "userId", "duration", "timeCompletedMs"] as const;
type Column = (typeof COLUMNS)[number];
const MAX_ROWS = 100_000;

/**
 * All rows are contributions that were verified: the extract has no others, and no hashes.
 * @param circuit the circuit that the file is about, which it does not say
 * @throws MalformedError for a missing column, a row of another length, or an index that is no number
 */
export function readSetupMpcUiCsv(text: TextFile, circuit: string): Records {
  const lines = text.text.split("\n").map((line) => line.trim());
  const header = cells(lines[0] ?? "");
  const malformed = (line: number, problem: string): MalformedError =>
    new MalformedError({
      file: text.file,
      section: `line ${line}`,
      offset: Buffer.byteLength(
        text.text
          .split("\n")
          .slice(0, line - 1)
          .join("\n"),
      ),
      problem,
    });
  const absent = COLUMNS.filter((column) => !header.includes(column));
  if (absent.length > 0) throw malformed(1, `the header has no column ${absent.join(", ")}`);
  if (lines.length > MAX_ROWS) throw malformed(MAX_ROWS, `more than ${MAX_ROWS} rows`);
  const turns = lines.flatMap((line, i): Turn[] => {
    if (i === 0 || line === "") return [];
    const row = cells(line);
    if (row.length !== header.length)
      throw malformed(i + 1, `${row.length} cells under ${header.length} columns`);
    const cell = (column: Column): string => row[header.indexOf(column)] ?? "";
    const index = (column: Column): number => {
      const value = cell(column);
      if (!/^\d{1,15}$/.test(value))
        throw malformed(i + 1, `${column} is ${JSON.stringify(value)}, no number`);
      return Number(value);
    };
    const completedAt = cell("timeCompletedMs") === "" ? null : index("timeCompletedMs");
    const duration = /^\d{1,9}$/.test(cell("duration")) ? Number(cell("duration")) : null;
    return [
      {
        circuit,
        account: cell("userId") || null,
        name: cell("username") || null,
        queueIndex: index("queueIndex"),
        priorIndex: index("priorIndex"),
        index: index("queueIndex"),
        state: "complete",
        final: false,
        hash: null,
        listed: null,
        fileDigest: null,
        endedBy: null,
        reset: false,
        // The extract has the duration in seconds.
        startedAt: completedAt === null || duration === null ? null : completedAt - duration * 1000,
        completedAt,
        place: { file: text.file, section: `line ${i + 1}` },
      },
    ];
  });
  const circuits = [{ id: circuit, title: null, circuitFileName: null, sequence: null, complete: true }];
  return { file: text.file, coordinator: "setup-mpc-ui CSV", circuits, turns, coordinators: [] };
}

/** Cells of one line; quotes as RFC 4180 has them, a doubled one inside being one. */
function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map((match) =>
    (match[1]?.replaceAll('""', '"') ?? match[2] ?? "").trim(),
  );
}
