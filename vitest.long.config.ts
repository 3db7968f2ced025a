import { defineConfig } from "vitest/config";
import { shared } from "./vitest.config.js";

export default defineConfig({
  test: {
    ...shared,
    include: ["test/**/*.long.test.ts"],
    passWithNoTests: true,
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
  },
});
