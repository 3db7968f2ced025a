/** What to do about a ptau that fails. */
export const RESTART =
  "Do not use the file. Fetch it again and compare its hash with the published one; if they agree, ask the coordinator.";
