// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.24;

interface IToken {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

/// Judges proofs of its own tasks.
interface IRequester {
    function onProof(bytes32 task, bytes32 statement, bytes calldata proof) external returns (bool);
}

/// A market that keeps requester and prover apart: the requester's reward is paid in ether; the prover answers with a
/// liability in tokens and a bond in ether. All payments are credits, which their owners withdraw.
contract Market {
    enum Status {
        None,
        Open,
        Done,
        Claimed
    }

    /// What a prover signs.
    struct Quote {
        address requester;
        address prover;
        bytes32 statement;
        uint256 reward;
        uint256 liability;
        uint256 expiry;
        uint256 nonce;
    }

    /// Fixed when the task is published.
    struct Task {
        Status status;
        address requester;
        address prover;
        bytes32 statement;
        uint256 deadline;
        uint256 reward;
        uint256 liability;
        uint256 bond;
        uint256 fee;
    }

    /// What the owner may change, for tasks to come.
    struct Config {
        uint256 window;
        uint256 bond;
        uint256 fee;
    }

    /// The choices that the two designs leave open; see rules.ts.
    struct Rules {
        bool submitAtDeadline;
        bool prepaid;
        bool anyoneSubmits;
    }

    event Published(bytes32 indexed task, address indexed requester, address indexed prover, uint256 deadline);
    event Done(bytes32 indexed task, address indexed prover, address submitter, bytes proof);
    event Claimed(bytes32 indexed task, address indexed requester);
    event Deposited(address indexed owner, uint256 amount, uint256 tokens);
    event Withdrawn(address indexed owner, uint256 amount, uint256 tokens);
    event Configured(uint256 window, uint256 bond, uint256 fee);

    bytes32 private constant DOMAIN = keccak256("EIP712Domain(string name,uint256 chainId,address verifyingContract)");
    bytes32 private constant QUOTE = keccak256(
        "Quote(address requester,address prover,bytes32 statement,uint256 reward,uint256 liability,uint256 expiry,uint256 nonce)"
    );

    IToken public immutable token;
    address public immutable owner;
    address public immutable treasury;
    Rules public rules;
    Config public config;
    mapping(address => uint256) public etherOf;
    mapping(address => uint256) public tokensOf;
    mapping(bytes32 => Task) public tasks;
    bool private entered;

    modifier once() {
        require(!entered, "re-entered");
        entered = true;
        _;
        entered = false;
    }

    constructor(IToken token_, address treasury_, Rules memory rules_, Config memory config_) {
        token = token_;
        owner = msg.sender;
        treasury = treasury_;
        rules = rules_;
        config = config_;
    }

    function configure(Config calldata config_) external {
        require(msg.sender == owner, "not the owner");
        config = config_;
        emit Configured(config_.window, config_.bond, config_.fee);
    }

    function deposit(uint256 tokens) external payable {
        require(token.transferFrom(msg.sender, address(this), tokens), "no tokens");
        etherOf[msg.sender] += msg.value;
        tokensOf[msg.sender] += tokens;
        emit Deposited(msg.sender, msg.value, tokens);
    }

    function withdraw() external once {
        uint256 amount = etherOf[msg.sender];
        uint256 tokens = tokensOf[msg.sender];
        etherOf[msg.sender] = 0;
        tokensOf[msg.sender] = 0;
        _sendEther(msg.sender, amount);
        require(token.transfer(msg.sender, tokens), "no tokens");
        emit Withdrawn(msg.sender, amount, tokens);
    }

    function publish(Quote calldata quote, bytes calldata signature) external once returns (bytes32 id) {
        id = digestOf(quote);
        require(msg.sender == quote.requester, "not the requester");
        require(quote.requester.code.length > 0, "no code");
        require(tasks[id].status == Status.None, "quote used");
        require(block.timestamp <= quote.expiry, "quote expired");
        require(_signer(id, signature) == quote.prover, "not signed by the prover");
        require(quote.reward >= config.fee, "less than the fee");
        tasks[id] = Task({
            status: Status.Open,
            requester: quote.requester,
            prover: quote.prover,
            statement: quote.statement,
            deadline: block.timestamp + config.window,
            reward: quote.reward,
            liability: quote.liability,
            bond: config.bond,
            fee: config.fee
        });
        etherOf[quote.requester] -= quote.reward;
        etherOf[quote.prover] -= config.bond;
        tokensOf[quote.prover] -= quote.liability;
        if (rules.prepaid) _payReward(tasks[id]);
        emit Published(id, quote.requester, quote.prover, tasks[id].deadline);
    }

    function submit(bytes32 id, bytes calldata proof) external once {
        Task storage task = tasks[id];
        require(task.status == Status.Open, "not open");
        require(_inTime(task), "late");
        require(rules.anyoneSubmits || msg.sender == task.prover, "not assigned");
        task.status = Status.Done;
        require(IRequester(task.requester).onProof(id, task.statement, proof), "refused");
        _payEther(task.prover, task.bond);
        _payTokens(task.prover, task.liability);
        if (!rules.prepaid) _payReward(task);
        emit Done(id, task.prover, msg.sender, proof);
    }

    function claim(bytes32 id) external once {
        Task storage task = tasks[id];
        require(task.status == Status.Open, "not open");
        require(!_inTime(task), "early");
        require(msg.sender == task.requester, "not the requester");
        task.status = Status.Claimed;
        _payTokens(task.requester, task.liability);
        _payEther(task.requester, task.bond);
        if (!rules.prepaid) _payEther(task.requester, task.reward);
        emit Claimed(id, task.requester);
    }

    /// EIP-712 digest of a quote, which is also the id of its task.
    function digestOf(Quote memory quote) public view returns (bytes32) {
        bytes32 domain = keccak256(abi.encode(DOMAIN, keccak256("Market"), block.chainid, address(this)));
        return keccak256(abi.encodePacked("\x19\x01", domain, keccak256(abi.encode(QUOTE, quote))));
    }

    function _inTime(Task storage task) private view returns (bool) {
        return rules.submitAtDeadline ? block.timestamp <= task.deadline : block.timestamp < task.deadline;
    }

    function _payReward(Task storage task) private {
        _payEther(treasury, task.fee);
        _payEther(task.prover, task.reward - task.fee);
    }

    function _payEther(address to, uint256 amount) private {
        etherOf[to] += amount;
    }

    function _payTokens(address to, uint256 amount) private {
        tokensOf[to] += amount;
    }

    function _sendEther(address to, uint256 amount) private {
        (bool sent,) = to.call{value: amount}("");
        require(sent, "not received");
    }

    function _signer(bytes32 digest, bytes calldata signature) private pure returns (address signer) {
        require(signature.length == 65, "no signature");
        bytes32 r = bytes32(signature[0:32]);
        bytes32 s = bytes32(signature[32:64]);
        signer = ecrecover(digest, uint8(signature[64]), r, s);
        require(signer != address(0), "no signature");
    }
}
