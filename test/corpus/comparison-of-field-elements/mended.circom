pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/comparators.circom";

// a < b for any two field elements, by their upper and lower 127 bits. The bits are those of the number below p.
template FieldLessThan() {
    signal input a;
    signal input b;
    signal output out;

    signal a_bits[254] <== Num2Bits_strict()(a);
    signal b_bits[254] <== Num2Bits_strict()(b);
    var a_half[2] = [0, 0];
    var b_half[2] = [0, 0];
    for (var i = 0; i < 254; i++) {
        a_half[i \ 127] += a_bits[i] * 2 ** (i % 127);
        b_half[i \ 127] += b_bits[i] * 2 ** (i % 127);
    }
    signal upper_less <== LessThan(127)([a_half[1], b_half[1]]);
    signal upper_equal <== IsEqual()([a_half[1], b_half[1]]);
    signal lower_less <== LessThan(127)([a_half[0], b_half[0]]);
    out <== upper_less + upper_equal * lower_less;
}

component main = FieldLessThan();
