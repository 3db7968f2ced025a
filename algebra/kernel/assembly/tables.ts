/** Tables of odd multiples: P, 3P, …, 15P and their images by the endomorphism, point by point. */
import { copied, flush, queue } from "./batch";
import { doubleEach } from "./doublings";
import { PAIR, POINT } from "./element";
import { ENTRIES, FIRST_CHAIN, FIRST_TABLE, MULTIPLES, TABLES } from "./layout";
import { pointAt } from "./lines";
import { ENDOMORPHISM, gatherX, gatherY, multiply, normalise, scatterX, scatterY } from "./routines";

/** The last multiples while tables are made, twice the points, and where these lie: chains have not begun. */
const last = memory.data(4 * TABLES, 16);
const doubles = memory.data(4 * TABLES, 16);
const targets = memory.data(4 * TABLES, 16);
const coordinate = memory.data(PAIR, 16);

let tables: u32 = 0;

export function clearTables(): void {
  tables = 0;
}

/** The first entry of a new table, whose point is at `point`; zero where there is no room. */
export function openTable(point: u32): u32 {
  if (tables == TABLES) return 0;
  const entry = FIRST_TABLE + ENTRIES * tables++;
  copied(point << 1, entry);
  return entry;
}

/** Completes all tables. */
export function tabulate(): void {
  for (let i: u32 = 0; i < tables; i++) {
    const reference = (FIRST_TABLE + ENTRIES * i) << 1;
    store<u32>(last + 4 * i, reference);
    store<u32>(doubles + 4 * i, reference);
    store<u32>(targets + 4 * i, FIRST_CHAIN + i);
  }
  doubleEach(tables, doubles, targets);
  for (let k: u32 = 1; k < MULTIPLES; k++) {
    for (let i: u32 = 0; i < tables; i++) {
      const at = last + 4 * i;
      queue(load<u32>(at), load<u32>(doubles + 4 * i), FIRST_TABLE + ENTRIES * i + k, at);
    }
    flush();
  }
  for (let i: u32 = 0; i < tables; i++) {
    const first = pointAt((FIRST_TABLE + ENTRIES * i) << 1);
    for (let k: u32 = 0; k < MULTIPLES; k += 2) mapPair(first + POINT * k);
  }
}

/** φ(x, y) = (βx, y) of two neighbours in a table. */
function mapPair(source: usize): void {
  const target = source + POINT * MULTIPLES;
  gatherX(coordinate, source, source + POINT);
  multiply(coordinate, coordinate, ENDOMORPHISM);
  normalise(coordinate, coordinate);
  scatterX(target, target + POINT, coordinate);
  gatherY(coordinate, source, source + POINT, i64x2.splat(0));
  scatterY(target, target + POINT, coordinate);
}
