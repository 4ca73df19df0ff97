/**
 * What was seen of watched groups, kept across restarts: a small file a group in the editor's own storage. A file that is damaged
 * or of another version is as good as none: history begins anew.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LagHistory } from '../../model/lagHistory.ts';
import { isNumber, isString, shape } from '../../webviewProtocol/guards.ts';
import { isHistory, type GroupChange, type HistoryOnWire } from '../../webviewProtocol/history.ts';
import { historyOnWire } from '../panels/lagBeat.ts';

export interface Kept {
  readonly history: LagHistory;
  readonly changes: readonly GroupChange[];
}

/** A day; what is older than the last hours is coarse. */
export const keptMs = 24 * 60 * 60_000;
/** Lags in a file: 720 points of 27 partitions, 20 points of 1,000; some 150 kB. */
const mostCells = 20_000;
/** A file that is larger than any of ours was not written by us. */
const mostBytes = 4_000_000;

interface KeptFile {
  readonly version: number;
  readonly clusterName: string;
  readonly groupId: string;
  readonly history: HistoryOnWire;
}
const isFile = shape<KeptFile>({ version: isNumber, clusterName: isString, groupId: isString, history: isHistory });
const version = 1;

/** `folder`: of the extension's global storage; it need not exist yet. */
export class KeptHistories {
  readonly #folder: string;
  /** One after the other: what is forgotten must not come back by a write that was under way. */
  #working: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = path.join(folder, 'watched');
  }

  async read(clusterName: string, groupId: string): Promise<Kept | undefined> {
    try {
      const text = await readFile(this.#fileOf(clusterName, groupId), 'utf8');
      if (text.length > mostBytes) return undefined;
      const kept: unknown = JSON.parse(text);
      if (!isFile(kept) || kept.version !== version || kept.clusterName !== clusterName || kept.groupId !== groupId) return undefined;
      return keptFrom(kept.history);
    } catch {
      // None yet, or it cannot be read: nothing that a person could do about it would be worth telling.
      return undefined;
    }
  }

  /** Written beside its place and moved there, so that a crash leaves the old one or the new one. */
  write(clusterName: string, groupId: string, seen: Kept): Promise<void> {
    return this.#then(() => this.#write(clusterName, groupId, seen));
  }

  forget(clusterName: string, groupId: string): Promise<void> {
    return this.#then(() => rm(this.#fileOf(clusterName, groupId), { force: true }));
  }

  #then(work: () => Promise<void>): Promise<void> {
    const done = this.#working.then(work);
    this.#working = done.catch(() => undefined); // whoever asked hears of it
    return done;
  }

  async #write(clusterName: string, groupId: string, { history, changes }: Kept): Promise<void> {
    const kept: KeptFile = { version, clusterName, groupId, history: historyOnWire(history, changes, mostCells) };
    const file = this.#fileOf(clusterName, groupId);
    const beside = `${file}.${randomUUID()}`;
    await mkdir(this.#folder, { recursive: true });
    try {
      await writeFile(beside, JSON.stringify(kept));
      await rename(beside, file);
    } catch (thrown) {
      await rm(beside, { force: true });
      throw thrown;
    }
  }

  /** Names may hold what no file system takes. */
  #fileOf(clusterName: string, groupId: string): string {
    const hash = createHash('sha256')
      .update(JSON.stringify([clusterName, groupId]))
      .digest('hex');
    return path.join(this.#folder, `${hash.slice(0, 32)}.json`);
  }
}

/** A history of its own from one that crossed; points out of order are none of ours. */
export function keptFrom({ names, points, changes }: HistoryOnWire): Kept {
  const history = new LagHistory(keptMs);
  let before = -Infinity;
  for (const point of points) {
    if (point.at > before) history.take(names, point);
    before = Math.max(before, point.at);
  }
  return { history, changes };
}
