import type { ProfileName } from "../../../transcripts/market/header.js";
import { boundless } from "./boundless.js";
import { brevis } from "./brevis.js";
import { custom } from "./custom.js";
import type { Profile } from "./profile.js";
import { roller } from "./roller.js";
import { zkpool } from "./zkpool.js";

/** Every profile by its name. */
export const profiles: Readonly<Record<ProfileName, Profile>> = { zkpool, roller, boundless, brevis, custom };
