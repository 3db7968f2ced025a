import type { Command } from "commander";
import type { Check } from "../checks/check.js";
import { allChecks } from "../checks/registry.js";
import type { Property, Vocabulary } from "../properties/property.js";
import { properties } from "../properties/registry.js";
import { toCatalogue } from "../reports/catalogue.js";
import { UsageError } from "./exit.js";

/** Checks judge files, properties judge circuits by running them: both are explained alike. */
const all: readonly (Check | Property)[] = [...allChecks, ...properties];

/** zkassay list-checks */
export function addListChecks(program: Command): void {
  program
    .command("list-checks")
    .description("list every check, and every property of circuits, with its severity and claim")
    .option("--markdown", "as the catalogue that checks/README.md is: each with its method and what to do")
    .action(({ markdown }: { readonly markdown?: true }) => {
      if (markdown === true) {
        process.stdout.write(toCatalogue(all));
        return;
      }
      const width = Math.max(...all.map(({ id }) => id.length));
      for (const { id, severity, claim } of all) {
        process.stdout.write(`${id.padEnd(width)}  ${severity.padEnd(8)}  ${claim}\n`);
      }
    });
}

/** zkassay explain CHECK-ID */
export function addExplain(program: Command): void {
  program
    .command("explain")
    .description("explain one check or property: claim, method, what a failure means, sources")
    .argument("<check>", "an id of zkassay list-checks")
    .action((id: string) => {
      const check = all.find((one) => one.id === id);
      if (check === undefined) throw new UsageError(`there is no check ${id}; zkassay list-checks shows all`);
      const parts = [
        ["Claim", check.claim],
        ["How it is decided", check.method],
        ["If it fails", check.impact],
        ["What to do then", check.advice],
        ["Severity", check.severity],
        ...("needs" in check ? reliance(check) : binding(check.vocabulary)),
        ["Sources", check.cites.join("; ")],
      ] as const;
      process.stdout.write(
        `${check.id}\n\n${parts.map(([label, text]) => `${label}\n  ${text}\n`).join("\n")}`,
      );
    });
}

type Part = readonly [label: string, text: string];

const reliance = ({ needs, after }: Check): readonly Part[] => [
  ["Needs", needs.join(", ")],
  ["Relies on", after.join(", ") || "nothing"],
];

function binding({ signals, values }: Vocabulary): readonly Part[] {
  const listed = (words: Readonly<Record<string, string>>): string =>
    Object.entries(words)
      .map(([name, meaning]) => `${name}: ${meaning}`)
      .join("\n  ");
  return [
    ["Signals, by name or by --bind", listed(signals) || "those of every circuit"],
    ...(Object.keys(values).length === 0 ? [] : [["Numbers, by --set", listed(values)] as const]),
  ];
}
