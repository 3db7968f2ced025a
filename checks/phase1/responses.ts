import { STATE_BYTES } from "../../algebra/hashing/blake2bState.js";
import type { UnboundBytes } from "../../findings/index.js";
import type { Phase1Contribution, Ptau } from "../../transcripts/iden3/ptau.js";
import { defineCheck, found } from "../check.js";
import { chainLink, linkOutcome } from "../shared/chain.js";
import { hex } from "../shared/places.js";
import { unboundExhibit, unboundTails } from "../shared/unbound.js";
import { responseHash } from "./challenge.js";
import { isWhole, rowOf } from "./rows.js";

export const responses = defineCheck({
  id: "ptau/response-hash",
  claim: "Every row yields the response hash that its contributor saw, to be compared with the attestations",
  severity: "medium",
  cites: ["powersoftau: response file", "formats: ptau section 7 (partialHash)"],
  impact: "The row cannot be compared with its contributor's attestation.",
  advice:
    "Compare the other rows with the attestations; ask the coordinator for the response file of this one.",
  method:
    "H(response) is the Blake2b-512 state stored in the row, finished with the 768 bytes of the public key. The stored " +
    "state is bound by nothing in the file but for the last row of a file that is not cut (see ptau/next-challenge): " +
    "only published attestations bind the others.",
  needs: ["ptau"],
  after: ["ptau/contribution-points"],
  run: async function* ({ ptau }, context) {
    const curve = await context.curve(ptau.curve.name);
    const hashes: string[] = [];
    for (const row of ptau.contributions) {
      try {
        hashes.push(hex(responseHash(curve, row)));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        const statement = `contribution ${row.number}: the stored hash state is one of Blake2b (${error.message})`;
        yield found({ statement, evidence: [rowOf(ptau, row)] });
        hashes.push("");
      }
    }
    yield unboundExhibit(ptau.container.source.path, [
      unboundTails(ptau.contributions),
      ...unboundHashes(ptau),
    ]);
    yield {
      kind: "exhibit",
      make: (outcomes) => ({
        kind: "chain",
        title: "Contributions to the powers of tau",
        phase: 1,
        file: ptau.container.source.path,
        links: ptau.contributions.map((row, i) =>
          chainLink(row, hashes[i] ?? "", linkOutcome(outcomes, ["ptau/knowledge", "ptau/response-hash"], i)),
        ),
      }),
    };
  },
});

/** What ties the stored hashes to nothing: see the method of ptau/response-hash. */
function unboundHashes(ptau: Ptau): Omit<UnboundBytes, "file">[] {
  const whole = isWhole(ptau);
  const last = ptau.contributions.at(-1);
  if (last === undefined) return [];
  return [
    {
      what: "stored hash states of responses",
      why:
        "They hash the points of the response, which are not in the file" +
        (whole ? ", but for the last one; of that the bytes that finishing overwrites are unbound." : ".") +
        " Compare the response hashes with the attestations.",
      ranges: ptau.contributions.flatMap((row) =>
        whole && row === last ? unusedState(row) : [stateBytes(row)],
      ),
    },
    {
      what: "last challenge hash",
      why: "The powers that it hashes are not all in the file. Compare it with the published one.",
      ranges: whole ? [] : [challengeBytes(last)],
    },
  ];
}

/** A row ends: stored state ‖ nextChallenge ‖ tail. (formats.md A.4) */
const challengeBytes = ({ bytes: tail }: Phase1Contribution): ByteRange => ({
  start: tail.start - HASH_BYTES,
  end: tail.start,
});
const stateBytes = ({ bytes: tail }: Phase1Contribution): ByteRange => ({
  start: tail.start - HASH_BYTES - STATE_BYTES,
  end: tail.start - HASH_BYTES,
});

/** Bytes of a stored state that finishing it does not read: the free part of the block, and the last 8 bytes. */
function unusedState(row: Phase1Contribution): ByteRange[] {
  const { start, end } = stateBytes(row);
  const filled = new DataView(row.partialHash.buffer, row.partialHash.byteOffset).getUint32(
    BLOCK_BYTES + 64 + 8,
    true,
  );
  return [
    { start: start + Math.min(filled, BLOCK_BYTES), end: start + BLOCK_BYTES },
    { start: end - 8, end },
  ];
}

const HASH_BYTES = 64;
/** Blake2b's block, which a stored state begins with. */
const BLOCK_BYTES = 128;

type ByteRange = UnboundBytes["ranges"][number];
