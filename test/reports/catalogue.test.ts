import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { allChecks } from "../../checks/registry.js";
import { properties } from "../../properties/registry.js";
import { toCatalogue } from "../../reports/catalogue.js";
import { anchorOf, documentationOf } from "../../reports/documentation.js";
import { packageRoot } from "../fixtures/root.js";

const all = [...allChecks, ...properties];

describe("the catalogue of checks", () => {
  it("is what `zkassay list-checks --markdown > checks/README.md` writes", async () => {
    expect(await readFile(join(packageRoot, "checks", "README.md"), "utf8")).toBe(toCatalogue(all));
  });

  it("has a heading for every help link", () => {
    const headings = [...toCatalogue(all).matchAll(/^### (.+)$/gm)].map(([, heading = ""]) =>
      anchorOf(heading),
    );
    expect(new Set(headings).size).toBe(all.length);
    for (const { id } of all) expect(headings).toContain(documentationOf(id).split("#")[1]);
  });
});
