import { Heap } from 'heap-js';

interface Alarm {
  readonly dueMs: number;
  /** Alarms that are due at the same moment ring in the order in which they were set. */
  readonly sequence: number;
  /** Undefined when the alarm was cancelled. */
  callback: (() => void) | undefined;
}

const sooner = (one: Alarm, other: Alarm): number =>
  one.dueMs - other.dueMs || one.sequence - other.sequence;

/**
 * Callbacks with the moment at which each is due. Every live token has one, so there can be
 * thousands. They are kept in a heap, which finds the next one quickly.
 */
export class Alarms {
  #heap = new Heap<Alarm>(sooner);
  #set = 0;
  #cancelled = 0;

  /** Sets an alarm. Returns a function that cancels it. */
  set(dueMs: number, callback: () => void): () => void {
    this.#set += 1;
    const alarm: Alarm = { dueMs, sequence: this.#set, callback };
    this.#heap.push(alarm);
    return () => this.#cancel(alarm);
  }

  /**
   * Removes and returns the next alarm that is due by this moment. Undefined when there is none.
   */
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
    // A cancelled alarm stays in the heap until at least 1000, and at least half of all, are
    // cancelled. To remove a single alarm from the middle of the heap means to search for it.
    if (this.#cancelled < 1_000 || this.#cancelled * 2 < this.#heap.size()) return;
    const left = this.#heap.toArray().filter(({ callback }) => callback !== undefined);
    this.#heap = new Heap<Alarm>(sooner);
    this.#heap.init(left);
    this.#cancelled = 0;
  }
}
