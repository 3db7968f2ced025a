/** Published hashes joined to the chains: by hash, never by number. */
import type { Attestation, Claim } from "../../transcripts/attestations/attestation.js";
import type { Ceremony } from "../../transcripts/ceremony/ceremony.js";
import type { CheckContext } from "../check.js";
import { chainsOf, type CircuitChain, type Stray } from "./chain.js";
import { classedTurns, type ClassedTurn } from "./turns.js";

/** What a published contribution hash turns out to be. */
export const claimClasses = [
  "in the chain",
  "uncle",
  "invalidated",
  "abandoned ceremony",
  "unknown",
] as const;
export type ClaimClass = (typeof claimClasses)[number];

/** Where a hash is found. */
export interface Place {
  readonly class: ClaimClass;
  readonly chain: CircuitChain | null;
  /** Its number in the chain. */
  readonly number: number | null;
  readonly stray: Stray | null;
  readonly turn: ClassedTurn | null;
}

export interface ClassedClaim extends Place {
  readonly attestation: Attestation;
  readonly claim: Claim;
}

/** Finds hashes of contributions in everything that is at hand. */
export interface Locator {
  /** @param ceremonyId of the statement that has the hash, null where it names none */
  locate(hash: string, ceremonyId: string | null): Place;
}

const known = new WeakMap<Ceremony, Promise<Locator>>();

/** The locator of a ceremony, made once. */
export function locatorOf(ceremony: Ceremony, context: Pick<CheckContext, "curve">): Promise<Locator> {
  const locator = known.get(ceremony) ?? makeLocator(ceremony, context);
  known.set(ceremony, locator);
  return locator;
}

async function makeLocator(ceremony: Ceremony, context: Pick<CheckContext, "curve">): Promise<Locator> {
  const chains = await chainsOf(ceremony, context);
  const turns = await classedTurns(ceremony, context);
  const turnByHash = new Map<string, ClassedTurn>();
  for (const one of turns) if (one.hash !== null) turnByHash.set(one.hash, one);
  const placeByHash = new Map<string, Place>();
  for (const chain of chains) {
    for (const [hash, number] of chain.positions) {
      const turn = turnByHash.get(hash) ?? null;
      placeByHash.set(hash, { class: "in the chain", chain, number, stray: null, turn });
    }
    for (const [hash, stray] of chain.strays) {
      const turn = turnByHash.get(hash) ?? null;
      placeByHash.set(hash, {
        class: turn === null ? "uncle" : ofTurn(turn),
        chain,
        number: null,
        stray,
        turn,
      });
    }
  }
  const ids = new Set(ceremony.circuits.flatMap((circuit) => [circuit.name, ...circuit.ids]));
  const abandoned = new Set(ceremony.manifest.abandoned.map(({ id }) => id));
  return {
    locate(hash, ceremonyId) {
      const place = placeByHash.get(hash);
      if (place !== undefined) return place;
      const turn = turnByHash.get(hash) ?? null;
      const elsewhere = ceremonyId !== null && (abandoned.has(ceremonyId) || !ids.has(ceremonyId));
      const nowhere = turn === null && elsewhere ? "abandoned ceremony" : "unknown";
      return {
        class: turn === null ? nowhere : ofTurn(turn),
        chain: turn?.chain ?? null,
        number: turn?.number ?? null,
        stray: null,
        turn,
      };
    },
  };
}

/** What a recorded turn makes of its hash. */
function ofTurn(turn: ClassedTurn): ClaimClass {
  switch (turn.class) {
    case "in the chain":
      return "in the chain";
    case "conflict":
    case "restart":
    case "lost branch":
      return "uncle";
    case "late":
    case "watchdog":
    case "invalidated":
      return "invalidated";
    default:
      return "unknown";
  }
}

/** Every published hash of a contribution, classed. */
export async function classedClaims(
  ceremony: Ceremony,
  context: Pick<CheckContext, "curve">,
): Promise<ClassedClaim[]> {
  const locator = await locatorOf(ceremony, context);
  return ceremony.attestations.flatMap((attestation) =>
    attestation.claims
      .filter(({ subject }) => subject === "contribution")
      .map((claim) => ({ attestation, claim, ...locator.locate(claim.hash, attestation.ceremonyId) })),
  );
}
