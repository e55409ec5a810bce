import { BootedPart } from '../driver/booted-part.ts';
import type { PartProcess } from './part-process.ts';

/** A part that is a process of this machine. */
export class ProcessPart extends BootedPart<PartProcess> {
  /**
   * Number of the process, which leads the group of everything it starts; undefined before the
   * first start.
   */
  get pid(): number | undefined {
    return this.run?.pid;
  }
}
