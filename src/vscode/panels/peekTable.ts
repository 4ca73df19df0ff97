/** The host's answers to the record table: cells of added columns, documents, copies, exports. */
import * as vscode from 'vscode';
import type { TopicDecoding } from '../../decoding/decode.ts';
import { formatCount } from '../../model/figures.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { Answers } from '../../webviewProtocol/channel.ts';
import type { PeekCell, PeekDocument, PeekTableAsks } from '../../webviewProtocol/peekTable.ts';
import { inSlices } from './inSlices.ts';
import { chooseColumn } from './peekColumnPick.ts';
import { copyRecord } from './peekCopy.ts';
import { exportLoaded, exportRange, saveBytes } from './peekExport.ts';
import { keepLayout, layoutOf } from './peekLayout.ts';
import { linkToView } from './peekLink.ts';
import { diffRecords, openRecord, type OpenRecord } from './recordDocuments.ts';
import type { TableSource } from './tableSource.ts';

/** `now`: asked again for each question, for the panel goes on. */
export function tableAnswers(now: () => TableSource): Answers<PeekTableAsks> {
  const texts = new LastText();
  return {
    layout: () => {
      const source = now();
      return Promise.resolve(layoutOf(source.parts.context.workspaceState, source));
    },
    keepLayout: ({ layout }) => {
      const source = now();
      keepLayout(source.parts.context.workspaceState, source, layout);
      return Promise.resolve(null);
    },
    chooseColumn: ({ id }) => chooseColumn(now(), id),
    cells: ({ ids, columns }, signal) => cells(now(), ids, columns, signal),
    openDocument: async ({ id, what }) => {
      const open = openedRecord(now(), id);
      return (await openRecord(open, what)) === 'opened' ? { said: '' } : offerToSave(open, what);
    },
    diff: async ({ left, right }) => {
      const source = now();
      const told = await diffRecords(openedRecord(source, left), openedRecord(source, right));
      return { said: told === 'opened' ? '' : vscode.l10n.t('These records are too large for the editor to compare.') };
    },
    copyAs: async ({ id, what }) => ({ said: await copyRecord(now(), openedRecord(now(), id), what) }),
    copyLink: async ({ layout }) => {
      await vscode.env.clipboard.writeText(linkToView(now(), layout).toString());
      return { said: vscode.l10n.t('Link copied') };
    },
    saveBytes: async ({ id, part }) => ({ said: await saveBytes(openedRecord(now(), id), part) }),
    more: async ({ id, part, from }) => {
      const text = await texts.of(openedRecord(now(), id), part);
      return { text: text.slice(from, from + mostCharacters), total: text.length };
    },
    exportAs: async ({ ids, columns }) => ({
      said: ids === null ? await exportRange(now(), columns) : await exportLoaded(now(), ids, columns),
    }),
  };
}

/** As many as the details show at first. */
const mostCharacters = 200_000;

/** Throws where the record is not loaded any more. */
function openedRecord({ clusterName, decoding, loaded }: TableSource, id: number): OpenRecord {
  const record = loaded?.records.find(({ row }) => row.id === id)?.record;
  if (!loaded || !record) throw new Error(vscode.l10n.t('This record is no longer loaded.'));
  return { kafka: loaded.kafka, clusterName, record, decoding };
}

/** The text that was read on last: its next part is asked for a moment later. */
class LastText {
  #of:
    { readonly record: KafkaRecord; readonly part: string; readonly decoding: TopicDecoding; readonly text: Promise<string> } | undefined;

  of({ kafka, record, decoding }: OpenRecord, part: 'key' | 'value'): Promise<string> {
    const last = this.#of;
    if (last?.record === record && last.part === part && last.decoding === decoding) return last.text;
    const text = kafka.recordTexts.of(record, { as: 'document', part }, decoding).then(written => kafka.textOf(written));
    this.#of = { record, part, decoding, text };
    return text;
  }
}

async function cells(
  { loaded, decoding }: TableSource,
  ids: readonly number[],
  columns: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly cells: readonly (readonly PeekCell[])[] }> {
  const byId = new Map(loaded?.records.map(({ record, row }) => [row.id, record]));
  const cellsOf = loaded?.kafka.columnCells(columns, { decoding });
  const words = {
    'not-json': vscode.l10n.t('not JSON'),
    'too-large': vscode.l10n.t('too large to look into'),
    'not-a-path': vscode.l10n.t('not a JSON path'),
  };
  const found = await inSlices(
    ids,
    id => {
      const record = byId.get(id);
      const row = record && !record.control ? (cellsOf?.(record) ?? []) : columns.map(() => null);
      return row.map((cell): PeekCell => (cell !== null && typeof cell === 'object' ? { reason: words[cell.why] } : cell));
    },
    signal,
  );
  return { cells: found };
}

async function offerToSave(open: OpenRecord, what: PeekDocument): Promise<{ readonly said: string }> {
  const part = what.startsWith('key') ? 'key' : 'value';
  const save = part === 'key' ? vscode.l10n.t('Save Key to File…') : vscode.l10n.t('Save Value to File…');
  const size = formatCount(open.record[part]?.length ?? 0);
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('With {0} bytes this is more than the editor opens as a text (50 MB). As a file it is whole.', size),
    save,
  );
  return { said: chosen === save ? await saveBytes(open, part) : '' };
}
