/** Names that are one spelling, names that only look alike, and names that are two people's. */
import { expect, test } from "vitest";
import { looksOf, spelled } from "../../../checks/release/spelling.js";

const lookAlike = (a: string, b: string): boolean => looksOf(a).some((one) => looksOf(b).includes(one));

test.each([
  ["case", "Ada", "ADA"],
  ["what is not seen", "Ada", "A\u200bda\u2060"],
  ["full width", "Ada", "\uff21da"],
  ["spaces", "Ada  L", " ada l "],
  ["two small sigmas", "Ὀδυσσεύς", "ΟΔΥΣΣΕΎΣ".replace("Ο", "Ὀ")],
  ["sharp s", "Weiß", "WEISS"],
])("one spelling: %s", (_, a, b) => {
  expect(spelled(a)).toBe(spelled(b));
});

test.each([
  ["Cyrillic letters", "Ada Lovelace", "Аdа Lоvеlасе"],
  ["Cyrillic in capitals", "BETA", "ВЕТА"],
  ["a Cyrillic name and its Latin double", "Вова", "Boвa"],
  ["Greek letters", "Nikos", "Νικos"],
  ["Greek in capitals", "TANIA", "ΤΑΝΙΑ"],
  ["a capital i, a small l, a one", "AdaI", "Adal"],
  ["a one", "Adal", "Ada1"],
  ["a zero", "Ot0", "OtO"],
  ["r and n for m", "Emmy", "Ernmy"],
  ["an accent", "Zoë", "Zoe"],
  ["a handle", "@ada.lovelace", "Ada Lovelace"],
])("look alike, and are two spellings: %s", (_, a, b) => {
  expect(spelled(a)).not.toBe(spelled(b));
  expect(lookAlike(a, b)).toBe(true);
});

test.each([
  ["Ada", "Emmy"],
  ["Анна", "Hanna"],
  ["Σοφία", "Софья"],
  ["山田", "山口"],
  ["🐙", "🦑"],
  ["0x1111aaaa", "0x1111aaab"],
])("two people: %s, %s", (a, b) => {
  expect(spelled(a)).not.toBe(spelled(b));
  expect(lookAlike(a, b)).toBe(false);
});

test("what nobody sees is nobody's name", () => {
  expect([spelled("\u200b \u2060"), looksOf("\u200b \u2060")]).toEqual(["", []]);
});
