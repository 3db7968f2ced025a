// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.24;

/// A party with code, led by whoever calls it: a requester that judges proofs, a payee that can refuse ether, and one
/// that calls back while it is called.
contract Actor {
    bool private refuses;
    bool private inside;
    address private victim;
    bytes private attack;

    /// Calls as this contract.
    function run(address to, uint256 value, bytes calldata data) external payable {
        (bool done, bytes memory answer) = to.call{value: value}(data);
        if (!done) {
            assembly {
                revert(add(answer, 32), mload(answer))
            }
        }
    }

    /// From now on ether is refused, or taken.
    function refuse(bool refuses_) external {
        refuses = refuses_;
    }

    /// From now on `data` is sent to `to` whenever this contract is called; the zero address ends it.
    function arm(address to, bytes calldata data) external {
        victim = to;
        attack = data;
    }

    /// The proof of a statement is the statement itself: what a proof is, is not what is tested here.
    function onProof(bytes32, bytes32 statement, bytes calldata proof) external returns (bool) {
        _callBack();
        return keccak256(proof) == keccak256(abi.encode(statement));
    }

    receive() external payable {
        require(!refuses, "refused");
        _callBack();
    }

    function _callBack() private {
        if (victim == address(0) || inside) return;
        inside = true;
        // Whether it succeeds is for the balances to show.
        (bool done,) = victim.call(attack);
        done;
        inside = false;
    }
}
