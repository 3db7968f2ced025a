pragma circom 2.1.6;

include "../shared/base64.circom";

// Groups of three bytes; = counts as A wherever it stands.
template Base64Decode(N) {
    var M = 4 * ((N + 2) \ 3);
    signal input in[M];
    signal output out[N];
    signal value[M];
    signal isPad[M];
    signal bytes[M \ 4][3];
    for (var i = 0; i < M; i++) {
        isPad[i] <== IsEqual()([in[i], 61]);
        value[i] <== Base64Value(43, 47)(in[i] + 4 * isPad[i]);
    }
    for (var i = 0; i < M \ 4; i++) {
        bytes[i] <== GroupToBytes()([value[4 * i], value[4 * i + 1], value[4 * i + 2], value[4 * i + 3]]);
        for (var j = 0; j < 3; j++) {
            out[3 * i + j] <== bytes[i][j];
        }
    }
}

component main = Base64Decode(6);
