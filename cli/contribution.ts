/**
 * zkassay contribution HASH|NAME: answers one participant, in words that need no background. The proof is a list of
 * facts that anybody can check again with the command below it.
 */
import type { Command } from "commander";
import { openCurve } from "../algebra/open.js";
import type { Curve, CurveName } from "../algebra/curve.js";
import { answersTo, type Answer } from "../checks/ceremony/answer.js";
import type { Evidence } from "../checks/evidence.js";
import { allChecks } from "../checks/registry.js";
import { runChecks } from "../checks/run.js";
import { drawSeed } from "../algebra/obligations/weights.js";
import type { CheckResult } from "../findings/index.js";
import { asHash } from "../transcripts/attestations/hashes.js";
import type { Ceremony } from "../transcripts/ceremony/ceremony.js";
import { openCeremony, readWhole } from "./ceremony.js";
import { EXIT } from "./exit.js";
import { visibleLines } from "./lines.js";
import { shellWord } from "./shell.js";

interface ContributionFlags {
  readonly in: string;
  readonly json?: true;
}

/** What proves a contribution beside the chain, and one in it. */
const SIDE = ["ceremony/side-branches"];
const CHAIN = ["zkey/points", "zkey/transcript", "zkey/knowledge"];

export function addContribution(program: Command): void {
  program
    .command("contribution")
    .description("find one participant's contributions, by contribution hash or by name")
    .argument("<hash-or-name...>", "a contribution hash as it was shown, or an account or name")
    .option("--in <folder>", "folder or ceremony.json of the ceremony", ".")
    .option("--json", "the answers as JSON, for programs")
    .action(async (words: string[], flags: ContributionFlags) => {
      const sought = words.join(" ");
      const opened = await openCeremony(flags.in);
      const curves = new Map<CurveName, Promise<Curve>>();
      const curve = (name: CurveName): Promise<Curve> => {
        const known = curves.get(name) ?? openCurve(name, { threads: 0 });
        curves.set(name, known);
        return known;
      };
      try {
        const ceremony = await readWhole(opened, curve);
        const judge = judgeWith(curve);
        const unproved = await unprovedFiles(ceremony, judge);
        const asked = { hash: asHash(sought), name: sought.trim() };
        const answers = await withChainProofs(
          await answersTo(ceremony, { curve }, asked, unproved),
          ceremony,
          judge,
        );
        process.stdout.write(
          flags.json === true
            ? `${JSON.stringify(answers, null, 2)}\n`
            : visibleLines(textOf(answers, sought, flags.in)),
        );
        process.exitCode = answers.length === 0 ? EXIT.finding : EXIT.held;
      } finally {
        for (const one of curves.values()) await (await one).close();
      }
    });
}

/** Runs some checks on some evidence. */
type Judge = (ids: readonly string[], evidence: Partial<Evidence>) => Promise<readonly CheckResult[]>;

function judgeWith(curve: (name: CurveName) => Promise<Curve>): Judge {
  const seed = drawSeed();
  return async (ids, evidence) => {
    const checks = allChecks.filter(({ id }) => ids.includes(id));
    const options = { curve, seed, reproduce: (id: string) => id };
    return (await runChecks(checks, { evidence, malformed: new Map() }, options)).checks;
  };
}

/** Uploaded keys beside the chain that did not verify on their own parent. */
async function unprovedFiles(ceremony: Ceremony, judge: Judge): Promise<Set<string>> {
  const findings = (await judge(SIDE, { ceremony })).flatMap((check) => check.findings);
  return new Set(findings.flatMap(({ evidence }) => evidence.map(({ file }) => file)));
}

/** To every answer that names a place in a chain: whether the whole chain verifies. */
async function withChainProofs(
  answers: readonly Answer[],
  ceremony: Ceremony,
  judge: Judge,
): Promise<Answer[]> {
  const outcomes = new Map<string, boolean>();
  for (const name of new Set(
    answers.flatMap(({ circuit, number }) => (number === null ? [] : (circuit ?? []))),
  )) {
    const zkey = ceremony.circuits.find((circuit) => circuit.name === name)?.final ?? null;
    if (zkey === null) continue;
    const checks = await judge(CHAIN, { zkey });
    outcomes.set(
      name,
      checks.every(({ outcome }) => outcome === "pass"),
    );
  }
  return answers.map((answer) => {
    const holds = answer.number === null ? undefined : outcomes.get(answer.circuit ?? "");
    if (holds === undefined) return answer;
    return holds
      ? {
          ...answer,
          proof: [
            ...answer.proof,
            "every contribution of this key proves its secret, and hashes all before it",
          ],
        }
      : {
          ...answer,
          headline: `Yours is listed as number ${answer.number} in circuit ${answer.circuit}, in a key that does not verify.`,
          meaning: "Whether it counts cannot be told: the key's chain of contributions is broken.",
        };
  });
}

function textOf(answers: readonly Answer[], sought: string, folder: string): string[] {
  if (answers.length === 0) {
    return [
      `Nothing in this ceremony is known under "${sought}".`,
      "",
      "If it is a hash: compare it with the one that you were shown, digit by digit; it has 128 hexadecimal digits.",
      "If it is a name: the records may have another spelling, or you may have been anonymous. The hash always works.",
    ];
  }
  const lines = answers.flatMap(({ headline, meaning, proof }) => [
    headline,
    `  ${meaning}`,
    ...proof.map((fact) => `  - ${fact}`),
    "",
  ]);
  return [...lines, `To see the whole proof: zkassay verify ${shellWord(folder)} --html report.html`];
}
