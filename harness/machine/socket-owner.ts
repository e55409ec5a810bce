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

/** A connection as the holder of one end sees it. */
interface Connection {
  readonly remotePort: number;
  readonly inode: string;
}

/** The connections of a table, by the port of their local end. */
type Table = ReadonlyMap<number, readonly Connection[]>;

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
const latest = new Map<string, Table>();

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
  table: Table | undefined,
  { port, ownPort }: End,
  pids: readonly number[],
): number | undefined {
  const inodes = (table?.get(port) ?? []).flatMap(({ remotePort, inode }) =>
    ownPort === undefined || ownPort === remotePort ? [inode] : [],
  );
  return inodes.length === 0 ? undefined : pids.find((pid) => holdsOneOf(pid, inodes));
}

function readTable(path: string): Table {
  const table = new Map<number, Connection[]>();
  for (const line of linesOf(path)) {
    const columns = line.trim().split(/\s+/);
    const [local, remotePort] = [LOCAL_COLUMN, REMOTE_COLUMN].map((column) =>
      Number.parseInt(columns[column]?.split(':')[1] ?? '', 16),
    );
    const inode = columns[INODE_COLUMN];
    if (local === undefined || remotePort === undefined || inode === undefined) continue;
    table.set(local, [...(table.get(local) ?? []), { remotePort, inode }]);
  }
  latest.set(path, table);
  return table;
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'latin1').split('\n').slice(1);
  } catch {
    return [];
  }
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
