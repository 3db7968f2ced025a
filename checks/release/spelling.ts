/**
 * When two names are one: as they are spelt, and as they look.
 *
 * Looks are those of UTS #39 (Unicode security mechanisms, §4: confusable detection, skeletons), for the letters of Latin,
 * Cyrillic and Greek and the digits that pass for letters: its table has thousands of rows for scripts that few names of
 * contributors have. What it leaves out makes two people of one; whoever relies on the count must know the names.
 */

/** What a reader does not see in a name. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/gu;

/**
 * One spelling of a name or an account; "" where nothing of it can be seen. Case is folded by way of the capitals, which
 * takes ß for ss and both small sigmas for one.
 */
export const spelled = (person: string): string =>
  folded(person.normalize("NFKC").replaceAll(UNSEEN, "").replaceAll(/\s+/g, " ").trim());

const folded = (text: string): string => text.toUpperCase().toLowerCase().replaceAll("ς", "σ");

/** Small letters and digits that look like one of Latin, behind it. */
const SMALL: Readonly<Record<string, string>> = {
  a: "аαɑ",
  b: "ьƅ",
  c: "сϲ",
  d: "ԁ",
  e: "еҽ",
  f: "ϝſ",
  g: "ɡ",
  h: "һ",
  i: "іιı",
  j: "јϳ",
  k: "кκ",
  l: "1|ӏǀ",
  m: "м",
  n: "пη",
  o: "0оοσ",
  p: "рρ",
  q: "ԛ",
  r: "г",
  s: "ѕ",
  t: "тτ",
  u: "υ",
  v: "ѵν",
  w: "ԝω",
  x: "хχ",
  y: "уγү",
};

/** Capitals that look like one of Latin, behind it. */
const CAPITAL: Readonly<Record<string, string>> = {
  A: "АΑ",
  B: "ВΒ",
  C: "СϹ",
  E: "ЕΕ",
  F: "Ϝ",
  G: "Ԍ",
  H: "НΗҺ",
  I: "ІΙӀ1|",
  J: "ЈͿ",
  K: "КΚ",
  M: "МΜ",
  N: "Ν",
  O: "0ОΟ",
  P: "РΡ",
  Q: "Ԛ",
  S: "Ѕ",
  T: "ТΤ",
  V: "Ѵ",
  W: "Ԝ",
  X: "ХΧ",
  Y: "УΥҮ",
  Z: "Ζ",
};

const tableOf = (looks: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(looks).flatMap(([latin, others]) => [...others].map((one) => [one, latin])));

const small = tableOf(SMALL);
const capital = tableOf(CAPITAL);
/** In mixed case a capital I is a small l, too. */
const mixed = new Map([...capital, ...small, ["I", "l"], ["І", "l"], ["Ι", "l"], ["Ӏ", "l"]]);

const looksLike = (text: string, table: ReadonlyMap<string, string>): string =>
  [...text]
    .map((one) => table.get(one) ?? one)
    .join("")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");

/** Marks above and below letters, and all that is no letter and no digit. */
const MARKS = /[\u0300-\u036f]/g;
const BETWEEN = /[^\p{L}\p{M}\p{N}|]/gu;

/**
 * What a name looks like, written as it is, small, and in capitals: two names look alike where they share one of these.
 * A name without letters looks like its spelling alone.
 */
export function looksOf(person: string): readonly string[] {
  const bare = (text: string): string =>
    text.normalize("NFKD").replaceAll(UNSEEN, "").replaceAll(MARKS, "").replaceAll(BETWEEN, "");
  const text = bare(person);
  if (text === "") return spelled(person) === "" ? [] : [spelled(person)];
  return [
    `as written ${folded(looksLike(text, mixed))}`,
    `small ${looksLike(folded(text), small)}`,
    `capital ${looksLike(text.toUpperCase(), capital)}`,
  ];
}
