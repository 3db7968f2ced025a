/** How a single point of the key's header is compared with what it should be. */
import type { Evidence } from "../../findings/index.js";
import type { KeyPoints, Zkey } from "../../transcripts/iden3/zkey.js";
import { hex } from "../shared/places.js";

/** Evidence that points at one point of section 2. */
export function headerPlace(zkey: Zkey, name: keyof KeyPoints, values: Record<string, string> = {}): Evidence {
  const start = zkey.pointOffsets[name];
  return {
    file: zkey.container.source.path,
    section: `section 2 (Groth16 header), ${name}`,
    bytes: { start, end: start + zkey.points[name].length },
    values: { found: hex(zkey.points[name]), ...values },
  };
}
