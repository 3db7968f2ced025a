/**
 * Why some changes of an honest log are not seen: nothing else in the log, or in the rules of any market, speaks against them.
 * What is in no row must be noticed.
 */
export interface Unseen {
  readonly kind: RegExp;
  readonly reason: string;
}

const unseen = (kind: RegExp, reason: string): Unseen => ({ kind, reason });

export const survivors: readonly Unseen[] = [
  // The order of lines, and where they stand.
  unseen(/: swapped, in its transaction$/, "lines of one transaction take effect together"),
  unseen(
    /: swapped, of two transactions$/,
    "each of the two is still in its own time, and no rule says which is first",
  ),
  unseen(/ li: /, "positions in a block only order: they need not be dense, and several lines may share one"),
  unseen(/ blk: /, "a block's number is not needed, and only orders: blocks need not be dense"),
  unseen(/ t: /, "the time stays between its neighbours', within its window"),
  // The header: what it states for tasks that state nothing, and bounds that nothing comes near.
  unseen(/^header chainId: /, "nothing in this log is bound to a chain"),
  unseen(/^header assets\.\w+\.decimals: /, "amounts are of the smallest unit; decimals are for readers"),
  unseen(/^header params(\.\w*[wW]indow|\.T)?: /, "each task states its own windows, or ends far from them"),
  unseen(
    /^header params\.(maxInvalid|maxAttempts|capacity|burnBps): /,
    "a bound that nothing in this log comes near, or that rounds to the same amount",
  ),
  unseen(
    /^header rules\.(rewardMode|boundary): left out$/,
    "the profile says the same; the report says that it is assumed",
  ),
  unseen(/^header rules\.verdictBy: left out$/, "shown to readers, and held against nothing"),
  // What a task says of itself alone.
  unseen(
    /^task\.open statement/,
    "what is to be proven is judged with the verification key, which is not given here",
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
    /^(lock|pay|release|slash|transfer|balance\.\w+|stake\.\w+) src: left out$/,
    "who emitted it is asked of tokens' transfers",
  ),
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
  unseen(/^bid\.commit: deleted$/, "a bid that was never revealed decides nothing"),
  unseen(/^bid\.reveal: deleted$/, "a fee above the second-lowest decides nothing"),
  unseen(/^bid\.reveal fee: /, "the winner's own fee, or one above the second-lowest, decides nothing"),
  // Announcements.
  unseen(/^agg\.include(: deleted| tasks\[\]: left out)$/, "a task may be aggregated after the log's end"),
  unseen(
    /^transfer: doubled$/,
    "what two people pay each other beside the market is not the market's affair",
  ),
];

/** The row that explains a survivor. */
export const reasonOf = (kind: string): string | null =>
  survivors.find((one) => one.kind.test(kind))?.reason ?? null;
