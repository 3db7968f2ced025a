/** How a single point of the key's header is compared with what it should be. */
import type { Evidence } from "../../findings/index.js";
import type { KeyPoints, ProvingKey } from "../../transcripts/provingKey.js";
import { hex } from "../shared/places.js";

/** Evidence that points at one of the single points. */
export function headerPlace(
  zkey: ProvingKey,
  name: keyof KeyPoints,
  values: Record<string, string> = {},
): Evidence {
  const start = zkey.pointOffsets[name];
  return {
    file: zkey.container.source.path,
    section: `${zkey.labels.header}, ${name}`,
    bytes: { start, end: start + zkey.points[name].length },
    values: { found: hex(zkey.points[name]), ...values },
  };
}
