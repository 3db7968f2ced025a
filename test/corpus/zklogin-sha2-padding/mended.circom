pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/comparators.circom";

// The padding of SHA-256 (FIPS 180-4 §5.1.1): `length` bytes of message, 0x80, zeros, the length in bits; zeros after.
template Sha2Padding(n) {
    signal input padded[n];
    signal input length;
    signal input blocks;

    component bytes[n];
    for (var i = 0; i < n; i++) {
        bytes[i] = Num2Bits(8);
        bytes[i].in <== padded[i];
    }

    // 64 · blocks = length + 9 + zeros, with fewer zeros than a block.
    signal lengthBits[16] <== Num2Bits(16)(length);
    signal zeros[6] <== Num2Bits(6)(64 * blocks - length - 9);

    signal isMark[n];
    signal isField[n];
    signal isPadding[n];
    var marks = 0;
    var fields = 0;
    for (var i = 0; i < n; i++) {
        isMark[i] <== IsEqual()([i, length]);
        isField[i] <== IsEqual()([i, 64 * blocks - 8]);
        marks += isMark[i];
        fields += isField[i];
    }
    marks === 1;
    fields === 1;
    for (var i = 0; i < n; i++) {
        isMark[i] * (padded[i] - 128) === 0;
    }

    // Zero after the mark, but for the 8 bytes of the length.
    for (var i = 0; i < n; i++) {
        var after = 0;
        var inField = 0;
        for (var j = 0; j < i; j++) {
            after += isMark[j];
        }
        for (var j = 0; j < 8; j++) {
            if (i - j >= 0) {
                inField += isField[i - j];
            }
        }
        isPadding[i] <== after * (1 - inField);
        isPadding[i] * padded[i] === 0;
    }

    // The field is the length in bits, big-endian.
    signal digits[8][n];
    var number = 0;
    for (var j = 0; j < 8; j++) {
        var digit = 0;
        for (var i = 0; i + j < n; i++) {
            digits[j][i] <== isField[i] * padded[i + j];
            digit += digits[j][i];
        }
        number = 256 * number + digit;
    }
    number === 8 * length;
}

component main = Sha2Padding(128);
