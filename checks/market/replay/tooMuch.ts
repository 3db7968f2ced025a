/** The log is larger in some way than what is held in memory; everything is inconclusive from there on. */
export class TooMuch extends Error {
  override readonly name = "TooMuch";
}
