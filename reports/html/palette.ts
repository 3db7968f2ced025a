/** Colours by role. Pairs that carry text are held to WCAG AA (4.5 to 1) by a test. */

export interface Palette {
  readonly page: string;
  /** Cards, tables' heads. */
  readonly raised: string;
  readonly rule: string;
  readonly ink: string;
  /** Labels and secondary prose; still AA on page and raised. */
  readonly muted: string;
  readonly link: string;
  readonly pass: string;
  readonly fail: string;
  readonly inconclusive: string;
  readonly unevaluated: string;
  readonly beacon: string;
}

export const light: Palette = {
  page: "#ffffff",
  raised: "#f5f6f7",
  rule: "#d9dde2",
  ink: "#1a1d21",
  muted: "#56606b",
  link: "#1f4e9c",
  pass: "#17693b",
  fail: "#b3211b",
  inconclusive: "#865300",
  unevaluated: "#515f70",
  beacon: "#6a3fb0",
};

export const dark: Palette = {
  page: "#121518",
  raised: "#1a1e23",
  rule: "#333a42",
  ink: "#e6e9ec",
  muted: "#a3adb8",
  link: "#8fb8f6",
  pass: "#6ccb95",
  fail: "#ff8d84",
  inconclusive: "#e6b450",
  unevaluated: "#a9b7c6",
  beacon: "#c3a4fa",
};

/** The custom properties that style.ts speaks of. */
export const properties = (palette: Palette): string =>
  Object.entries(palette)
    .map(([role, colour]) => `--${role}: ${colour};`)
    .join(" ");
