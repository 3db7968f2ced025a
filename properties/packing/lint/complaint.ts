/** What the linter says of a place in the source. */
export interface Complaint {
  readonly file: string;
  readonly line: number;
  /** The template in which it stands. */
  readonly template: string;
  readonly statement: string;
  /** Words of the source: the call, the expression. */
  readonly values: Readonly<Record<string, string>>;
  /** The template's own comment asks its caller for it, and main is that template: nobody has broken a promise yet. */
  readonly isStated: boolean;
}
