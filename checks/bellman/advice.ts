/** What follows from a response that fails, and what to do. */
export const REFUSE =
  "Do not accept the response: ask its contributor to send it again, and if it is the same, to contribute anew from " +
  "the same challenge.";

export const NOT_A_STEP =
  "The response is no step of the ceremony: whatever is built on it lacks the secrets of the contributors before, or " +
  "holds powers that somebody chose.";
