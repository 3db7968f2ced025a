/** The functions of contracts/*.sol that the world calls. */
import { parseAbi, parseAbiParameters } from "viem";

export const marketAbi = parseAbi([
  "struct Quote { address requester; address prover; bytes32 statement; uint256 reward; uint256 liability; uint256 expiry; uint256 nonce; }",
  "struct Config { uint256 window; uint256 bond; uint256 fee; }",
  "function publish(Quote quote, bytes signature) returns (bytes32)",
  "function submit(bytes32 id, bytes proof)",
  "function claim(bytes32 id)",
  "function withdraw()",
  "function deposit(uint256 tokens) payable",
  "function configure(Config config)",
  "function etherOf(address owner) view returns (uint256)",
  "function tokensOf(address owner) view returns (uint256)",
]);

export type MarketFunction = Extract<(typeof marketAbi)[number], { type: "function" }>["name"];

/** Token, treasury, the rules and the configuration. */
export const constructorParameters = parseAbiParameters([
  "address token, address treasury, Rules rules, Config config",
  "struct Rules { bool submitAtDeadline; bool prepaid; bool anyoneSubmits; }",
  "struct Config { uint256 window; uint256 bond; uint256 fee; }",
]);

export const tokenAbi = parseAbi([
  "function mint(address to, uint256 amount)",
  "function balanceOf(address owner) view returns (uint256)",
]);

export const actorAbi = parseAbi([
  "function run(address to, uint256 value, bytes data) payable",
  "function refuse(bool refuses)",
  "function arm(address to, bytes data)",
]);

export const readerAbi = parseAbi([
  "struct Reading { address target; bytes data; }",
  "function read(Reading[] readings) view returns (uint256[])",
]);
