/** Chains as lines, with what grows beside them where it grows. */
import { fates, type Branch, type BranchesExhibit } from "../../findings/index.js";
import { grouped, hashLines, plural } from "../format.js";
import { compose, join, shorten, visible, type Shown } from "../text.js";
import { fateClass, fateGlyph, fateOutline } from "./fates.js";
import { longestName, nameWidth, width } from "./sheet.js";

const right = 716;
const row = 52;
const side = 9;

type Chain = BranchesExhibit["chains"][number];

/** Where a link stands on the line; the longest chain takes all the room. */
function scale(chains: readonly Chain[]): (number: number) => number {
  const longest = Math.max(1, ...chains.flatMap(({ length, branches }) => [length, ...branches.map(endOf)]));
  return (number) => nameWidth + ((right - nameWidth) * number) / longest;
}

const endOf = ({ from, length }: Branch): number => from + length;

function chainPaths(chain: Chain, y: number, x: (number: number) => number): string {
  const line = `<path class="thread" d="M${x(0).toFixed(1)} ${y}H${x(chain.length).toFixed(1)}"/>`;
  const grown = chain.branches.map(({ from, length, fate }, i) => {
    // Below and above in turn, near and far, so that neighbours stay apart.
    const drop = (i % 2 === 0 ? 1 : -1) * (i % 4 < 2 ? 9 : 18);
    const end = Math.max(x(from + length), x(from) + 7);
    const stem = `<path class="thread" d="M${x(from).toFixed(1)} ${y}L${(x(from) + 5).toFixed(1)} ${y + drop}H${end.toFixed(1)}"/>`;
    return `${stem}<path class="${fateClass[fate]}" d="${fateOutline(fate, end, y + drop, side)}"/>`;
  });
  const last = fateOutline("in the chain", x(chain.length), y, side);
  return `${line}${grown.join("")}<path class="${fateClass["in the chain"]}" d="${last}"/>`;
}

function drawing(
  exhibit: BranchesExhibit,
  id: string,
  description: Shown,
  escape: (text: string) => string,
): string {
  const { chains } = exhibit;
  const x = scale(chains);
  const rows = chains.map((chain, i) => {
    const y = i * row + row / 2;
    const label = compose`${shorten(visible(chain.name), longestName)} · ${grouped(chain.length)}`;
    const text = `<text font-size="10" text-anchor="end" x="${nameWidth - 10}" y="${y + 3.5}"><tspan>${escape(label)}</tspan></text>`;
    return text + chainPaths(chain, y, x);
  });
  return (
    `<svg class="strip" viewBox="0 0 ${width} ${chains.length * row}" role="img" aria-labelledby="${id}-title ${id}-desc">` +
    `<title id="${id}-title">${escape(visible(exhibit.title))}</title><desc id="${id}-desc">${escape(description)}</desc>` +
    `${rows.join("")}</svg>`
  );
}

/** The drawing, its key, and every branch in words. */
export function branchesView(exhibit: BranchesExhibit, index: number, escape: (text: string) => string) {
  const all = exhibit.chains.flatMap(({ name, branches }) => branches.map((branch) => ({ name, branch })));
  const size = compose`${plural(exhibit.chains.length, "chain")}, ${plural(all.length, "branch", "branches")}`;
  const key = fates.flatMap((fate) => {
    const count = all.filter(({ branch }) => branch.fate === fate).length;
    return count === 0 ? [] : [{ glyph: fateGlyph(fate), fate, count: grouped(count) }];
  });
  return {
    size,
    drawing: exhibit.chains.length === 0 ? null : drawing(exhibit, `branches-${index + 1}`, size, escape),
    key,
    rows: all.map(({ name, branch }) => ({
      circuit: visible(name),
      from: branch.from === 0 ? "the initial key" : `contribution ${grouped(branch.from)}`,
      length: grouped(branch.length),
      fate: branch.fate,
      names: join(branch.names.map(visible), ", "),
      hash: join(hashLines(branch.hash), "\n"),
    })),
  };
}
