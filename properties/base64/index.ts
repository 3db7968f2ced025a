/** Base64: characters, groups, padding, and texts found inside of it. */
import type { Property } from "../property.js";
import { base64Character } from "./character.js";
import { base64Decode } from "./decode.js";
import { flaggedCharacter } from "./flaggedCharacter.js";
import { base64Padding } from "./padding.js";
import { base64Substring } from "./substring.js";

export const base64Properties: readonly Property[] = [
  base64Character,
  flaggedCharacter,
  base64Decode,
  base64Padding,
  base64Substring,
];
