/**
 * Why some changes of an honest log are not seen: nothing else in the log, or in the rules of any market, speaks against them.
 * What is in no row must be noticed.
 */
export interface Unseen {
  readonly kind: RegExp;
  readonly reason: string;
  /** Only of these logs. */
  readonly only?: Trait;
}

/** Whether proofs are judged with a verification key; logs whose provers are chosen in a way that nobody can repeat. */
export type Trait = "key" | "no key" | "not repeatable";

const unseen = (kind: RegExp, reason: string, only?: Trait): Unseen => ({
  kind,
  reason,
  ...(only === undefined ? {} : { only }),
});

export const survivors: readonly Unseen[] = [
  // The order of lines, and where they stand.
  unseen(/: swapped, in its transaction$/, "lines of one transaction take effect together"),
  unseen(
    /^(?:bid\.|proof\.submit|task\.assign|agg\.include|weight\.set).*: swapped, of two tasks$/,
    "each of the two is still in its own task's time, and no rule is about both",
  ),
  unseen(
    /^(bid\.\w+) and \1: swapped, of two provers of one task$/,
    "bids of one phase: which comes first decides nothing",
  ),
  unseen(
    /^(?:weight\.set and proof\.submit: swapped, of one|proof\.submit and proof\.submit: swapped, of two provers of one) task$/,
    "another proof in time, of a draw that does not ask who was first",
  ),
  unseen(
    /^proof\.submit and task\.done: swapped, of two provers of one task$/,
    "who did not win may send a proof in time, before or after the winner's is taken",
  ),
  unseen(
    /^(?:(?:task\.fail|proof\.submit|weight\.set) and weight\.set|weight\.set and task\.(?:reopen|done)): swapped, of one task$/,
    "whoever was late is lowered within the time to answer for it, before or after what else becomes of the task",
  ),
  unseen(/ li: /, "positions in a block only order: they need not be dense, and several lines may share one"),
  unseen(/ blk: /, "a block's number is not needed, and only orders: blocks need not be dense"),
  unseen(
    /^(?:bid\.commit|bid\.reveal|proof\.submit|rep\.snapshot|weight\.set|agg\.include) t: /,
    "alone in its transaction, and between its neighbours and inside its window; at W ± 1 see boundaries.test.ts",
  ),
  unseen(
    /^task\.(?:fail|reopen) t: /,
    "a task may fail before its time, for other reasons, and wait; being lowered for it has its own time",
  ),
  // The header: what it states for tasks that state nothing, and bounds that nothing comes near.
  unseen(/^header chainId: /, "nothing in this log is bound to a chain"),
  unseen(/^header assets\.\w+\.decimals: /, "amounts are of the smallest unit; decimals are for readers"),
  unseen(
    /^header params(\.(proof|liability|bid|reveal|slash)Window|\.T)?: /,
    "each task states its own windows, or ends far from them",
  ),
  unseen(
    /^header params\.(maxInvalid|maxAttempts|capacity|pendingWindow): [+−]1$/,
    "a bound that nothing in this log comes near",
  ),
  unseen(
    /^header params\.(maxInvalid|maxAttempts|burnBps): left out$/,
    "nothing in this log is held against it",
  ),
  unseen(
    /^header params\.burnBps: [+−]1$/,
    "nothing is slashed, or the burnt part rounds to the same amount",
  ),
  unseen(
    /^header params\.k: (?:\+1|left out)$/,
    "those who are busy may be left out of a selection; that nobody can repeat it is undecided all the same",
    "not repeatable",
  ),
  unseen(
    /^header rules\.(rewardMode|boundary): left out$/,
    "the profile says the same; the report says that it is assumed",
  ),
  unseen(/^header rules\.verdictBy: left out$/, "shown to readers, and held against nothing"),
  // What a task says of itself alone.
  unseen(
    /^task\.open statement(\.(curve|scheme|digest))?: left out$/,
    "what is to be proven is judged with the verification key, which is not given here",
    "no key",
  ),
  unseen(
    /^task\.open statement\.(curve|scheme|vkHash): left out$/,
    "who gives a key says which it is, and the key has its curve",
    "key",
  ),
  unseen(
    /^proof\.submit publicInputs: left out$/,
    "a proof that states no inputs is verified with its task's",
    "key",
  ),
  unseen(
    /^task\.open (proofWindow|liabilityWindow): /,
    "a term of the task; the log has no second statement of it, and nothing comes near",
  ),
  unseen(/^task\.assign deadline: left out$/, "the opening's windows, or T, give the same"),
  unseen(
    /^task\.assign selection\.snapshotSha256: left out$/,
    "without a name the latest snapshot is taken, which is the same",
  ),
  unseen(/^task\.quote expiry\.value: /, "a term of the quote, whose signature is not in the log"),
  unseen(/ attempt: left out$/, "a number that is not given is not held against the assignments"),
  unseen(
    /^task\.open binds\[\]: left out$/,
    "an id need not be a hash of a nonce: what makes it its requester's is asked for",
  ),
  unseen(
    /^task\.open reward\.amount: \+1$/,
    "a request is opened with its highest price and locked for a lower one; who proves late is not paid",
  ),
  // Proofs and bids.
  unseen(
    /^proof\.submit: (doubled|deleted)$/,
    "one proof twice is one proof; a late one that was never sent is late all the same",
  ),
  unseen(/^proof\.submit submitter: left out$/, "who sends a proof may be anybody"),
  unseen(/^bid\.commit: doubled$/, "a bid may be sealed again while bids come; only what is revealed counts"),
  unseen(/^bid\.reveal: deleted$/, "a fee above the second-lowest decides nothing"),
  unseen(/^bid\.reveal fee: /, "the winner's own fee, or one above the second-lowest, decides nothing"),
  // Announcements.
  unseen(
    /^the last rep\.snapshot: deleted$/,
    "no later number shows that one is missing; the one before says the same, or no selection names it",
  ),
  unseen(
    /^weight\.set after the last snapshot new: [+−]1$/,
    "by how much a weight is lowered is the market's affair, and nothing says the weight again",
  ),
  unseen(/^agg\.include(: deleted| tasks\[\]: left out)$/, "a task may be aggregated after the log's end"),
  unseen(
    /^transfer between others(: doubled| amount: \+1)$/,
    "what two people pay each other beside the market is not the market's affair",
  ),
];

/** The reason of the row that explains a survivor. */
export const reasonOf = (kind: string, traits: readonly Trait[]): string | null =>
  survivors.find((one) => one.kind.test(kind) && (one.only === undefined || traits.includes(one.only)))
    ?.reason ?? null;
