import { BootedService } from '../driver/booted-service.ts';
import type { ServiceProcess } from './service-process.ts';

/** A service that is a process of this machine. */
export class ProcessService extends BootedService<ServiceProcess> {
  /**
   * Number of the process, which leads the group of everything it starts; undefined before the
   * first start.
   */
  get pid(): number | undefined {
    return this.run?.pid;
  }
}
