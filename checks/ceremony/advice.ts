/** What to do about a contribution that was made and does not count. */
export const TELL_THE_PERSON =
  "Tell the person that their contribution is not in the final key, show them the proof, and if the ceremony still runs " +
  "give them a second turn. The key is as sound as the contributions that are in it.";

/** What a lost contribution costs. */
export const NOT_IN_THE_KEY =
  "The person believes that the key is safe as long as they were honest, and it is not: their secret is not in it.";
