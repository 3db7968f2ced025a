pragma circom 2.1.6;

include "../shared/base64.circom";

// Three bytes of four characters; the bytes are held to their sum, and not to their range.
template Base64Decode(N) {
    var M = 4 * ((N + 2) \ 3);
    signal input in[M];
    signal output out[N];
    signal value[M];
    for (var i = 0; i < M; i++) {
        value[i] <== Base64Value(43, 47)(in[i]);
    }
    for (var i = 0; i < M \ 4; i++) {
        var group = 0;
        var bytes = 0;
        for (var j = 0; j < 4; j++) {
            group = 64 * group + value[4 * i + j];
        }
        for (var j = 0; j < 3; j++) {
            out[3 * i + j] <-- (group >> (16 - 8 * j)) & 255;
            bytes = 256 * bytes + out[3 * i + j];
        }
        bytes === group;
    }
}

component main = Base64Decode(6);
