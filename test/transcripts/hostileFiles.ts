/** Files that lie about their form, each with the sentence that must be said and where. */
import { base } from "../checks/fixtures/bases.js";
import { withKeyRows } from "../checks/fixtures/phase2.js";
import * as edits from "../fixtures/tamper.js";
import type { Edit } from "../fixtures/tamper.js";

type Role = "ptau" | "zkey" | "r1cs";

export interface Hostile {
  readonly role: Role;
  readonly name: string;
  readonly file: () => Promise<string>;
  /** Section of the finding, as a part of its name. */
  readonly section: string;
  readonly problem: RegExp;
}

async function honest(role: Role): Promise<string> {
  const { r1cs, ptau, key } = await base();
  return { r1cs, ptau, zkey: key.final }[role];
}

/** One row: the name of the lie, the edit that tells it, and what is to be said about it. */
type Row = readonly [name: string, edit: Edit, section: string, problem: RegExp];

const rows = (role: Role, table: readonly Row[]): Hostile[] =>
  table.map(([name, edit, section, problem]) => ({
    role,
    name,
    file: async () => edits.tamper(await honest(role), edit),
    section,
    problem,
  }));

/** Changes any file's raw bytes. */
const raw = (
  role: Role,
  name: string,
  change: (bytes: Buffer) => Uint8Array | void,
  section: string,
  problem: RegExp,
): Hostile => ({
  role,
  name,
  file: async () => edits.tamperBytes(await honest(role), change),
  section,
  problem,
});

/** Bytes put at the end of a section. */
const longer = (type: number, bytes: number): Edit =>
  edits.editSection(type, (section) => Buffer.concat([section, Buffer.alloc(bytes)]));
const shorter = (type: number, bytes: number): Edit =>
  edits.editSection(type, (section) => section.subarray(0, section.length - bytes));

const ROLES: readonly Role[] = ["ptau", "zkey", "r1cs"];

const containers: readonly Hostile[] = ROLES.flatMap((role) => [
  raw(role, "an empty file", () => new Uint8Array(0), "container", /0 bytes, fewer than/),
  raw(role, "half a header", (bytes) => bytes.subarray(0, 7), "container", /7 bytes, fewer than/),
  raw(
    role,
    "another magic",
    (bytes) => void bytes.write("\u001b[2J", 0, "latin1"),
    "container",
    /the magic is/,
  ),
  raw(role, "version 0", (bytes) => void bytes.writeUInt32LE(0, 4), "container", /version 0 /),
  raw(
    role,
    "version 2^32 − 1",
    (bytes) => void bytes.writeUInt32LE(0xffff_ffff, 4),
    "container",
    /version 4294967295/,
  ),
  raw(
    role,
    "2^32 − 1 sections",
    (bytes) => void bytes.writeUInt32LE(0xffff_ffff, 8),
    "container",
    /at most 256/,
  ),
  raw(
    role,
    "more sections than the file has",
    (bytes) => void bytes.writeUInt32LE(200, 8),
    "container",
    /the file ends before number/,
  ),
  raw(role, "no sections", (bytes) => void bytes.writeUInt32LE(0, 8), "section", /missing/),
  raw(
    role,
    "the file cut in the middle",
    (bytes) => bytes.subarray(0, bytes.length >> 1),
    "section",
    /are left in the file/,
  ),
  ...rows(role, [
    [
      "a section of 2^63 bytes",
      edits.announceLength(2, 1n << 63n),
      "section 2",
      /9223372036854775808 bytes is announced/,
    ],
    [
      "a section of 2^64 − 1 bytes",
      edits.announceLength(2, (1n << 64n) - 1n),
      "section 2",
      /18446744073709551615 bytes/,
    ],
    ["no header", edits.dropSection(1), "section 1", /missing/],
  ]),
]);

