/** Paths that people write into a file of ours: relative to its folder, and inside it, on every system. */
import { z } from "zod";

/** @param owner what the messages call the file, such as "the manifest" */
export const folderPath = (owner: string) =>
  z
    .string()
    .min(1)
    .max(1000)
    .regex(/^[^\0\\]+$/, "a path has no backslash and no zero")
    .refine((path) => !path.startsWith("/") && !/^[a-z]:/i.test(path), {
      error: `a path is relative to ${owner}'s folder`,
    })
    .refine((path) => path.split("/").every((part) => part !== ".."), {
      error: `a path stays inside ${owner}'s folder`,
    })
    .describe(`Relative to ${owner}'s folder, inside it`);
