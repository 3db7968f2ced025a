/**
 * People by circuits. The glyphs of one fate share one path: 400 rows of 16 are seven shapes to paint. What is not
 * in a chain is listed below in words as well.
 */
import { fates, type Fate, type MatrixExhibit } from "../../findings/index.js";
import { grouped, plural } from "../format.js";
import { compose, join, shorten, visible, type Shown } from "../text.js";
import { fateClass, fateGlyph, fateOutline } from "./fates.js";
import { longestName, nameWidth, width } from "./sheet.js";

/** Rows are this high; columns as wide as there is room, within bounds. */
const row = 13;
const head = 74;
/** The names of the circuits come again after so many rows. */
const repeat = 50;
const longestColumn = 14;
/** Room for the last column's name, which leans to the right. */
const slant = 36;

type Cell = NonNullable<MatrixExhibit["rows"][number]["cells"][number]>;

/** Cells with their places, by fate. */
function byFate(matrix: MatrixExhibit): Map<Fate, { column: number; row: number; cell: Cell }[]> {
  const groups = new Map<Fate, { column: number; row: number; cell: Cell }[]>();
  for (const [i, { cells }] of matrix.rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      if (cell === null) continue;
      const place = { column, row: i, cell };
      const group = groups.get(cell.fate);
      if (group === undefined) groups.set(cell.fate, [place]);
      else group.push(place);
    }
  }
  return groups;
}

/** How many characters all names begin with, up to their last mark: what follows tells them apart. */
function sharedStart(names: readonly string[]): number {
  const [first = "", ...others] = names;
  if (others.length === 0) return 0;
  let length = 0;
  while (length < first.length && others.every((name) => name[length] === first[length])) length++;
  const mark = first.slice(0, length).search(/[_\-. ][^_\-. ]*$/);
  return mark < 3 ? 0 : mark + 1;
}

function drawing(
  matrix: MatrixExhibit,
  id: string,
  description: Shown,
  escape: (text: string) => string,
): string {
  const pitch = Math.min(38, Math.max(14, (width - nameWidth - slant) / Math.max(matrix.columns.length, 1)));
  const bands = Math.max(Math.ceil(matrix.rows.length / repeat), 1);
  const x = (column: number): number => nameWidth + (column + 0.5) * pitch;
  const y = (at: number): number => (Math.floor(at / repeat) + 1) * head + (at + 0.5) * row;
  const text = (shown: Shown, at: string, anchor: string): string =>
    `<text font-size="9.5" text-anchor="${anchor}" ${at}><tspan>${escape(shown)}</tspan></text>`;
  const shared = sharedStart(matrix.columns);
  const headings = Array.from({ length: bands }, (_, band) => {
    const top = band * (head + repeat * row) + head - 6;
    return matrix.columns
      .map((name, column) => {
        const place = `transform="translate(${(x(column) + 3).toFixed(1)} ${top}) rotate(-60)"`;
        const shown = visible(shared > 0 ? `…${name.slice(shared)}` : name);
        return text(shorten(shown, longestColumn), place, "start");
      })
      .join("");
  });
  const labels = matrix.rows.map(({ name }, at) =>
    text(shorten(visible(name), longestName), `x="${nameWidth - 8}" y="${(y(at) + 3.2).toFixed(1)}"`, "end"),
  );
  const paths = [...byFate(matrix)].map(([fate, cells]) => {
    const d = cells.map((one) => fateOutline(fate, x(one.column), y(one.row), row * 0.86)).join("");
    return `<path class="${fateClass[fate]}" d="${d}"/>`;
  });
  const height = Math.ceil(bands * head + matrix.rows.length * row + 8);
  return (
    `<svg class="strip" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc">` +
    `<title id="${id}-title">${escape(visible(matrix.title))}</title><desc id="${id}-desc">${escape(description)}</desc>` +
    `${headings.join("")}${labels.join("")}${paths.join("")}</svg>`
  );
}

const good: ReadonlySet<Fate> = new Set(["in the chain", "in the chain by a second turn"]);

/** The drawing, its key, and in words every cell that is not in a chain. */
export function matrixView(matrix: MatrixExhibit, index: number, escape: (text: string) => string) {
  const groups = byFate(matrix);
  const key = fates.flatMap((fate) => {
    const cells = groups.get(fate);
    return cells === undefined ? [] : [{ glyph: fateGlyph(fate), fate, count: grouped(cells.length) }];
  });
  const size = compose`${plural(matrix.rows.length, "person", "people")}, ${plural(matrix.columns.length, "circuit")}`;
  const spoken = key.map(({ fate, count }) => compose`${visible(fate)}: ${count}`);
  const description = compose`${size}. ${join(spoken, "; ")}.`;
  const others = fates
    .filter((fate) => !good.has(fate))
    .flatMap((fate) =>
      (groups.get(fate) ?? []).map((one) => ({
        name: visible(matrix.rows[one.row]?.name ?? ""),
        circuit: visible(matrix.columns[one.column] ?? ""),
        fate,
      })),
    );
  return {
    size,
    drawing: matrix.rows.length === 0 ? null : drawing(matrix, `matrix-${index + 1}`, description, escape),
    key,
    others,
    count: grouped(others.length),
    folded: others.length > 60,
  };
}
