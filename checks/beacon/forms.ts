/** From a public value to the bytes of a beacon. */
import { hash } from "node:crypto";
import type { Announcement } from "../../transcripts/announcement.js";
import { valueForms, type ValueForm } from "../../transcripts/valueForms.js";
import { hex } from "../shared/places.js";

const sha256 = (text: string): Uint8Array => new Uint8Array(hash("sha256", text, "buffer"));

/** A way in which the announced value may have been applied, with the bytes that it gives. */
export interface AppliedValue {
  readonly form: ValueForm;
  readonly bytes: Uint8Array;
}

/**
 * The bytes in the declared form, then in every other form that can be made from what is known.
 * @param value the source's value; null where only a text is known
 */
export function appliedValues(
  { form, text }: Pick<Announcement, "form" | "text">,
  value: Uint8Array | null,
): readonly AppliedValue[] {
  return [form, ...valueForms.filter((one) => one !== form)].flatMap((one) => {
    const bytes = bytesOf(one, text, value);
    return bytes === null ? [] : [{ form: one, bytes }];
  });
}

function bytesOf(form: ValueForm, text: string | null, value: Uint8Array | null): Uint8Array | null {
  if (form === "sha256-of-text") return text === null ? null : sha256(text);
  if (value === null) return null;
  if (form === "raw") return value;
  return sha256(form === "sha256-of-hex" ? hex(value) : `0x${hex(value)}`);
}
