import { flushCompileCache } from 'node:module';
import {
  NEWER,
  OTHER_KEY,
  type Answer,
  type Ask,
  type FromWorker,
  type ToWorker,
} from './messages.ts';
import { workerOf } from './wrong-workers/index.ts';

/**
 * The process of a worker. Its first argument names the mistake that it makes; without one it is
 * correct. The second may say that its encryption key is another one, or that it is the newer of
 * two versions. It ends when the queue has gone.
 */
const waiting = new Map<number, (answer: Answer) => void>();
let asked = 0;

function tell(message: FromWorker): void {
  process.send?.(message);
}

const ask = (wanted: Ask): Promise<Answer> => {
  asked += 1;
  const id = asked;
  tell({ type: 'ask', id, ask: wanted });
  return new Promise((resolve) => void waiting.set(id, resolve));
};

const client = workerOf(process.argv[2])(ask, (text) => tell({ type: 'note', text }));
// What is stored cannot be read under that key: it refuses to begin.
if (process.argv[3] === OTHER_KEY) process.exit(1);

process.on('message', (message: ToWorker) => {
  if (message.type === 'answer') {
    waiting.get(message.id)?.(message.answer);
    waiting.delete(message.id);
    return;
  }
  const { job } = message;
  void client.work(job).then((report) => tell({ type: 'done', id: job.id, report }));
});
process.on('disconnect', () => process.exit());
// A process that is killed would leave nothing for the next one.
flushCompileCache();
if (process.argv[3] === NEWER) await client.migrate();
tell({ type: 'ready' });
