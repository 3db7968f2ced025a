/**
 * The clock of every budget: the CPU time of this process, in milliseconds. On a machine that others work on too, a
 * second of the wall's clock may be a fifth of one, and what a search looks at would depend on them.
 */
export function now(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
