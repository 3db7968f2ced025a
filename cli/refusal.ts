/** What the system's commonest refusals mean. */
const WORDS: ReadonlyMap<string | undefined, string> = new Map([
  ["ENOENT", "there is no such file"],
  ["ENOTDIR", "it is no folder, or what leads to it is none"],
  ["EISDIR", "it is a folder"],
  ["EACCES", "you may not read it"],
  ["ELOOP", "its links lead back to each other"],
]);

/** Why a path could not be opened or read, in words; what the system says where there are none. */
export function refusal(error: unknown): string {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  // Errors of ours with such a code say more than the code.
  return (syscall === undefined ? undefined : WORDS.get(code)) ?? message;
}
