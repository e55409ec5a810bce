import type { Alarm } from '../../../model/event.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Shows the failure in the execution, but tells the alarm only that there was one. */
export class LeavesTheAlarmEmpty extends CorrectClient {
  protected override alarm(): Alarm {
    return { message: 'Workflow failed' };
  }
}
