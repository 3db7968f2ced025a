pragma circom 2.1.6;

include "../shared/base64.circom";

// The value of a base64 character; the check on others is true of all of them.
template Base64Lookup() {
    signal input in;
    signal output out;
    signal upper <== Between(65, 90)(in);
    signal lower <== Between(97, 122)(in);
    signal digit <== Between(48, 57)(in);
    signal plus <== IsEqual()([in, 43]);
    signal slash <== IsEqual()([in, 47]);
    signal fromUpper <== upper * (in - 65);
    signal fromLower <== lower * (in - 71);
    signal fromDigit <== digit * (in + 4);
    out <== fromUpper + fromLower + fromDigit + 62 * plus + 63 * slash;
    signal known <== upper + lower + digit + plus + slash;
    known * (1 - known) === 0;
}

component main = Base64Lookup();
