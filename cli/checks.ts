import type { Command } from "commander";
import { allChecks } from "../checks/registry.js";
import { UsageError } from "./exit.js";

/** zkassay list-checks */
export function addListChecks(program: Command): void {
  program
    .command("list-checks")
    .description("list every check with its severity and claim")
    .action(() => {
      const width = Math.max(...allChecks.map(({ id }) => id.length));
      for (const { id, severity, claim } of allChecks) {
        process.stdout.write(`${id.padEnd(width)}  ${severity.padEnd(8)}  ${claim}\n`);
      }
    });
}

/** zkassay explain CHECK-ID */
export function addExplain(program: Command): void {
  program
    .command("explain")
    .description("explain one check: claim, method, what a failure means, sources")
    .argument("<check>", "an id of zkassay list-checks")
    .action((id: string) => {
      const check = allChecks.find((one) => one.id === id);
      if (check === undefined) throw new UsageError(`there is no check ${id}; zkassay list-checks shows all`);
      const parts = [
        ["Claim", check.claim],
        ["How it is decided", check.method],
        ["If it fails", check.impact],
        ["What to do then", check.advice],
        ["Severity", check.severity],
        ["Needs", check.needs.join(", ")],
        ["Relies on", check.after.join(", ") || "nothing"],
        ["Sources", check.cites.join("; ")],
      ] as const;
      process.stdout.write(
        `${check.id}\n\n${parts.map(([label, text]) => `${label}\n  ${text}\n`).join("\n")}`,
      );
    });
}
