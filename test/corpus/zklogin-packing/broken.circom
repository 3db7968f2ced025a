pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/poseidon.circom";

// Bytes, in chunks of 31, to one field element.
template HashBytesToField(n) {
    var chunks = n > 31 ? n \ 31 : 1;
    signal input in[n];
    signal output out;

    component bytes[n];
    for (var i = 0; i < n; i++) {
        bytes[i] = Num2Bits(8);
        bytes[i].in <== in[i];
    }
    component hash = Poseidon(chunks);
    for (var j = 0; j < chunks; j++) {
        var sum = 0;
        for (var i = 31 * j; i < 31 * (j + 1) && i < n; i++) {
            sum = 256 * sum + in[i];
        }
        hash.inputs[j] <== sum;
    }
    out <== hash.out;
}

// An address for a claim: its name and its value, each zero-padded. The last, short chunk is not hashed: two people
// whose identifiers differ late have one address.
template AddressSeed(maxName, maxValue) {
    signal input name[maxName];
    signal input value[maxValue];
    signal output out;

    signal nameHash <== HashBytesToField(maxName)(name);
    signal valueHash <== HashBytesToField(maxValue)(value);
    out <== Poseidon(2)([nameHash, valueHash]);
}

component main = AddressSeed(4, 36);
