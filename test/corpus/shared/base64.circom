pragma circom 2.1.6;

// Base64 for the corpus. Our own code.

include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/comparators.circom";

// in ∈ [low, high], for bytes.
template Between(low, high) {
    signal input in;
    signal output out;
    signal from <== GreaterEqThan(8)([in, low]);
    signal to <== LessEqThan(8)([in, high]);
    out <== from * to;
}

// The value of a character whose 62nd and 63rd are c62 and c63; no other field element is accepted.
template Base64Value(c62, c63) {
    signal input in;
    signal output out;
    _ <== Num2Bits(8)(in);
    signal upper <== Between(65, 90)(in);
    signal lower <== Between(97, 122)(in);
    signal digit <== Between(48, 57)(in);
    signal is62 <== IsEqual()([in, c62]);
    signal is63 <== IsEqual()([in, c63]);
    upper + lower + digit + is62 + is63 === 1;
    signal fromUpper <== upper * (in - 65);
    signal fromLower <== lower * (in - 71);
    signal fromDigit <== digit * (in + 4);
    out <== fromUpper + fromLower + fromDigit + 62 * is62 + 63 * is63;
}

// Four values of six bits to three bytes.
template GroupToBytes() {
    signal input in[4];
    signal output out[3];
    signal bits[4][6];
    for (var i = 0; i < 4; i++) {
        bits[i] <== Num2Bits(6)(in[i]);
    }
    var all[24];
    for (var i = 0; i < 24; i++) {
        all[i] = bits[i \ 6][5 - i % 6];
    }
    for (var i = 0; i < 3; i++) {
        var byte = 0;
        for (var j = 0; j < 8; j++) {
            byte = 2 * byte + all[8 * i + j];
        }
        out[i] <== byte;
    }
}

// The value that a url-safe character has, for the prover; zero for all others.
function value_of_url_safe(in) {
    var value = 0;
    if (in >= 65 && in <= 90) {
        value = in - 65;
    } else if (in >= 97 && in <= 122) {
        value = in - 71;
    } else if (in >= 48 && in <= 57) {
        value = in + 4;
    } else if (in == 45) {
        value = 62;
    } else if (in == 95) {
        value = 63;
    }
    return value;
}

// Whether a byte is a url-safe character, and its value; the value of other bytes is not constrained.
template FlaggedBase64Value() {
    signal input in;
    signal output isBase64;
    signal output base64Index;
    base64Index <-- value_of_url_safe(in);
    signal upper <== Between(65, 90)(in);
    signal lower <== Between(97, 122)(in);
    signal digit <== Between(48, 57)(in);
    signal is62 <== IsEqual()([in, 45]);
    signal is63 <== IsEqual()([in, 95]);
    upper * (base64Index - (in - 65)) === 0;
    lower * (base64Index - (in - 71)) === 0;
    digit * (base64Index - (in + 4)) === 0;
    is62 * (base64Index - 62) === 0;
    is63 * (base64Index - 63) === 0;
    isBase64 <== upper + lower + digit + is62 + is63;
}

// Every character has 8 bits.
template BytesInRange(size) {
    signal input in[size];
    for (var i = 0; i < size; i++) {
        _ <== Num2Bits(8)(in[i]);
    }
}

// len characters from a place on; those behind the end of the string are zero.
template Window(size, len) {
    signal input in[size];
    signal input index;
    signal output out[len];
    signal at[size];
    var count = 0;
    for (var i = 0; i < size; i++) {
        at[i] <== IsEqual()([index, i]);
        count += at[i];
    }
    count === 1;
    signal parts[len][size];
    for (var j = 0; j < len; j++) {
        var sum = 0;
        for (var i = 0; i < size; i++) {
            if (i + j < size) {
                parts[j][i] <== at[i] * in[i + j];
            } else {
                parts[j][i] <== 0;
            }
            sum += parts[j][i];
        }
        out[j] <== sum;
    }
}

// out[i] = 1 where i < length; length in [1, size].
template Used(size) {
    signal input length;
    signal output out[size];
    var count = 0;
    signal is[size];
    for (var i = 0; i < size; i++) {
        is[i] <== IsEqual()([length, i + 1]);
        count += is[i];
    }
    count === 1;
    for (var i = size - 1; i >= 0; i--) {
        var behind = 0;
        for (var j = i; j < size; j++) {
            behind += is[j];
        }
        out[i] <== behind;
    }
}

// Six bits, the highest first, of each character in use; of the others zeros.
template UsedBits(size) {
    signal input in[size];
    signal input used[size];
    signal output out[6 * size];
    signal isBase64[size];
    signal index[size];
    signal value[size];
    signal bits[size][6];
    for (var i = 0; i < size; i++) {
        (isBase64[i], index[i]) <== FlaggedBase64Value()(in[i]);
        used[i] * (1 - isBase64[i]) === 0;
        value[i] <== used[i] * index[i];
        bits[i] <== Num2Bits(6)(value[i]);
        for (var j = 0; j < 6; j++) {
            out[6 * i + j] <== bits[i][5 - j];
        }
    }
}

// The bits of A, shifted by 0, 2 or 4, are those of B, for the first lenA bytes; B has lenB characters.
template SameBits(maxA, maxB) {
    signal input A[maxA];
    signal input lenA;
    signal input B[6 * maxB];
    signal input lenB;
    signal input isOffset[3];
    signal used[maxA] <== Used(maxA)(lenA);
    signal enough <== LessEqThan(16)([8 * lenA + 2 * isOffset[1] + 4 * isOffset[2], 6 * lenB]);
    enough === 1;
    signal bits[maxA][8];
    signal parts[8 * maxA][3];
    for (var i = 0; i < maxA; i++) {
        bits[i] <== Num2Bits(8)(A[i]);
        for (var j = 0; j < 8; j++) {
            var expected = 0;
            for (var offset = 0; offset < 3; offset++) {
                parts[8 * i + j][offset] <== isOffset[offset] * B[8 * i + j + 2 * offset];
                expected += parts[8 * i + j][offset];
            }
            used[i] * (bits[i][7 - j] - expected) === 0;
        }
    }
}
