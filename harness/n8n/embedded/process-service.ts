import { BootedService } from '../driver/booted-service.ts';
import type { ServiceProcess } from './service-process.ts';

/** A service that runs as a process of this machine. */
export class ProcessService extends BootedService<ServiceProcess> {
  /**
   * Process id. The process leads the group of all processes that it starts. Undefined before the
   * first start.
   */
  get pid(): number | undefined {
    return this.run?.pid;
  }
}
