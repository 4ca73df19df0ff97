/** Records into a file of the person's choice: written as they come, never as one text; with progress, and a way to stop. */
import * as vscode from 'vscode';
import { partitionName } from '../../model/cluster.ts';
import { failureOf } from '../../model/failure.ts';
import { formatBytes, formatCount } from '../../model/figures.ts';
import { plural } from '../plural.ts';
import type { LookedAt } from '../../model/peek.ts';
import type { KafkaRecord } from '../../model/record.ts';
import { openFileToWrite, type FileToWrite } from './fileToWrite.ts';
import type { LoadedRecords, TableSource } from './tableSource.ts';
import type { OpenRecord } from './recordDocuments.ts';

/** A portion of a range: little enough to hold, much enough for the network. */
const portionRecords = 2_000;
const portionBytes = 16 * 1024 * 1024;
/** Fewer are written before a notification would be read. */
const mostQuietly = 2_000;

/** Writes these records, in this order. Answers what to say. */
export function exportLoaded(source: TableSource, ids: readonly number[], columns: readonly string[]): Promise<string> {
  const byId = new Map(source.loaded?.records.map(({ record, row }) => [row.id, record]));
  const records = ids.flatMap(id => byId.get(id) ?? []);
  const { loaded } = source;
  if (!loaded || records.length === 0) return Promise.resolve(vscode.l10n.t('There is nothing to export.'));
  return exportTo(source, loaded, columns, records.length > mostQuietly, async write => {
    for (const record of records) await write(record);
    return '';
  });
}

/** Reads from the first record that is loaded to where the log ended when it began, and writes what it reads. */
export function exportRange(source: TableSource, columns: readonly string[]): Promise<string> {
  const { loaded, parts, clusterName } = source;
  if (!loaded || loaded.lookedAt.partitions.length === 0) return Promise.resolve(vscode.l10n.t('There is nothing to export.'));
  return exportTo(source, loaded, columns, true, async (write, signal) => {
    const { kafka, cluster } = await parts.clusters.open(clusterName);
    const request = { ...loaded.request, limit: portionRecords };
    const ends = new Map(loaded.lookedAt.partitions.map(({ partition, logEndOffset }) => [partition, logEndOffset]));
    let seen: LookedAt = { ...loaded.lookedAt, partitions: loaded.lookedAt.partitions.map(each => ({ ...each, to: each.from })) };
    const failed = new Set<string>();
    for (;;) {
      const left = seen.partitions.filter(({ partition, to }) => to < (ends.get(partition) ?? 0n));
      if (left.length === 0 || signal.aborted) break;
      const { records, lookedAt } = await kafka.peekMore(cluster, request, { ...seen, partitions: left }, 'later', {
        signal,
        mostBytes: portionBytes,
      });
      for (const record of records) if (record.offset < (ends.get(record.partition) ?? 0n)) await write(record);
      for (const { partition, failure } of lookedAt.partitions) {
        if (failure) failed.add(`${partitionName({ topic: request.topic, partition })}: ${kafka.failureSentence(failure)}`);
      }
      // What did not come further would be asked for again and again.
      seen = {
        ...lookedAt,
        partitions: lookedAt.partitions.filter(({ partition, to }) => to > (left.find(each => each.partition === partition)?.to ?? to)),
      };
    }
    return [...failed].join(' ');
  });
}

/** Writes the bytes of a key or value, unchanged. */
export async function saveBytes({ record }: OpenRecord, part: 'key' | 'value'): Promise<string> {
  const bytes = record[part];
  if (bytes === null)
    return part === 'key' ? vscode.l10n.t('There is no key to save.') : vscode.l10n.t('The value is null: nothing to save.');
  const target = await chooseFile(`${partitionName(record)}@${record.offset}.${part}`, {});
  if (!target) return '';
  const file = await openFileToWrite(target);
  try {
    for (let at = 0; at < bytes.length; at += pieceBytes) await file.write(bytes.subarray(at, at + pieceBytes));
    await file.finish();
  } catch (thrown) {
    await file.abandon();
    throw new Error(writeFailed(target, thrown), { cause: thrown });
  }
  return vscode.l10n.t('{0} written to {1}', formatBytes(bytes.length), vscode.workspace.asRelativePath(target));
}

