/** Progress on stderr: one line that is rewritten on a terminal, a plain line now and then elsewhere. */
import { visible } from "../reports/text.js";

/** Seconds between heartbeats where stderr is no terminal. */
const HEARTBEAT_SECONDS = 15;
/** Seconds between redraws on a terminal. */
const REDRAW_SECONDS = 0.1;

export class Progress {
  private last = 0;
  private shown = false;
  private phase = { what: "", started: 0 };

  constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly enabled: boolean,
  ) {}

  /** @param done of `total` units; the estimate starts anew with every total that starts again */
  update(done: number, total: number, what: string): void {
    if (!this.enabled || total === 0) return;
    const now = process.uptime();
    if (this.phase.what === "" || done === 0) this.phase = { what, started: now };
    const every = this.stream.isTTY ? REDRAW_SECONDS : HEARTBEAT_SECONDS;
    if (now - this.last < every) return;
    if (!this.stream.isTTY && this.last === 0) {
      this.last = now;
      return;
    }
    this.last = now;
    const line = `${Math.floor((100 * done) / total)} %  ${visible(what)}${this.estimate(done, total, now)}`;
    this.stream.write(
      this.stream.isTTY ? `\r\u001b[2K${line.slice(0, (this.stream.columns ?? 80) - 1)}` : `${line}\n`,
    );
    this.shown = this.stream.isTTY;
  }

  /** Clears the line. */
  end(): void {
    if (this.shown) this.stream.write("\r\u001b[2K");
    this.shown = false;
    this.phase = { what: "", started: 0 };
  }

  private estimate(done: number, total: number, now: number): string {
    const spent = now - this.phase.started;
    if (spent < 2 || done === 0) return "";
    return `, about ${Math.ceil((spent * (total - done)) / done)} s left`;
  }
}
