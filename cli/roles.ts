/** Which part each file plays: told by contents, name, layout or size. */
import { stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { roleNames, type Role } from "../checks/evidence.js";
import { looksLikeParams } from "../transcripts/bellman/paramsLayout.js";
import { phase1FormatOf } from "../transcripts/bellman/phase1Layout.js";
import type { ByteSource } from "../transcripts/source.js";
import { UsageError } from "./exit.js";

/** Roles of the files of ceremonies. */
export type FileRole = Extract<
  Role,
  | "r1cs"
  | "ptau"
  | "zkey"
  | "earlierKeys"
  | "verificationKey"
  | "challenge"
  | "response"
  | "nextChallenge"
  | "announcements"
  | "rounds"
>;

/** Roles that any number of files can play. */
const LISTS: ReadonlySet<FileRole> = new Set(["earlierKeys", "announcements", "rounds"]);

/** A file with the role that it plays. */
export interface Exhibited {
  readonly role: FileRole;
  readonly source: ByteSource;
}

/** The first four bytes as text. */
async function magicOf(source: ByteSource): Promise<string> {
  return Buffer.from(await source.read(0, Math.min(4, source.size))).toString("latin1");
}

const MAGICS: Readonly<Record<string, FileRole>> = { r1cs: "r1cs", ptau: "ptau", zkey: "zkey" };

/**
 * Whether a file that is given as a proving key is to be read as a .zkey; as a .params otherwise, which has no magic. A
 * container of another kind is no .params: the reader of .zkey says what it is.
 */
export async function isZkey(source: ByteSource): Promise<boolean> {
  return MAGICS[await magicOf(source)] !== undefined || extname(source.path).toLowerCase() === ".zkey";
}

const EXTENSIONS: Readonly<Record<string, FileRole>> = {
  ".r1cs": "r1cs",
  ".ptau": "ptau",
  ".zkey": "zkey",
  ".params": "zkey",
  ".json": "verificationKey",
};

/** What takes files that are no part of a ceremony. */
const OTHER_COMMANDS: Readonly<Record<string, string>> = {
  ".circom": "zkassay circuit",
  ".sol": "zkassay release --solidity",
  ".jsonl": "zkassay market",
};

/**
 * By magic; by extension where the magic is damaged, so that the damage is reported as such; by layout at last.
 * @throws UsageError where nothing tells
 */
export async function exhibit(source: ByteSource): Promise<Exhibited> {
  const { path } = source;
  const role = MAGICS[await magicOf(source)] ?? EXTENSIONS[extname(path).toLowerCase()];
  if (role !== undefined) return { role, source };
  if (await looksLikeParams(source)) return { role: "zkey", source };
  const exchanged = phase1FormatOf(source.size);
  if (exchanged !== null) {
    throw new UsageError(
      `${path} has the size of a phase-1 ${exchanged.kind} of 2^${exchanged.power}; verify it with zkassay response`,
    );
  }
  const command = OTHER_COMMANDS[extname(path).toLowerCase()];
  const advice = command === undefined ? "" : `; ${command} is about such files`;
  throw new UsageError(
    `${path} is no .r1cs, .ptau, .zkey, .params or verification_key.json by its first bytes, its name or its layout${advice}`,
  );
}

const EXCHANGE_ROLES = ["challenge", "response", "nextChallenge"] as const;

/**
 * The role of each file of a step. A challenge before the response is what it answers, one after it what was made
 * from it. Where sizes do not tell, the order is challenge, response, next challenge, and the reader says what is wrong.
 */
export function assignExchange(sources: readonly ByteSource[]): Exhibited[] {
  const kinds = sources.map(({ size }) => phase1FormatOf(size)?.kind);
  const response = kinds.indexOf("response");
  if (sources.length === 1 || response === -1 || kinds.includes(undefined)) {
    const roles = sources.length === 1 ? ["response" as const] : EXCHANGE_ROLES;
    return sources.map((source, i) => ({ role: roles[i] ?? "nextChallenge", source }));
  }
  return sources.map((source, i) => {
    if (kinds[i] === "response") return { role: "response", source };
    return { role: i < response ? "challenge" : "nextChallenge", source };
  });
}

/** @throws UsageError for a file that is no challenge or response by its size, and something else by its magic */
export async function refuseContainers(exchanged: readonly ByteSource[]): Promise<void> {
  for (const source of exchanged) {
    const role = phase1FormatOf(source.size) === null ? MAGICS[await magicOf(source)] : undefined;
    if (role === undefined) continue;
    throw new UsageError(
      `${source.path} is taken for ${roleNames[role]}, and this command is about the challenge and response files of ` +
        "phase 1; zkassay verify takes files of every other kind",
    );
  }
}

/** @throws UsageError for a file that is something else than the one thing that a command is about */
export function refuseOthers(opened: readonly Exhibited[], only: FileRole): void {
  const other = opened.find(({ role }) => role !== only);
  if (other === undefined) return;
  throw new UsageError(
    `${other.source.path} is taken for ${roleNames[other.role]}, and this command is about ${roleNames[only]}; zkassay verify ` +
      "takes files of every kind",
  );
}

/** @throws UsageError where two files play a part that only one can have */
export function refuseSeveral(opened: readonly Exhibited[]): void {
  for (const role of new Set(opened.map((one) => one.role))) {
    if (LISTS.has(role)) continue;
    const several = opened.filter((one) => one.role === role);
    if (several.length === 1) continue;
    const paths = several.map(({ source }) => source.path).join(" and ");
    const advice = role === "zkey" ? " (earlier keys of a chain go behind --previous)" : "";
    throw new UsageError(`${paths} are both ${roleNames[role]}; give one${advice}`);
  }
}

/** Whether what was given is a whole ceremony: a folder, or a file called ceremony.json. */
export async function isCeremony(files: readonly string[]): Promise<boolean> {
  const [only, more] = files;
  if (only === undefined || more !== undefined) return false;
  if (basename(only) === "ceremony.json") return true;
  const status = await stat(only).catch(() => null);
  return status?.isDirectory() === true;
}
