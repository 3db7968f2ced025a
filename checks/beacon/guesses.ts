/** What people type where a value should be drawn: the texts whose hashes are tried on every beacon. */
import type { TextList } from "../../algebra/hashing/digestTable.js";

/** Block numbers, round numbers and years begin here; the search stops where it would be felt. */
const NUMBERS = 1 << 17;
const YEARS = { from: 2015, to: 2035 };
export const WORDS: readonly string[] = [
  "",
  "beacon",
  "random",
  "randomness",
  "latest",
  "test",
  "hello",
  "hello world",
  "final",
  "null",
  "undefined",
  "0x",
  "abc",
  "password",
  "entropy",
  "seed",
  "snarkjs",
  "ceremony",
  "trusted setup",
  "final beacon",
];

/** Words, numbers, and dates in four ways of writing them. */
export const guesses: TextList = { table: "checks/beacon/guesses.bin", each: eachText };

function eachText(visit: (text: string) => void): void {
  WORDS.forEach(visit);
  for (let n = 0; n < NUMBERS; n++) visit(String(n));
  for (let year = YEARS.from; year <= YEARS.to; year++) {
    for (let month = 1; month <= 12; month++) {
      for (let day = 1; day <= 31; day++) {
        const [y, m, d] = [String(year), String(month).padStart(2, "0"), String(day).padStart(2, "0")];
        visit(`${y}-${m}-${d}`);
        visit(`${y}${m}${d}`);
        visit(`${d}.${m}.${y}`);
        visit(`${m}/${d}/${y}`);
      }
    }
  }
}
