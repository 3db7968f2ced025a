/** Points times powers of two, for coefficients ±2^k: each point is doubled as often as its largest one asks. */
import { doubleEach } from "./doublings";
import { BATCH } from "./inverses";
import { FIRST_RUNG, POINTS, RUNGS } from "./layout";

/** Of each ladder the point, the first rung and how many there are. */
const feet = memory.data(4 * POINTS, 16);
const firsts = memory.data(4 * POINTS, 16);
const heights = memory.data(4 * POINTS, 16);
let ladders: u32 = 0;
let rungs: u32 = 0;

/** What is doubled in a step, and where the doubles go. */
const doubled = memory.data(4 * BATCH, 16);
const targets = memory.data(4 * BATCH, 16);

export function clearLadders(): void {
  ladders = 0;
  rungs = 0;
}

/** The index of 2^k·P for k > 0 and the point that came last; zero where there is no room. */
export function rungAt(point: u32, k: u32): u32 {
  const isNew = ladders == 0 || load<u32>(feet + 4 * (ladders - 1)) != point;
  const last = isNew ? ladders : ladders - 1;
  const height: u32 = isNew ? 0 : load<u32>(heights + 4 * last);
  const more: u32 = k > height ? k - height : 0;
  if (rungs + more > RUNGS) return 0;
  if (isNew) {
    store<u32>(feet + 4 * last, point);
    store<u32>(firsts + 4 * last, FIRST_RUNG + rungs);
    ladders++;
  }
  store<u32>(heights + 4 * last, height + more);
  rungs += more;
  return load<u32>(firsts + 4 * last) + k - 1;
}

/** Doubles what is queued, if anything. */
function double(count: u32): void {
  doubleEach(count, doubled, targets);
}

/** Makes all rungs. */
export function climb(): void {
  let remaining = ladders;
  for (let step: u32 = 0; remaining > 0; step++) {
    remaining = 0;
    let count: u32 = 0;
    for (let i: u32 = 0; i < ladders; i++) {
      if (load<u32>(heights + 4 * i) <= step) continue;
      const first = load<u32>(firsts + 4 * i);
      const from = step == 0 ? load<u32>(feet + 4 * i) : first + step - 1;
      store<u32>(doubled + 4 * count, from << 1);
      store<u32>(targets + 4 * count, first + step);
      remaining++;
      if (++count == BATCH) {
        double(count);
        count = 0;
      }
    }
    double(count);
  }
}
