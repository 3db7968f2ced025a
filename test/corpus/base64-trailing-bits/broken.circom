pragma circom 2.1.6;

include "../shared/base64.circom";

// One byte and padding; the last four bits of its second character may be anything.
template Base64Decode(N) {
    var M = 4 * ((N + 2) \ 3);
    signal input in[M];
    signal output out[N];
    signal value[M];
    for (var i = 0; i < M - 2; i++) {
        value[i] <== Base64Value(43, 47)(in[i]);
    }
    // One byte in the last group: two characters, two of padding.
    in[M - 2] === 61;
    in[M - 1] === 61;
    value[M - 2] <== 0;
    value[M - 1] <== 0;
    signal bytes[M \ 4][3];
    for (var i = 0; i < M \ 4; i++) {
        bytes[i] <== GroupToBytes()([value[4 * i], value[4 * i + 1], value[4 * i + 2], value[4 * i + 3]]);
        for (var j = 0; j < 3; j++) {
            if (3 * i + j < N) {
                out[3 * i + j] <== bytes[i][j];
            }
        }
    }
}

component main = Base64Decode(1);
