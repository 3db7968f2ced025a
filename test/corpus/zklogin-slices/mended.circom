pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/comparators.circom";

// in[index .. index + length], and zeros up to m: groups of 16 bytes are selected, unpacked, and moved by the remainder.
// A slice of m bytes touches ceil((m + 15) / 16) groups.
template SliceGrouped(n, m, bits) {
    var size = 16;
    var groups = n \ size;
    var wanted = (m + size - 1 + size - 1) \ size;
    signal input in[n];
    signal input index;
    signal input length;
    signal output out[m];

    component bytes[n];
    var packed[groups];
    for (var i = 0; i < n; i++) {
        bytes[i] = Num2Bits(8);
        bytes[i].in <== in[i];
        packed[i \ size] += in[i] * (1 << (8 * (i % size)));
    }

    signal indexBits[bits] <== Num2Bits(bits)(index);
    signal lengthBits[bits] <== Num2Bits(bits)(length);
    signal fits <== LessEqThan(bits + 1)([index + length, n]);
    fits === 1;
    signal small <== LessEqThan(bits)([length, m]);
    small === 1;

    // index = 16 · group + remainder
    var group = 0;
    var remainder = 0;
    for (var i = 0; i < bits; i++) {
        if (i < 4) {
            remainder += indexBits[i] * (1 << i);
        } else {
            group += indexBits[i] * (1 << (i - 4));
        }
    }

    signal isGroup[wanted][groups];
    signal parts[wanted][groups];
    component unpacked[wanted];
    for (var j = 0; j < wanted; j++) {
        var sum = 0;
        for (var i = 0; i < groups; i++) {
            isGroup[j][i] <== IsEqual()([group + j, i]);
            parts[j][i] <== isGroup[j][i] * packed[i];
            sum += parts[j][i];
        }
        unpacked[j] = Num2Bits(8 * size);
        unpacked[j].in <== sum;
    }

    signal isRemainder[size];
    for (var r = 0; r < size; r++) {
        isRemainder[r] <== IsEqual()([remainder, r]);
    }
    signal kept[m];
    signal shifted[m][size];
    for (var j = 0; j < m; j++) {
        var sum = 0;
        for (var r = 0; r < size; r++) {
            var byte = 0;
            if (j + r < wanted * size) {
                for (var k = 0; k < 8; k++) {
                    byte += unpacked[(j + r) \ size].out[8 * ((j + r) % size) + k] * (1 << k);
                }
            }
            shifted[j][r] <== isRemainder[r] * byte;
            sum += shifted[j][r];
        }
        kept[j] <== LessThan(bits)([j, length]);
        out[j] <== kept[j] * sum;
    }
}

component main = SliceGrouped(64, 20, 7);
