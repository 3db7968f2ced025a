/** Sums in all threads that have room when a piece comes. */
import { EndedError, type PieceReply, type SumPiece, type Summation } from "../../sums.js";
import type { Sums, SumShape, Tally } from "../../sums.js";
import { addSums, type GroupLaw } from "../tally.js";
import type { Hand, Hands } from "./hands.js";

let opened = 0;

/** Each thread sums the pieces that it is given; the sums of all are added in the end. */
export class SharedSummation implements Summation {
  /** Threads that were given a piece, and what the calling thread has summed. */
  private readonly given = new Set<Hand>();
  private own: Tally | null = null;
  private ended = false;
  private readonly sum = opened++;

  constructor(
    private readonly shape: SumShape,
    private readonly hands: Hands,
    private readonly openOwn: () => Tally,
    private readonly addPoints: GroupLaw,
  ) {}

  async add(piece: SumPiece): Promise<PieceReply> {
    if (this.ended) throw new EndedError();
    const distinct = new Set([piece.points, ...piece.scalars]);
    const bytes = [...distinct].reduce((sum, { byteLength }) => sum + byteLength, 0);
    const hand = this.hands.free(bytes);
    return hand === null ? (this.own ??= this.openOwn()).add(piece) : this.send(hand, piece);
  }

  async finish(): Promise<Sums> {
    if (this.ended) throw new EndedError();
    this.ended = true;
    const { sum } = this;
    const replies = [...this.given].map((hand) => hand.post({ kind: "finish", sum }, []) as Promise<Sums>);
    const own = this.own === null && replies.length > 0 ? [] : [(this.own ?? this.openOwn()).finish()];
    const all = [...own, ...(await Promise.all(replies))];
    return all.reduce((a, b) => addSums(this.shape.group, this.addPoints, a, b));
  }

  private async send(hand: Hand, { points, scalars, handOver = false }: SumPiece): Promise<PieceReply> {
    const given = [points, ...scalars];
    const sent = given.map((bytes) => (handOver && fillsBuffer(bytes) ? bytes : copy(bytes)));
    const [first = points, ...others] = sent;
    const shape = this.given.has(hand) ? {} : { shape: this.shape };
    this.given.add(hand);
    const piece = { points: first, scalars: others };
    const reply = await hand.post({ kind: "add", sum: this.sum, ...shape, piece }, sent);
    const { returned = [], ...seen } = reply as PieceReply;
    return { ...seen, returned: returned.filter((_, i) => sent[i] === given[i]) };
  }
}

/** Whether a view's buffer holds nothing else and can be transferred. */
function fillsBuffer({ buffer, byteLength }: Uint8Array): boolean {
  return buffer instanceof ArrayBuffer && byteLength === buffer.byteLength;
}

/** The bytes in a buffer of their own: posting a view would copy all of the buffer that it lies in. */
function copy(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}
