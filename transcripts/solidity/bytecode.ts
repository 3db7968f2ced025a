/** EVM code → its instructions' operands. It is text of hexadecimal digits, or the JSON that a compiler leaves. */
import { keccak_256 } from "@noble/hashes/sha3.js";
import { MalformedError } from "../malformed.js";
import type { ByteSource } from "../source.js";
import { recognisePoints, type RecognisedPoints } from "./recognise.js";

export interface ContractCode {
  readonly source: ByteSource;
  /** Code that makes the contract, or the code that it leaves behind. */
  readonly kind: "creation" | "deployed";
  /** The deployed code without the metadata at its end. */
  readonly code: Uint8Array;
  /** The deployed code's operands of PUSH1 to PUSH32, as numbers. */
  readonly operands: ReadonlySet<bigint>;
  /** Points of BN254 whose coordinates are among the operands. */
  readonly points: RecognisedPoints;
  /** Numbers of inputs N whose selector of verifyProof(uint[2], uint[2][2], uint[2], uint[N]) is among the operands. */
  readonly declaredInputs: readonly number[];
  /** Instructions by which a contract may do otherwise tomorrow, with their first offset. */
  readonly changing: ReadonlyMap<string, number>;
  /** Such instructions in the metadata, behind a place that code can jump to: whether it does is not known. */
  readonly hidden: ReadonlyMap<string, number>;
  /** Bytes at the end that are no instructions: the compiler's metadata. */
  readonly metadataBytes: number;
  /** The compiler that the metadata names, such as "0.8.19"; null where it names none. Nothing binds it to the code. */
  readonly compiler: string | null;
}

/** Deployed code has at most 24,576 bytes, code that makes it 49,152 (EIP-170, EIP-3860), and JSON of it a source map. */
const MAX_TEXT = 32 * 1024 * 1024;
const MAX_CODE = 1024 * 1024;
const PUSH0 = 0x5f;
const PUSH32 = 0x7f;
const CHANGING: ReadonlyMap<number, string> = new Map([
  [0x55, "SSTORE"],
  [0x54, "SLOAD"],
  [0xf0, "CREATE"],
  [0xf1, "CALL"],
  [0xf2, "CALLCODE"],
  [0xf4, "DELEGATECALL"],
  [0xf5, "CREATE2"],
  [0xff, "SELFDESTRUCT"],
]);
/** More public inputs than any contract can afford. */
const MOST_INPUTS = 1024;

interface Instruction {
  readonly offset: number;
  readonly opcode: number;
  readonly operand: bigint | null;
}

