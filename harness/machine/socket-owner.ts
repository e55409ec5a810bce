import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** Columns of /proc/net/tcp (proc_pid_net(5)): addresses of both ends, and the socket's inode. */
const LOCAL_COLUMN = 1;
const REMOTE_COLUMN = 2;
const INODE_COLUMN = 9;

/**
 * The tables of connections. A machine with much memory takes milliseconds to write one, however
 * few connections there are, so the second is read only when the first does not tell.
 */
const TABLES = ['/proc/net/tcp', '/proc/net/tcp6'];

/** An end of a connection that some process holds. */
interface End {
  readonly port: number;
  /** Port of the other end; without it, every connection from `port` may be the one. */
  readonly ownPort?: number;
}

/**
 * The tables as they were last read. Connections that come at once are in the table that was read
 * for the first of them. One that has ended since is held by no process, so it misleads nobody.
 */
const latest = new Map<string, string>();

/**
 * Finds which of the given processes holds the other end of a TCP connection on this machine.
 * Undefined when none of them does, or when the system does not tell (only Linux has /proc).
 * Synchronous, because the connection may be gone a moment later.
 */
export function socketOwner(end: End, pids: readonly number[]): number | undefined {
  const holders = [...pids, process.pid];
  for (const look of [(path: string) => latest.get(path), readTable])
    for (const path of TABLES) {
      const owner = holderOf(look(path), end, holders);
      // What this process itself holds belongs to none of the others.
      if (owner !== undefined) return pids.includes(owner) ? owner : undefined;
    }
  return undefined;
}

function holderOf(
  table: string | undefined,
  end: End,
  pids: readonly number[],
): number | undefined {
  const inodes = inodesOf(table ?? '', end);
  return inodes.length === 0 ? undefined : pids.find((pid) => holdsOneOf(pid, inodes));
}

/** The inodes of the sockets at an end. Only its own lines are taken apart: there are thousands. */
function inodesOf(table: string, { port, ownPort }: End): readonly string[] {
  const atPort = `:${hexOf(port)} `;
  const inodes: string[] = [];
  for (let at = table.indexOf(atPort); at !== -1; at = table.indexOf(atPort, at + 1)) {
    const line = table.slice(table.lastIndexOf('\n', at) + 1, table.indexOf('\n', at));
    const columns = line.trim().split(/\s+/);
    const inode = columns[INODE_COLUMN];
    if (portIn(columns[LOCAL_COLUMN]) !== hexOf(port) || inode === undefined) continue;
    if (ownPort !== undefined && portIn(columns[REMOTE_COLUMN]) !== hexOf(ownPort)) continue;
    inodes.push(inode);
  }
  return inodes;
}

const hexOf = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');

const portIn = (address: string | undefined): string | undefined => address?.split(':')[1];

function readTable(path: string): string {
  let table = '';
  try {
    table = readFileSync(path, 'latin1');
  } catch {
    // Without the table nobody is found.
  }
  latest.set(path, table);
  return table;
}

function holdsOneOf(pid: number, inodes: readonly string[]): boolean {
  let names: readonly string[];
  try {
    names = readdirSync(`/proc/${pid}/fd`);
  } catch {
    return false;
  }
  return names.some((name) => {
    try {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${name}`))?.[1];
      return inode !== undefined && inodes.includes(inode);
    } catch {
      return false;
    }
  });
}
