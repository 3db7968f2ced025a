pragma circom 2.1.6;

include "../shared/base64.circom";

// A stands in the bits of b64Str; where BIndex is the fourth character of a group, A is compared with zeros.
template ASCIISubstrExistsInB64(b64StrLen, maxA) {
    var maxB = 4 * (1 + maxA \ 3);
    signal input b64Str[b64StrLen];
    signal input lenB;
    signal input BIndex;
    signal input A[maxA];
    signal input lenA;
    signal input payloadIndex;
    BytesInRange(b64StrLen)(b64Str);

    signal end <== LessEqThan(16)([BIndex + lenB, b64StrLen]);
    end === 1;
    signal B[maxB] <== Window(b64StrLen, maxB)(b64Str, BIndex);
    signal used[maxB] <== Used(maxB)(lenB);
    signal bits[6 * maxB] <== UsedBits(maxB)(B, used);

    // A byte begins with the first, second or third character of a group: 0, 2 or 4 bits into it.
    signal isOffset[3];
    signal place[8] <== Num2Bits(8)(BIndex - payloadIndex);
    for (var i = 0; i < 3; i++) {
        isOffset[i] <== IsEqual()([place[0] + 2 * place[1], i]);
    }
    SameBits(maxA, maxB)(A, lenA, bits, lenB, isOffset);
}

component main = ASCIISubstrExistsInB64(24, 6);
