import { Heap } from 'heap-js';

interface Alarm {
  readonly dueMs: number;
  /** Alarms of the same moment ring in the order in which they were set. */
  readonly sequence: number;
  /** Undefined once it was cancelled. */
  callback: (() => void) | undefined;
}

const sooner = (one: Alarm, other: Alarm): number =>
  one.dueMs - other.dueMs || one.sequence - other.sequence;

/**
 * What is to happen at which moment. Thousands of live tokens each have one, so that finding the
 * next must cost next to nothing.
 */
export class Alarms {
  #heap = new Heap<Alarm>(sooner);
  #set = 0;
  #cancelled = 0;

  /** Sets an alarm; returns the way to cancel it. */
  set(dueMs: number, callback: () => void): () => void {
    this.#set += 1;
    const alarm: Alarm = { dueMs, sequence: this.#set, callback };
    this.#heap.push(alarm);
    return () => this.#cancel(alarm);
  }

  /** Takes the next alarm that is due by then, if there is one. */
  next(byMs: number): { readonly dueMs: number; readonly callback: () => void } | undefined {
    for (
      let first = this.#heap.peek();
      first !== undefined && first.dueMs <= byMs;
      first = this.#heap.peek()
    ) {
      this.#heap.pop();
      const { dueMs, callback } = first;
      first.callback = undefined;
      if (callback !== undefined) return { dueMs, callback };
      this.#cancelled -= 1;
    }
    return undefined;
  }

  #cancel(alarm: Alarm): void {
    if (alarm.callback === undefined) return;
    alarm.callback = undefined;
    this.#cancelled += 1;
    // Cancelled ones stay where they are until they are many: taking one out of the middle would
    // search for it.
    if (this.#cancelled < 1_000 || this.#cancelled * 2 < this.#heap.size()) return;
    const left = this.#heap.toArray().filter(({ callback }) => callback !== undefined);
    this.#heap = new Heap<Alarm>(sooner);
    this.#heap.init(left);
    this.#cancelled = 0;
  }
}
