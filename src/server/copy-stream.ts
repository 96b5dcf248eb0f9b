/** COPY FROM STDIN's data on its way from the connection's messages to the statement, which takes it as fast as it can use it. */
import { PgError } from '../errors/index.js';
import { BodyReader, FRONTEND, type FrontendMessage } from '../protocol/index.js';
import { asPgError, decodeText, type CopySource } from '../session/index.js';

interface Taker {
  readonly resolve: (chunk: Uint8Array | null) => void;
  readonly reject: (error: PgError) => void;
}

export class CopyStream implements CopySource {
  private isOver = false;
  private error: PgError | null = null;
  private taker: Taker | null = null;

  /** @param pull the next message that has arrived, null when there is none */
  constructor(private readonly pull: () => FrontendMessage | null) {}

  next(): Uint8Array | null | Promise<Uint8Array | null> {
    const chunk = this.take();
    if (chunk !== undefined) return chunk;
    return new Promise((resolve, reject) => {
      this.taker = { resolve, reject };
    });
  }

  /** Messages have arrived. */
  arrived(): void {
    const { taker } = this;
    if (taker === null) return;
    try {
      const chunk = this.take();
      if (chunk === undefined) return;
      this.taker = null;
      taker.resolve(chunk);
    } catch (error) {
      this.taker = null;
      taker.reject(asPgError(error));
    }
  }

  fail(error: PgError): void {
    if (this.isOver) return;
    this.isOver = true;
    this.error = error;
    const { taker } = this;
    this.taker = null;
    taker?.reject(error);
  }

  /** The next data, null at the end, undefined when nothing has arrived. */
  private take(): Uint8Array | null | undefined {
    for (;;) {
      if (this.error) throw this.error;
      if (this.isOver) return null;
      const message = this.pull();
      if (message === null) return undefined;
      switch (message.code) {
        case FRONTEND.copyData:
          return message.body;
        case FRONTEND.copyDone:
          this.isOver = true;
          return null;
        case FRONTEND.copyFail:
          this.isOver = true;
          this.error = new PgError('query_canceled', `COPY from stdin failed: ${decodeText(new BodyReader(message.body).cstringBytes())}`);
          break;
        case FRONTEND.flush:
        case FRONTEND.sync:
          break;
        default:
          this.isOver = true;
          this.error = new PgError(
            'protocol_violation',
            `unexpected message type 0x${message.code.toString(16).toUpperCase().padStart(2, '0')} during COPY from stdin`,
          );
          // What the client sent next was meant for another state of the protocol: the connection can't go on.
          this.error.severity = 'FATAL';
      }
    }
  }
}
