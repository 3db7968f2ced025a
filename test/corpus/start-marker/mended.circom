pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/comparators.circom";

// How many lines begin with "to:". 255 stands for the start of the text. It may not occur in it.
template LineStartsWithTo(n) {
    signal input msg[n];
    signal output out;

    signal text[n + 1];
    text[0] <== 255;
    for (var i = 0; i < n; i++) {
        text[i + 1] <== msg[i];
    }

    component bytes[n];
    signal isMarker[n];
    for (var i = 0; i < n; i++) {
        bytes[i] = Num2Bits(8);
        bytes[i].in <== msg[i];
        isMarker[i] <== IsEqual()([msg[i], 255]);
        isMarker[i] === 0;
    }

    signal starts[n - 2];
    signal equal[n - 2][3];
    signal letters[n - 2][3];
    var found = 0;
    for (var i = 0; i < n - 2; i++) {
        starts[i] <== IsZero()((text[i] - 255) * (text[i] - 10));
        equal[i][0] <== IsEqual()([text[i + 1], 116]);
        equal[i][1] <== IsEqual()([text[i + 2], 111]);
        equal[i][2] <== IsEqual()([text[i + 3], 58]);
        letters[i][0] <== starts[i] * equal[i][0];
        letters[i][1] <== letters[i][0] * equal[i][1];
        letters[i][2] <== letters[i][1] * equal[i][2];
        found += letters[i][2];
    }
    out <== found;
}

component main = LineStartsWithTo(10);
