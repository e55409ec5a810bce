/**
 * Name of the client for a history that was recorded before `clientName` existed. A plain version
 * is a version of n8n, and so is a folder or an image with a version in its id. Only the drivers of
 * that time made such ids; a new driver writes `clientName` and needs nothing here.
 * @example nameFromId('docker-2.41.1-queue') // 'n8n 2.41.1'
 */
export function nameFromId(target: string): string {
  const version = /^(?:path-|docker-)?(\d+\.\d[^-]*)/.exec(target)?.[1];
  const place = /^remote-(.+)/.exec(target)?.[1];
  if (place !== undefined) return `n8n at ${place.replaceAll('+', '/')}`;
  return version === undefined ? target : `n8n ${version}`;
}
