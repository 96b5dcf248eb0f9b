/** Notices when the main thread no longer answers: a worker that looks at a shared counter. What was being done is shared, too. */
import { Worker } from 'node:worker_threads';

const TEXT_BYTES = 1 << 16;

const WATCH = `
const { workerData, parentPort } = require('node:worker_threads');
const { counter, text, silenceMs } = workerData;
let last = -1;
let since = Date.now();
setInterval(() => {
  const now = Atomics.load(counter, 0);
  if (now !== last) { last = now; since = Date.now(); return; }
  if (Date.now() - since < silenceMs) return;
  const length = Atomics.load(counter, 1);
  require('node:fs').writeSync(1, '\\n== no answer for ' + silenceMs / 1000 + ' s\\n' + Buffer.from(text.slice(0, length)).toString('utf8') + ';\\n');
  process.kill(process.pid, 'SIGKILL');
}, 1000);
`;

export class Heartbeat {
  private readonly counter = new Int32Array(new SharedArrayBuffer(8));
  private readonly text = new Uint8Array(new SharedArrayBuffer(TEXT_BYTES));
  private readonly worker: Worker;
  private readonly encoder = new TextEncoder();

  /** @param silenceMs after so long without a beat the process says what it was doing, and ends */
  constructor(silenceMs = 60_000) {
    this.worker = new Worker(WATCH, { eval: true, workerData: { counter: this.counter, text: this.text, silenceMs } });
    this.worker.unref();
  }

  beat(text: string): void {
    const bytes = this.encoder.encode(text.slice(0, TEXT_BYTES / 4));
    this.text.set(bytes);
    Atomics.store(this.counter, 1, bytes.length);
    Atomics.add(this.counter, 0, 1);
  }

  stop(): void {
    void this.worker.terminate();
  }
}
