/**
 * Where the points of a block of terms lie (see slots.ts), by index; the sums of slots follow. A block is what is
 * computed together: enough for full batches, little enough for its tables to stay near.
 */

/** Terms of a block. */
export const TERMS: u32 = 8192;
/** Of these, terms with coefficients other than ±2^k, their points, and their slots. */
export const PRODUCTS: u32 = 4096;
export const TABLES: u32 = 1024;
export const CHAINS: u32 = 1024;
/** Doublings of points for coefficients ±2^k. */
export const RUNGS: u32 = 8192;
/** Points, each with at least one term but for the last. */
export const POINTS: u32 = 4096;

/** Digits have width 5: odd, |d| ≤ 15, so that a table has P, 3P, …, 15P, and then their images. */
export const WIDTH: u32 = 5;
export const MULTIPLES: u32 = 1 << (WIDTH - 2);
export const ENTRIES: u32 = 2 * MULTIPLES;
/** Positions of digits: halves of coefficients are below 2^126, with a carry. */
export const LENGTH: u32 = 128;
/** Positions whose digits are added up together: at most 4 digits of a half of a coefficient. */
export const GROUP: u32 = 16;
/** References of a group; of all slots of a block with their sums so far, and those of chains, there are fewer. */
export const REFERENCES: u32 = 8 * PRODUCTS;

export const FIRST_TABLE: u32 = POINTS;
export const FIRST_CHAIN: u32 = FIRST_TABLE + ENTRIES * TABLES;
export const FIRST_RUNG: u32 = FIRST_CHAIN + CHAINS;
/** Sums in lists: from here on a sum may take the place of its first term. */
export const FIRST_SUM: u32 = FIRST_RUNG + RUNGS;
export const FIRST_SLOT: u32 = FIRST_SUM + REFERENCES / 2;

/** Lists that are added up together, and the work arrays that they share. */
export const LISTS: u32 = GROUP * CHAINS;
export const starts = memory.data(4 * (LISTS + 1), 16);
export const references = memory.data(4 * REFERENCES, 16);
export const sums = memory.data(4 * LISTS, 16);
export const active = memory.data(4 * LISTS, 16);
