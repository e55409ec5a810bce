import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** Column of /proc/net/tcp with the socket's inode (proc_pid_net(5)). */
const INODE_COLUMN = 9;

/**
 * The tables of connections. A machine with much memory takes milliseconds to write one, however
 * few connections there are, so the second is read only when the first does not tell.
 */
const TABLES = ['/proc/net/tcp', '/proc/net/tcp6'];

/**
 * Finds which of the given processes holds the local end of a TCP connection on this machine.
 * Undefined when none of them does, or when the system does not tell (only Linux has /proc).
 * Synchronous, because the connection may be gone a moment later.
 * @param localPort port of the end that is looked for
 */
export function socketOwner(localPort: number, pids: readonly number[]): number | undefined {
  for (const table of TABLES) {
    const inodes = new Set(inodesOf(table, localPort));
    if (inodes.size === 0) continue;
    const owner = [...pids, process.pid].find((pid) => holdsOneOf(pid, inodes));
    // What this process itself holds belongs to none of the others.
    if (owner !== undefined) return pids.includes(owner) ? owner : undefined;
  }
  return undefined;
}

function inodesOf(table: string, localPort: number): readonly string[] {
  const port = `:${localPort.toString(16).toUpperCase().padStart(4, '0')}`;
  let text: string;
  try {
    text = readFileSync(table, 'latin1');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    const columns = line.trim().split(/\s+/);
    return columns[1]?.endsWith(port) === true ? [columns[INODE_COLUMN] ?? ''] : [];
  });
}

function holdsOneOf(pid: number, inodes: ReadonlySet<string>): boolean {
  let names: readonly string[];
  try {
    names = readdirSync(`/proc/${pid}/fd`);
  } catch {
    return false;
  }
  return names.some((name) => {
    try {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${name}`))?.[1];
      return inode !== undefined && inodes.has(inode);
    } catch {
      return false;
    }
  });
}
