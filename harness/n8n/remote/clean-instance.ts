import { ownerStatus } from '../../machine/owner-status.ts';
import type { Owner } from '../rest/owner.ts';
import { readJournals } from './journal.ts';
import { openSession } from './open-session.ts';
import { findRemains, removedText, removeRemains } from './remains.ts';
import { parseRemoteAddress } from './remote-address.ts';

/**
 * Removes from an instance what killed runs left there. What may belong to a run on another machine
 * is removed only with `yes`.
 */
export async function cleanInstance(
  url: string,
  account: Owner,
  { yes, signal }: { readonly yes: boolean; readonly signal: AbortSignal },
): Promise<readonly string[]> {
  const instance = await openSession(parseRemoteAddress(url), account, signal);
  const lines: string[] = [];
  for (const left of await findRemains(instance, signal)) {
    const { mark, state } = left;
    if (state === 'in-use')
      lines.push(`'${mark.tag}' belongs to a run that still goes on: left alone.`);
    else if (state === 'unknown' && !yes)
      lines.push(
        `'${mark.tag}' may belong to a run on another machine: left alone. If none goes on, add --yes.`,
      );
    else
      lines.push(
        `Removed '${mark.tag}' from ${instance.address.url}: ${removedText(await removeRemains(instance, left, signal))}.`,
      );
  }
  return lines.length === 0 ? [`Nothing was left behind on ${instance.address.url}.`] : lines;
}

/** Lists the instances on which killed runs left something, one line each. */
export async function remoteRemains(): Promise<readonly string[]> {
  const journals = await Promise.all(
    readJournals().map(async (journal) => ({
      url: journal.url,
      status: await ownerStatus(journal),
    })),
  );
  const urls = new Set(journals.filter(({ status }) => status === 'dead').map(({ url }) => url));
  return [...urls].map(
    (url) => `A killed run left things on ${url}. To remove them: oauth-chaos clean --n8n ${url}`,
  );
}
