/** Measures that all drawings share, in the units of their view boxes. */

/** Width of a drawing: the page's column of text. */
export const width = 740;
/** Room on the left for the names of people and chains. */
export const nameWidth = 150;
/** Longer names are cut there. */
export const longestName = 22;
