pragma circom 2.1.6;

// 1 where the difference is zero, else 0. For another number every result is accepted: nothing holds the inverse.
template Equal() {
    signal input left;
    signal input right;
    signal output equal;
    signal inverse;

    inverse <-- left == right ? 0 : 1 / (left - right);
    equal <== 1 - (left - right) * inverse;
}

component main = Equal();
