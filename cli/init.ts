/** zkassay init FOLDER: writes a ceremony.json. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { MANIFEST_NAME } from "../transcripts/ceremony/manifest.js";
import { describeFolder } from "./describeFolder.js";
import { UsageError } from "./exit.js";

export function addInit(program: Command): void {
  program
    .command("init")
    .description("write a ceremony.json for the files in a folder, to be completed by hand")
    .argument("<folder>", "holds the keys, records and statements of a ceremony")
    .option("--force", "replace a ceremony.json that is there")
    .action(async (path: string, { force }: { force?: true }) => {
      const manifest = await describeFolder(path);
      const file = join(path, MANIFEST_NAME);
      try {
        await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`, {
          flag: force === true ? "w" : "wx",
        });
      } catch (error) {
        const exists = (error as { code?: unknown }).code === "EEXIST";
        throw new UsageError(
          exists ? `${file} is there already; --force replaces it` : (error as Error).message,
        );
      }
      const { circuits, records = [], attestations = [] } = manifest;
      process.stdout.write(
        `${file}: ${circuits.length} circuits, ${records.length} records, ${attestations.length} statements\n`,
      );
    });
}
