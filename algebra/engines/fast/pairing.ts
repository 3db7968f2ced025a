/** Products of pairings: Miller loops apart from the final exponentiation, so that they can be spread. */
import type { Instance } from "./instance.js";

/** Bytes of an element of the target field Fq12, in Montgomery form. */
function targetBytes(instance: Instance): number {
  return 12 * instance.parameters.n8q;
}

/**
 * ∏ f(aᵢ, bᵢ) of Miller loops, without the final exponentiation.
 * @param g1 n affine points of G1, none at infinity
 * @param g2 n affine points of G2, none at infinity
 */
export function millerProduct(instance: Instance, g1: Uint8Array, g2: Uint8Array): Uint8Array {
  const { parameters, program } = instance;
  const count = g1.length / parameters.G1.pointBytes;
  const miller = instance.routine(`${program.prefix}_millerLoop`);
  const prepareG1 = instance.routine(`${program.prefix}_prepareG1`);
  const prepareG2 = instance.routine(`${program.prefix}_prepareG2`);
  const [toJacobianG1, toJacobianG2] = [
    instance.routine("g1m_toJacobian"),
    instance.routine("g2m_toJacobian"),
  ];
  const multiply = instance.routine("ftm_mul");
  return instance.scoped(() => {
    const [a, b] = [instance.put(g1), instance.put(g2)];
    const jacobian = instance.allocate((parameters.G2.pointBytes / 2) * 3);
    const preparedG1 = instance.allocate(program.preparedBytes.G1);
    const preparedG2 = instance.allocate(program.preparedBytes.G2);
    const [loop, product] = [
      instance.allocate(targetBytes(instance)),
      instance.allocate(targetBytes(instance)),
    ];
    instance.routine("ftm_one")(product);
    for (let i = 0; i < count; i++) {
      toJacobianG1(a + i * parameters.G1.pointBytes, jacobian);
      prepareG1(jacobian, preparedG1);
      toJacobianG2(b + i * parameters.G2.pointBytes, jacobian);
      prepareG2(jacobian, preparedG2);
      miller(preparedG1, preparedG2, loop);
      multiply(product, loop, product);
    }
    return instance.read(product, targetBytes(instance));
  });
}

/** Whether the product of partial products is one after the final exponentiation. */
export function exponentiatesToOne(instance: Instance, partial: readonly Uint8Array[]): boolean {
  const multiply = instance.routine("ftm_mul");
  return instance.scoped(() => {
    const product = instance.allocate(targetBytes(instance));
    instance.routine("ftm_one")(product);
    for (const factor of partial) {
      instance.scoped(() => multiply(product, instance.put(factor), product));
    }
    instance.routine(`${instance.program.prefix}_finalExponentiation`)(product, product);
    return instance.routine("ftm_isOne")(product) !== 0;
  });
}
