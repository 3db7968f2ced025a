/** Where a check is explained to somebody who has no terminal at hand; `zkassay explain ID` says the same. */
const catalogue = "https://github.com/zkassay/zkassay/blob/main/checks/README.md";

/** "zkey/delta-not-gamma" → its heading in the catalogue, by GitHub's rule for anchors: no slashes, lower case. */
export const anchorOf = (id: string): string =>
  id
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

export const documentationOf = (id: string): string => `${catalogue}#${anchorOf(id)}`;
