/**
 * Words of a 4×4 state that are mixed together: its columns, then its diagonals. ChaCha's quarter rounds (Bernstein
 * 2008, §3) and the G functions of Blake2b, which took them over (RFC 7693 §3.2).
 */
export const COLUMNS_AND_DIAGONALS = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;
