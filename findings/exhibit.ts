/** Things that a report draws. Made by checks from evidence, rendered by reports/, judged by nobody. */

/** One link of a contribution chain as a reader wants to see it. */
export interface ChainLink {
  /** 1-based, as participants saw it. */
  readonly number: number;
  /** Untrusted text from the file, or null where the format has none. */
  readonly name: string | null;
  readonly kind: "contribution" | "beacon";
  /** Contribution (phase 2) or response (phase 1) hash, hex. */
  readonly hash: string;
  /** Whether the proof of knowledge, update and hash of this link were verified. */
  readonly outcome: "pass" | "fail" | "not evaluated";
  readonly beacon?: { readonly value: string; readonly iterationsExponent: number };
}

/** The chain of one accumulator (phase 1) or key (phase 2), oldest first. */
export interface ChainExhibit {
  readonly kind: "chain";
  readonly title: string;
  readonly phase: 1 | 2;
  readonly file: string;
  readonly links: readonly ChainLink[];
}

/** A list of named values: the key's shape, the parameters of a ptau. */
export interface FactsExhibit {
  readonly kind: "facts";
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
}

/** Bytes that nothing binds: they can be changed and every check still passes. */
export interface UnboundExhibit {
  readonly kind: "unbound";
  readonly title: string;
  readonly rows: readonly UnboundBytes[];
}

/** Stretches of one file that are unbound for one reason. */
export interface UnboundBytes {
  readonly file: string;
  readonly what: string;
  readonly why: string;
  /** Absolute byte ranges, end exclusive. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

/** A moment in the story of a beacon. */
export interface TimelineEvent {
  /** The value is what all others must stand before or after. */
  readonly kind: "contributions" | "announcement" | "value" | "application";
  /** May hold untrusted text. */
  readonly label: string;
  /** RFC 3339, UTC; null where it is not known. */
  readonly at: string | null;
  /** Who stands for the time, in words; untrusted text where a record names them. */
  readonly datedBy: string;
}

/** What happened when, in the order in which it should have. */
export interface TimelineExhibit {
  readonly kind: "timeline";
  readonly title: string;
  readonly events: readonly TimelineEvent[];
}

/** What became of a person's turn at a circuit, or of a contribution. */
export const fates = [
  "in the chain",
  "in the chain by a second turn",
  "beside the chain",
  "began again from the start",
  "not in any key",
  "timed out",
  "ended or never begun",
] as const;
export type Fate = (typeof fates)[number];

/** People by circuits: what each person's turns came to. */
export interface MatrixExhibit {
  readonly kind: "matrix";
  readonly title: string;
  /** Names of circuits. Untrusted text. */
  readonly columns: readonly string[];
  readonly rows: readonly {
    /** Untrusted text. */
    readonly name: string;
    /** One a column; null where the person had no turn. */
    readonly cells: readonly ({
      readonly fate: Fate;
      /** The place in the chain, where it has one. */
      readonly number: number | null;
    } | null)[];
  }[];
}

/** Contributions that grow beside a chain. */
export interface Branch {
  /** The last contribution that the branch shares with the chain; 0 is the initial key. */
  readonly from: number;
  /** How many contributions it has of its own. */
  readonly length: number;
  readonly fate: Fate;
  /** Whose they are, oldest first. Untrusted text. */
  readonly names: readonly string[];
  /** Of its last contribution, hex. */
  readonly hash: string;
}

/** The chains of a ceremony with all that branches off them. */
export interface BranchesExhibit {
  readonly kind: "branches";
  readonly title: string;
  readonly chains: readonly {
    /** Untrusted text. */
    readonly name: string;
    readonly length: number;
    readonly branches: readonly Branch[];
  }[];
}

/** How often a thing is counted by chance, where the claim is true. */
export interface ByChance {
  /** The expectation. */
  readonly mean: number;
  /** At least 99 of 100 histories lie from the one to the other, both included: of a hundred bars about one does not. */
  readonly from: number;
  readonly to: number;
}

/** How often each of the cases that a test should reach was reached, or how often each of several things came by chance. */
export interface HistogramExhibit {
  readonly kind: "histogram";
  readonly title: string;
  /** What is counted, in words: "carry out of each limb". */
  readonly counted: string;
  /** In the order in which they are shown. */
  readonly bars: readonly {
    readonly label: string;
    readonly count: number;
    /** This many at least were to be reached; a bar below it is marked. */
    readonly expected?: number;
    /** What chance gives, where the count is nobody's aim; a bar outside of it is said, and is no miss. */
    readonly byChance?: ByChance;
  }[];
}

/**
 * What happened to one task of a market, oldest first: who did what, and what money went from whom to whom.
 */
export interface LadderExhibit {
  readonly kind: "ladder";
  readonly title: string;
  /** Columns, in the order of their first appearance. Untrusted text. */
  readonly parties: readonly string[];
  readonly rungs: readonly {
    /** RFC 3339, UTC. */
    readonly at: string;
    /** What happened: "task.done", "release 100 B (bond)". Untrusted text. */
    readonly label: string;
    /** Position among the parties: who did it, or whom it is from. */
    readonly from: number;
    /** Whom it goes to; null where nothing moves. */
    readonly to: number | null;
    /** Whether a finding names it. */
    readonly blamed: boolean;
  }[];
  /** Moments that limit what may happen when: the ends of windows. */
  readonly limits: readonly { readonly at: string; readonly label: string }[];
}

export type Exhibit =
  | ChainExhibit
  | FactsExhibit
  | UnboundExhibit
  | TimelineExhibit
  | MatrixExhibit
  | BranchesExhibit
  | HistogramExhibit
  | LadderExhibit;
