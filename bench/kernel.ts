/**
 * Points per CPU second of the kernel's sums against ffjavascript's multiExpAffine, one thread each, in one run:
 * `node dist/bench/kernel.js [log2 of the points, 16]`. The ratio is what counts: both are hit alike by other load.
 */
import { randomFillSync } from "node:crypto";
import { buildBn128 } from "ffjavascript";
import type { GroupName } from "../algebra/curve.js";
import { hornerOn } from "../algebra/engines/fast/horner.js";
import { programOf } from "../algebra/engines/fast/program.js";
import { loadKernelOrReason } from "../algebra/kernel/index.js";

/** What is called of ffjavascript, beyond the types that algebra/engines/fast gives it. */
interface PeerGroup {
  readonly g: Uint8Array;
  multiExpAffine(points: Uint8Array, scalars: Uint8Array): Promise<Uint8Array>;
  add(a: Uint8Array, b: Uint8Array): Uint8Array;
  batchToAffine(points: Uint8Array): Promise<Uint8Array>;
}

const ROUNDS = 3;

/** n multiples of the generator, one after the other, in LEM. */
async function consecutivePoints(group: PeerGroup, n: number): Promise<Uint8Array> {
  const size = group.g.length;
  const points = new Uint8Array(n * size);
  let point = group.g;
  for (let i = 0; i < n; i++) {
    points.set(point, i * size);
    point = group.add(point, group.g);
  }
  return group.batchToAffine(points);
}

/** CPU seconds, the least of some rounds. */
async function cpuSeconds(run: () => unknown): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1e6);
  }
  return least;
}

const loaded = await loadKernelOrReason(hornerOn(await programOf("bn254")));
if (loaded.kernel === null) throw new Error(loaded.reason);
const { kernel } = loaded;
const peer = (await buildBn128(true)) as unknown as Record<GroupName, PeerGroup>;
const n = 2 ** Number(process.argv[2] ?? 16);

console.log(`${n} points; thousand points per CPU second; Node ${process.version}`);
console.log("group  bits  kernel  ffjavascript  ratio");
for (const group of ["G1", "G2"] as const) {
  const points = await consecutivePoints(peer[group], n);
  for (const scalarBytes of [16, 32]) {
    const scalars = randomFillSync(new Uint8Array(n * scalarBytes));
    // Below 2^253, and so below the order of the groups.
    if (scalarBytes === 32) for (let i = 31; i < scalars.length; i += 32) scalars[i] = (scalars[i] ?? 0) & 31;
    const columns = [{ scalars, scalarBytes }];
    const ours = await cpuSeconds(() => kernel.sums({ curve: "bn254", group, points, columns }));
    const theirs = await cpuSeconds(() => peer[group].multiExpAffine(points, scalars));
    const rate = (seconds: number): string => (n / seconds / 1000).toFixed(0);
    const cells = [
      group.padEnd(5),
      String(scalarBytes === 16 ? 128 : 253).padStart(5),
      rate(ours).padStart(6),
    ];
    console.log([...cells, rate(theirs).padStart(12), (theirs / ours).toFixed(1).padStart(5)].join("  "));
  }
}
