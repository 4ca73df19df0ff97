// A small process that outlives the one that started it, by a moment: it learns over its stdin what that process owns, and
// when stdin closes (the owner ended, was interrupted, or was killed with SIGKILL) it removes what is left and ends itself.
// It is started detached, so that Ctrl-C in a terminal reaches its owner but not the janitor. Others import only its types.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** What a process can leave behind. A pid is a process group's leader: the whole group ends with it. */
export type Belonging =
  { readonly kind: 'process'; readonly pid: number } | { readonly kind: 'folder' | 'container'; readonly name: string };

/** One line on the janitor's stdin. */
export type JanitorMessage = { readonly owns: Belonging } | { readonly released: Belonging };

const owned = new Map<string, Belonging>();
createInterface({ input: process.stdin })
  .on('line', line => {
    const message = JSON.parse(line) as JanitorMessage;
    if ('owns' in message) owned.set(JSON.stringify(message.owns), message.owns);
    else owned.delete(JSON.stringify(message.released));
  })
  .on('close', () => {
    const left = [...owned.values()];
    // Processes first: a broker that still runs would write its folder anew.
    for (const kind of ['process', 'container', 'folder']) {
      for (const belonging of left.filter(item => item.kind === kind)) remove(belonging);
    }
  });

function remove(belonging: Belonging): void {
  try {
    if (belonging.kind === 'process') end(belonging.pid);
    else if (belonging.kind === 'container') spawnSync('docker', ['rm', '--force', belonging.name]);
    else rmSync(belonging.name, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  } catch {
    // It is gone already, which is what was wanted.
  }
}

/** The whole group where the process leads one, else the process alone. */
function end(pid: number): void {
  try {
    if (process.platform !== 'win32') {
      process.kill(-pid, 'SIGKILL');
      return;
    }
  } catch {
    // It leads no group.
  }
  process.kill(pid, 'SIGKILL');
}
