import { defineOutside } from "./outside.js";

export const startMarker = defineOutside({
  id: "packing/start-marker",
  claim: "the byte that marks the start of a text is refused inside of it",
  severity: "critical",
  cites: ["https://github.com/zksecurity/zkbugs/pull/78", "https://github.com/zkemail/zk-regex/pull/72"],
  impact:
    "A sender writes 255 into a subject line, and what follows is matched as the header of another sender.",
  advice: "Constrain every byte of the text to differ from 255, or keep the marker outside of the bytes.",
  method:
    "Texts that the circuit accepts, and the same with the marker 255 in one place: no witness may have those. Tried with " +
    "the circuit's own program, then with witnesses that are solved for on the constraints.",
  corpus: ["start-marker"],
  templates: [],
  role: { name: "text", meaning: "the bytes of the text", names: ["msg"] },
  limit: { meaning: "the marker, 255 unless given", otherwise: 255n },
  values: (limit) => [limit],
});
