// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.24;

/// Many readings in one call.
contract Reader {
    struct Reading {
        address target;
        /// Empty: the balance of `target` in ether.
        bytes data;
    }

    function read(Reading[] calldata readings) external view returns (uint256[] memory values) {
        values = new uint256[](readings.length);
        for (uint256 i = 0; i < readings.length; i++) {
            if (readings[i].data.length == 0) {
                values[i] = readings[i].target.balance;
                continue;
            }
            (bool done, bytes memory answer) = readings[i].target.staticcall(readings[i].data);
            require(done, "a reading failed");
            values[i] = abi.decode(answer, (uint256));
        }
    }
}