/** @throws MalformedError for what is no code, for a proxy, and for code with libraries that are not linked */
export async function readContractCode(source: ByteSource): Promise<ContractCode> {
  const fail = (problem: string): MalformedError =>
    new MalformedError({ file: source.path, section: "bytecode", offset: 0, problem });
  if (source.size > MAX_TEXT) throw fail(`${source.size} bytes; at most ${MAX_TEXT} are read`);
  const text = new TextDecoder("latin1").decode(await source.read(0, source.size));
  const bytes = codeOf(text, fail);
  if (/^363d3d373d3d3d363d73.{40}5af43d82803e903d91602b57fd5bf3/.test(hexOf(bytes)))
    throw fail("this is a minimal proxy (EIP-1167), which calls other code: give that contract's code");
  const runtime = deployedPart(bytes, fail);
  const deployed = runtime ?? bytes;
  const code = codeWithoutMetadata(deployed);
  const instructions = [...disassemble(code)];
  const operands = new Set(instructions.flatMap(({ operand }) => operand ?? []));
  return {
    source,
    kind: runtime === null ? "deployed" : "creation",
    code,
    operands,
    points: recognisePoints(operands),
    declaredInputs: declaredInputs(operands),
    changing: changingOf(instructions),
    hidden: changingOf(reachable(deployed, code.length)),
    metadataBytes: deployed.length - code.length,
    compiler: compilerNamed(deployed.subarray(code.length)),
  };
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** Hexadecimal digits, or the deployed code (else the code that makes it) in JSON of Hardhat, Foundry or solc. */
function codeOf(text: string, fail: (problem: string) => MalformedError): Uint8Array {
  const trimmed = text.trim();
  const digits = (trimmed.startsWith("{") ? codeInJson(trimmed, fail) : trimmed)
    .replace(/^0x/i, "")
    .replace(/\s+/g, "");
  if (digits.includes("__")) throw fail("libraries are not linked: give the code as it is deployed");
  if (digits === "") throw fail("there is no code: the address has no contract, or it destroyed itself");
  if (!/^(?:[0-9a-f]{2})+$/i.test(digits)) throw fail("hexadecimal digits are needed, two a byte");
  if (digits.length > 2 * MAX_CODE)
    throw fail(`${digits.length / 2} bytes of code; at most ${MAX_CODE} are read`);
  return new Uint8Array(Buffer.from(digits, "hex"));
}

type Json = Readonly<Record<string, unknown>>;

function codeInJson(text: string, fail: (problem: string) => MalformedError): string {
  let parsed: Json;
  try {
    parsed = JSON.parse(text) as Json;
  } catch (error) {
    throw fail(`not JSON: ${(error as Error).message}`);
  }
  const within = isObject(parsed["evm"]) ? parsed["evm"] : parsed;
  for (const name of ["deployedBytecode", "bytecode"]) {
    const value = within[name];
    const code = isObject(value) ? value["object"] : value;
    if (typeof code === "string") return code;
  }
  throw fail("the JSON has no deployedBytecode and no bytecode");
}

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null;

/** One instruction after the other, from the first byte on; an operand that the code's end cuts off counts as zeros. */
function* disassemble(code: Uint8Array): Generator<Instruction> {
  for (let offset = 0; offset < code.length;) {
    const opcode = code[offset] ?? 0;
    const length = opcode > PUSH0 && opcode <= PUSH32 ? opcode - PUSH0 : 0;
    const bytes = hexOf(code.subarray(offset + 1, offset + 1 + length)).padEnd(2 * length, "0");
    yield { offset, opcode, operand: length === 0 ? null : BigInt(`0x${bytes}`) };
    offset += 1 + length;
  }
}

/** The first offset of each instruction by which a contract may do otherwise. */
function changingOf(instructions: Iterable<Instruction>): ReadonlyMap<string, number> {
  const changing = new Map<string, number>();
  for (const { opcode, offset } of instructions) {
    const name = CHANGING.get(opcode);
    if (name !== undefined && !changing.has(name)) changing.set(name, offset);
  }
  return changing;
}

const JUMPDEST = 0x5b;

/**
 * Instructions behind the code that can be reached: from its last one, or by a jump. The machine knows of no metadata, and
 * takes every 0x5b that is no operand for a place to jump to. (Ethereum yellow paper, 9.4.3)
 */
function* reachable(deployed: Uint8Array, from: number): Generator<Instruction> {
  let reached = false;
  for (const instruction of disassemble(deployed)) {
    const { opcode, offset } = instruction;
    if (opcode === JUMPDEST) reached = true;
    if (reached && offset >= from) yield instruction;
    reached = opcode === JUMPDEST || (reached && goesOn(opcode)) || (offset < from && goesOn(opcode));
  }
}

/** Whether the next instruction can follow: not after STOP, JUMP, RETURN, REVERT, SELFDESTRUCT and what is no instruction. */
function goesOn(opcode: number): boolean {
  if (opcode === 0x00 || opcode === 0x56) return false;
  const isOne =
    opcode <= 0x0b ||
    (opcode >= 0x10 && opcode <= 0x1e) ||
    opcode === 0x20 ||
    (opcode >= 0x30 && opcode <= 0x4a) ||
    (opcode >= 0x50 && opcode <= 0xa4);
  return isOne || [0xf0, 0xf1, 0xf2, 0xf4, 0xf5, 0xfa].includes(opcode);
}

const PUSH = "(?:60..|61....)";
const REVERT = "(?:5f80fd|5f5ffd|600080fd)";
const ZERO = "(?:5f|6000)";
/** Code that makes a contract without arguments, as solc writes it: the first group is a length, the second an offset. */
const CREATIONS = [
  `^6080604052348015${PUSH}57${REVERT}5b50(?:60(..)|61(....))80(?:60(..)|61(....))${ZERO}39${ZERO}f3fe`,
  `^60808060405234${PUSH}57(?:60(..)|61(....))9081(?:60(..)|61(....))8239f35b${REVERT}fe`,
].map((text) => new RegExp(text));
/** Code that copies code and returns, this early, makes a contract. */
const CREATION_BYTES = 96;

/**
 * What code that makes a contract leaves behind, or null where it is deployed code.
 * @throws MalformedError for code that makes a contract otherwise than solc does: what it leaves is not known
 */
function deployedPart(code: Uint8Array, fail: (problem: string) => MalformedError): Uint8Array | null {
  const head = hexOf(code.subarray(0, CREATION_BYTES));
  for (const form of CREATIONS) {
    const match = form.exec(head);
    if (match === null) continue;
    const [whole, ...groups] = match;
    const [length = 0, start = 0] = groups.flatMap((digits) =>
      digits === undefined ? [] : parseInt(digits, 16),
    );
    if (start === whole.length / 2 && start + length <= code.length)
      return code.subarray(start, start + length);
  }
  const early = [...disassemble(code.subarray(0, CREATION_BYTES))].map(({ opcode }) => opcode);
  if (early.includes(0x39) && early.indexOf(0xf3) > early.indexOf(0x39))
    throw fail(
      "this is code that makes a contract, and not as solc writes it: give the code as it is deployed",
    );
  return null;
}

/** @param deployed code as it lies at its address */
export const codeWithoutMetadata = (deployed: Uint8Array): Uint8Array =>
  deployed.subarray(0, deployed.length - metadataLength(deployed));

/** solc ends code with a CBOR map and its length in two bytes. (Solidity documentation, "Contract metadata") */
function metadataLength(code: Uint8Array): number {
  const length = ((code.at(-2) ?? 0) << 8) | (code.at(-1) ?? 0);
  const start = code.length - 2 - length;
  if (length < 10 || start < 0) return 0;
  const map = code.subarray(start, start + length);
  const first = map[0] ?? 0;
  const text = Buffer.from(map).toString("latin1");
  const isMap = first >= 0xa1 && first <= 0xa4 && /^[^](?:dipfs|ebzzr[01]|dsolc|lexperimental)/.test(text);
  return isMap ? length + 2 : 0;
}

/** The member "solc" of the map: a string of three bytes, one a number of the version. (the same) */
function compilerNamed(metadata: Uint8Array): string | null {
  const [, version] = /dsolcC([^]{3})/.exec(Buffer.from(metadata).toString("latin1")) ?? [];
  return version === undefined ? null : [...Buffer.from(version, "latin1")].join(".");
}

let selectors: ReadonlyMap<bigint, number> | null = null;

/** selector → N; 2,000 hashes, made when the first code is read. */
function selectorTable(): ReadonlyMap<bigint, number> {
  const entries = Array.from({ length: MOST_INPUTS + 1 }, (_, n) => {
    const signature = `verifyProof(uint256[2],uint256[2][2],uint256[2],uint256[${n}])`;
    return [BigInt(`0x${hexOf(keccak_256(Buffer.from(signature)).subarray(0, 4))}`), n] as const;
  });
  return new Map(entries);
}

function declaredInputs(operands: ReadonlySet<bigint>): number[] {
  selectors ??= selectorTable();
  const table = selectors;
  return [...operands].flatMap((value) => table.get(value) ?? []);
}
