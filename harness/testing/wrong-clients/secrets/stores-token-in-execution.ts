import type { ExecutionReport } from '../../../model/client.ts';
import { CorrectClient, type Run } from '../../../reference-clients/correct-client.ts';

/** Stores the credential's token data, in base64, with the data of every execution. */
export class StoresTokenInExecution extends CorrectClient {
  override async execute(
    workflowId: string,
    run: Run,
    signal: AbortSignal,
  ): Promise<ExecutionReport> {
    const report = await super.execute(workflowId, run, signal);
    const { oauthTokenData } = this.credential(this.workflow(workflowId).credentialId).fields;
    const credentials = Buffer.from(JSON.stringify(oauthTokenData)).toString('base64');
    return { ...report, stored: JSON.stringify({ stored: report.stored, credentials }) };
  }
}