const ptau = rows("ptau", [
  ["power 0", edits.writeU32(1, 36, 0), "section 1", /power 0/],
  ["power 2^32 − 1", edits.writeU32(1, 36, 0xffff_ffff), "section 1", /power 4294967295/],
  ["a ceremony of power 29", edits.writeU32(1, 40, 29), "section 1", /ceremony of power 29/],
  [
    "power 29 of a ceremony of power 29",
    edits.writeBytes(1, 36, Uint8Array.of(29, 0, 0, 0, 29, 0, 0, 0)),
    "section 1",
    /power 29 of a ceremony of power 29; .*larger ceremonies are not read/,
  ],
  [
    "power 28 with the points of power 4",
    edits.writeBytes(1, 36, Uint8Array.of(28, 0, 0, 0, 28, 0, 0, 0)),
    "section 2",
    /where 536870911 points of G1 take 34359738304/,
  ],
  [
    "2^28 rows, and not one there",
    edits.replaceSection(7, Uint8Array.of(0, 0, 0, 16)),
    "section 7",
    /are left in the section/,
  ],
  ["a power above its ceremony's", edits.writeU32(1, 40, 3), "section 1", /power 4 of a ceremony of power 3/],
  ["field elements of 2^32 − 1 bytes", edits.writeU32(1, 0, 0xffff_ffff), "section 1", /4294967295 bytes/],
  ["an unknown field", edits.flipByte(1, 4), "section 1", /neither BN254's/],
  ["a longer header", longer(1, 1), "section 1", /1 bytes follow/],
  ["a shorter header", shorter(1, 1), "section 1", /4 bytes are needed here, and 3/],
  ["a power too many", longer(2, 64), "section 2", /2048 bytes where 31 points of G1/],
  ["half a power too few", shorter(3, 64), "section 3", /points of G2/],
  ["a missing power section", edits.dropSection(6), "section 6", /missing/],
  ["a missing Lagrange section", edits.dropSection(13), "section 13", /missing/],
  ["a Lagrange point too few", shorter(12, 64), "section 12", /63 points of G1/],
  ["2^32 − 1 contributions", edits.writeU32(7, 0, 0xffff_ffff), "section 7", /are left in the section/],
  ["one contribution fewer than there are", edits.writeU32(7, 0, 2), "section 7", /follow the last of 2/],
  ["a contribution of type 2", edits.writeU32(7, 4 + 1496, 2), "section 7", /the contribution type is 2/],
  [
    "2^32 − 1 bytes of parameters",
    edits.writeU32(7, 4 + 1500, 0xffff_ffff),
    "section 7",
    /4294967295 bytes of parameters/,
  ],
  ["a parameter of type 9", edits.writeBytes(7, 4 + 1504, Uint8Array.of(9)), "section 7", /parameter type 9/],
  [
    "a parameter of type 0",
    edits.writeBytes(7, 4 + 1504, Uint8Array.of(0)),
    "section 7",
    /types must increase/,
  ],
  [
    "a name longer than its room",
    edits.writeBytes(7, 4 + 1505, Uint8Array.of(200)),
    "section 7",
    /runs past the announced length/,
  ],
  ["a beacon without its value", edits.writeU32(7, 4 + 1496, 1), "section 7", /a beacon must carry/],
]);

const zkey = rows("zkey", [
  ["a plonk key", edits.writeU32(1, 0, 2), "section 1", /protocol 2 \(plonk\)/],
  ["a protocol nobody knows", edits.writeU32(1, 0, 77), "section 1", /protocol 77 \(unknown\)/],
  ["a longer protocol", longer(1, 4), "section 1", /4 bytes follow the protocol/],
  ["another scalar field", edits.flipByte(2, 40), "section 2", /is not that of bn254/],
  ["2^32 − 1 signals", edits.writeU32(2, 72, 0xffff_ffff), "section", /points of G1 take/],
  ["more public signals than signals", edits.writeU32(2, 76, 0xffff_ffff), "section 2", /of only/],
  ["a domain of 15", edits.writeU32(2, 80, 15), "section 2", /a domain of 15/],
  ["a domain of 2^31", edits.writeU32(2, 80, 2 ** 31), "section 2", /a domain of 2147483648/],
  ["a domain of 0", edits.writeU32(2, 80, 0), "section 2", /a domain of 0/],
  ["a domain of 2^28 with H of 16", edits.writeU32(2, 80, 2 ** 28), "section 9", /268435456 points/],
  ["a longer header", longer(2, 1), "section 2", /1 bytes follow/],
  ["2^32 − 1 coefficients", edits.writeU32(4, 0, 0xffff_ffff), "section 4", /4294967295 coefficients/],
  [
    "an empty table of coefficients",
    edits.replaceSection(4, new Uint8Array(3)),
    "section 4",
    /3 bytes where 0/,
  ],
  ["a point too many in A", longer(5, 64), "section 5", /points of G1/],
  ["a byte too few in B2", shorter(7, 1), "section 7", /points of G2/],
  ["no contributions section", edits.dropSection(10), "section 10", /missing/],
  [
    "half a circuit hash",
    edits.replaceSection(10, new Uint8Array(32)),
    "section 10",
    /64 bytes are needed here/,
  ],
  ["2^32 − 1 contributions", edits.writeU32(10, 64, 0xffff_ffff), "section 10", /are left in the section/],
  ["one contribution fewer than there are", edits.writeU32(10, 64, 1), "section 10", /follow the last of 1/],
  ["contributions behind a count of none", edits.writeU32(10, 64, 0), "section 10", /follow the last of 0/],
  ["an empty section 10", edits.replaceSection(10, new Uint8Array(0)), "section 10", /64 bytes are needed/],
  ...(
    [
      ["a name twice", [1, 1, 97, 1, 1, 97], /parameter 1 follows parameter 1; types must increase/],
      ["two exponents", [2, 10, 2, 11], /parameter 2 follows parameter 2/],
      ["a value before the exponent", [3, 1, 7, 2, 10], /parameter 2 follows parameter 3/],
      ["a value longer than its room", [2, 10, 3, 200], /bytes are needed here|runs past/],
      ["an exponent alone", [2, 10], /a beacon must carry/],
    ] as const
  ).map(([name, parameters, problem]): Row => [
    `a beacon with ${name}`,
    withKeyRows((all) => [...all.slice(0, -1), withParameters(all.at(-1), parameters)]),
    "section 10",
    problem,
  ]),
]);

/** The row of a beacon with other parameters. */
function withParameters(row: Buffer | undefined, parameters: readonly number[]): Buffer {
  const head = Buffer.from((row ?? Buffer.alloc(0)).subarray(0, 392));
  head.writeUInt32LE(parameters.length, 388);
  return Buffer.concat([head, Buffer.from(parameters)]);
}

const r1cs = rows("r1cs", [
  ["another field", edits.flipByte(1, 4), "section 1", /the scalar field of neither/],
  [
    "a base field where a scalar field belongs",
    edits.writeU32(1, 0, 48),
    "section 1",
    /is the scalar field of neither/,
  ],
  ["2^32 − 1 outputs", edits.writeU32(1, 40, 0xffff_ffff), "section 1", /4294967295 outputs/],
  ["2^32 − 1 wires", edits.writeU32(1, 36, 0xffff_ffff), "section 3", /4294967295 wires/],
  ["a longer header", longer(1, 8), "section 1", /8 bytes follow/],
  ["a label too few", shorter(3, 8), "section 3", /labels of/],
  [
    "a constraint fewer than there are",
    edits.editSection(1, (bytes) => void bytes.writeUInt32LE(bytes.readUInt32LE(60) - 1, 60)),
    "section 2",
    /follow the last of/,
  ],
  [
    "a constraint more than there are",
    edits.editSection(1, (bytes) => void bytes.writeUInt32LE(bytes.readUInt32LE(60) + 1, 60)),
    "section 2",
    /bytes are needed here/,
  ],
  ["a combination of 2^32 − 1 terms", edits.writeU32(2, 0, 0xffff_ffff), "section 2", /4294967295 terms/],
  ["a wire that does not exist", edits.writeU32(2, 4, 0x7fff_ffff), "section 2", /constraint 0, A: .*wire/],
  [
    "a coefficient that is not below r",
    edits.writeBytes(2, 8, new Uint8Array(32).fill(0xff)),
    "section 2",
    /not below r/,
  ],
]);

export const hostileFiles: readonly Hostile[] = [...containers, ...ptau, ...zkey, ...r1cs];
