/** What a run says when it is ended before it is done: what was finished counts, and what was not is not evaluated. */

/** The reason of every check that was not finished. */
export const INTERRUPTED = "the run was interrupted before this was finished";

/** Resolves when the run is to end with what it has. */
export type Interrupted = Promise<void>;

/**
 * The value of `work`, or null where the run is interrupted before. What goes on behind it is nobody's any more: its
 * errors are not told.
 */
export async function orInterrupted<T extends object>(
  work: Promise<T>,
  interrupted: Interrupted | undefined,
): Promise<T | null> {
  if (interrupted === undefined) return work;
  const ended = interrupted.then(() => null);
  const first = await Promise.race([work, ended]);
  if (first === null) work.catch(() => undefined);
  return first;
}
