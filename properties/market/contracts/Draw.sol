// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.24;

/// Selection by stake: k slots, each drawn by weight on its own, so that one prover may have several of them.
contract Draw {
    /// How many slots each place has after so many rounds, each with a seed of its own.
    function tally(bytes32 seed, uint256[] calldata stakes, uint256 k, uint256 rounds)
        external
        pure
        returns (uint256[] memory slots)
    {
        slots = new uint256[](stakes.length);
        for (uint256 round = 0; round < rounds; round++) {
            uint256[] memory weights = _weightsOf(stakes);
            for (uint256 slot = 0; slot < k; slot++) {
                uint256 place = _draw(keccak256(abi.encode(seed, round, slot)), weights);
                slots[place]++;
            }
        }
    }

    function _weightsOf(uint256[] calldata stakes) private pure returns (uint256[] memory weights) {
        weights = new uint256[](stakes.length);
        for (uint256 i = 0; i < stakes.length; i++) weights[i] = stakes[i];
    }

    function _draw(bytes32 random, uint256[] memory weights) private pure returns (uint256 place) {
        uint256 total = 0;
        for (uint256 i = 0; i < weights.length; i++) total += weights[i];
        uint256 left = uint256(random) % total;
        while (left >= weights[place]) left -= weights[place++];
    }
}
