/** The published form of a market log; transcripts/market/market.schema.json is this, printed. */
import { z } from "zod";
import { eventSchema } from "./events.js";
import { headerSchema } from "./header.js";

/** JSON Schema, draft 2020-12, of one line: the header, which is the first, or an event. */
export function marketJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(z.union([headerSchema, eventSchema]), {
    target: "draft-2020-12",
    io: "input",
  });
  return {
    $schema,
    $id: "urn:zkassay-market:1",
    title: "zkassay market log",
    description: "One line of a market log (JSON Lines). Every string is untrusted text.",
    ...rest,
  };
}
