pragma circom 2.1.6;

include "../shared/base64.circom";

// The value of the low byte of a field element; the high part may be anything.
template Base64Lookup() {
    signal input in;
    signal output out;
    signal low <-- in & 255;
    signal high <-- in >> 8;
    low + 256 * high === in;
    out <== Base64Value(43, 47)(low);
}

component main = Base64Lookup();