const pieceBytes = 1024 * 1024;

type Write = (record: KafkaRecord) => Promise<void>;

/** Asks where, and has `work` write. The file's ending says the format; a file that was not finished does not stay. */
async function exportTo(
  { topic, decoding }: TableSource,
  { kafka }: LoadedRecords,
  columns: readonly string[],
  isLong: boolean,
  work: (write: Write, signal: AbortSignal) => Promise<string>,
): Promise<string> {
  const target = await chooseFile(`${topic}.json`, {
    [vscode.l10n.t('JSON array')]: ['json'],
    [vscode.l10n.t('NDJSON, a record a line')]: ['ndjson', 'jsonl'],
    [vscode.l10n.t('CSV, the columns of the table')]: ['csv'],
  });
  if (!target) return '';
  const ending = /\.(\w+)$/.exec(target.path)?.[1]?.toLowerCase();
  const format = ending === 'csv' ? 'csv' : ending === 'ndjson' || ending === 'jsonl' ? 'ndjson' : 'json';
  const frame = { csv: [kafka.recordCsv(columns, decoding).head, '', ''], ndjson: ['', '\n', '\n'], json: ['[\n', ',\n', '\n]\n'] }[format];
  const [head = '', between = '', tail = ''] = frame;
  const wanted = format === 'csv' ? ({ as: 'csv', columns } as const) : ({ as: 'line' } as const);
  const file = await openFileToWrite(target);
  const stop = new AbortController();
  let count = 0;
  const write: Write = async record => {
    const { utf8 } = await kafka.recordTexts.of(record, wanted, decoding, stop.signal);
    await file.write(count++ === 0 ? head : between);
    await file.write(utf8);
  };
  const run = async (): Promise<string> => {
    try {
      const remark = await work(async record => {
        stop.signal.throwIfAborted();
        await write(record);
      }, stop.signal);
      if (stop.signal.aborted) return await stopped(file);
      await file.write(count === 0 ? `${head}${tail.trimStart()}` : format === 'csv' ? '' : tail);
      await file.finish();
      const said = plural(count, '{0} record written to {1}', '{0} records written to {1}', vscode.workspace.asRelativePath(target));
      return remark === '' ? said : `${said}. ${remark}`;
    } catch (thrown) {
      if (stop.signal.aborted) return await stopped(file);
      await file.abandon();
      const failure = failureOf(thrown);
      throw new Error(failure.kind === 'unreadable' ? writeFailed(target, thrown) : kafka.failureSentence(failure), { cause: thrown });
    }
  };
  if (!isLong) return run();
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: vscode.l10n.t('Writing records to {0}', vscode.workspace.asRelativePath(target)),
    },
    async (progress, token) => {
      token.onCancellationRequested(() => stop.abort());
      const telling = setInterval(
        () => progress.report({ message: vscode.l10n.t('{0} records, {1}', formatCount(count), formatBytes(file.bytes)) }),
        250,
      );
      try {
        return await run();
      } finally {
        clearInterval(telling);
      }
    },
  );
}

async function stopped(file: FileToWrite): Promise<string> {
  await file.abandon();
  return vscode.l10n.t('Stopped: no file was written.');
}

function writeFailed(target: vscode.Uri, thrown: unknown): string {
  const because = thrown instanceof Error ? thrown.message : String(thrown);
  return vscode.l10n.t('{0} could not be written: {1}. Choose another place.', vscode.workspace.asRelativePath(target), because);
}

async function chooseFile(name: string, filters: Record<string, string[]>): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name.replaceAll('/', '-')) } : {}),
    ...(Object.keys(filters).length > 0 ? { filters } : {}),
  });
}
