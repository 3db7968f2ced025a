/** A step of the build: saves the table of what can be guessed, so that no run has to hash all of it. */
import { saveTable } from "../../algebra/hashing/digestTable.js";
import { guesses } from "./guesses.js";

saveTable(guesses);
