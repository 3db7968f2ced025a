/** What .ptau and .zkey contributions share: the type flag and its list of parameters. */
import type { Cursor } from "../bytes.js";

/** The tail of a contribution record. None of it is in any hash. */
export interface ContributionTail {
  /** The flag as it stands in the file: 0 a contribution, 1 a beacon. Unbound: anyone can change it. */
  readonly flag: "contribution" | "beacon";
  /** Parameter 1, UTF-8; untrusted text. */
  readonly name: string | null;
  /** Parameter 2: the beacon value was hashed 2^this times. */
  readonly iterationsExponent: number | null;
  /** Parameter 3: 1 to 255 bytes. */
  readonly beaconValue: Uint8Array | null;
  /** Absolute byte range of flag, length and parameters. */
  readonly bytes: { readonly start: number; readonly end: number };
}

/** u32 flag ‖ u32 length ‖ parameters {u8 type, value} with strictly increasing types. (formats.md A.4) */
export function readTail(cursor: Cursor): ContributionTail {
  const start = cursor.offset;
  const flag = cursor.u32();
  if (flag > 1) cursor.fail(`the contribution type is ${flag}; 0 (contribution) and 1 (beacon) are known`);
  const length = cursor.u32();
  if (length > cursor.remaining)
    cursor.fail(`${length} bytes of parameters are announced, ${cursor.remaining} are left`);
  const end = cursor.offset + length;

  let name: string | null = null;
  let iterationsExponent: number | null = null;
  let beaconValue: Uint8Array | null = null;
  let lastType = 0;
  while (cursor.offset < end) {
    const type = cursor.u8();
    if (type <= lastType) cursor.fail(`parameter ${type} follows parameter ${lastType}; types must increase`);
    lastType = type;
    if (type === 1) name = new TextDecoder().decode(cursor.take(cursor.u8()));
    else if (type === 2) iterationsExponent = cursor.u8();
    else if (type === 3) beaconValue = cursor.take(cursor.u8());
    else cursor.fail(`parameter type ${type} is not one of 1 (name), 2 (iterations), 3 (beacon value)`);
    if (cursor.offset > end) cursor.fail(`parameter ${type} runs past the announced length`);
  }
  const isBeacon = flag === 1;
  if (isBeacon && (iterationsExponent === null || beaconValue === null)) {
    cursor.fail("a beacon must carry its iteration exponent and its value");
  }
  return {
    flag: isBeacon ? "beacon" : "contribution",
    name,
    iterationsExponent,
    beaconValue,
    bytes: { start, end },
  };
}
