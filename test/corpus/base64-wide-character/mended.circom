pragma circom 2.1.6;

include "../shared/base64.circom";

// The value of a byte.
template Base64Lookup() {
    signal input in;
    signal output out;
    out <== Base64Value(43, 47)(in);
}

component main = Base64Lookup();
