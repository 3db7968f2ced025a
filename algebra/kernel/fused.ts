/** Whether relaxed SIMD's multiply-add is there and rounds once, as the kernel's arithmetic needs. */
import { setFlagsFromString } from "node:v8";

/**
 * (module (func (export "f") (param f64 f64 f64) (result f64)
 *   (f64x2.extract_lane 0 (f64x2.relaxed_madd
 *     (f64x2.splat (local.get 0)) (f64x2.splat (local.get 1)) (f64x2.splat (local.get 2))))))
 */
const PROBE = Uint8Array.from([
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x01, 0x60, 0x03, 0x7c, 0x7c, 0x7c, 0x01, 0x7c,
  0x03, 0x02, 0x01, 0x00, 0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00, 0x0a, 0x16, 0x01, 0x14, 0x00, 0x20, 0x00,
  0xfd, 0x14, 0x20, 0x01, 0xfd, 0x14, 0x20, 0x02, 0xfd, 0x14, 0xfd, 0x87, 0x02, 0xfd, 0x21, 0x00, 0x0b,
]);

/** Null where the kernel can run, otherwise the reason. */
export async function fusedMultiplyAddFault(): Promise<string | null> {
  if (!WebAssembly.validate(PROBE)) {
    // Node 20 has it behind this flag; Node 22 and later have it at once.
    setFlagsFromString("--experimental-wasm-relaxed-simd");
    if (!WebAssembly.validate(PROBE)) return "this Node has no relaxed SIMD in WebAssembly";
  }
  const { exports } = new WebAssembly.Instance(await WebAssembly.compile(PROBE));
  const { f: multiplyAdd } = exports as { f: (a: number, b: number, c: number) => number };
  // (1 + 2^−52)(1 − 2^−52) − 1 is −2^−104 when rounded once, and 0 when the product is rounded first.
  const fused = multiplyAdd(1 + 2 ** -52, 1 - 2 ** -52, -1) === -(2 ** -104);
  return fused ? null : "this processor has no fused multiply-add";
}
