/** What a peek panel has loaded: the records in the order in which they are shown, and the statement of what was looked at. */
import * as vscode from 'vscode';
import { formatCount } from '../../model/figures.ts';
import type { LookedAt, PeekRequest } from '../../model/peek.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { PeekLook, PeekNoteWords, PeekRow, PeekStatement, PeekToPage } from '../../webviewProtocol/peek.ts';
import type { Kafka } from '../clusters/clusters.ts';
import { insertByTime } from './insertByTime.ts';
import { mostRecords } from './peekChoices.ts';
import { markersOf } from './peekRows.ts';

/** What was read with one set of choices, and read on from there; or what a search found. */
export interface Look {
  readonly request: PeekRequest;
  readonly kafka: Kafka;
  /** In the order in which they are shown. */
  readonly records: readonly Shown[];
  /** Without partitions where a search found them: there is nothing to read on from. */
  readonly lookedAt: LookedAt;
  readonly added: number;
  /** Said in place of what `lookedAt` says. */
  readonly statement?: PeekStatement;
}

/** A record as it was read, and as the page gets it; made once, for reading on sends all of them again. */
export interface Shown {
  readonly record: KafkaRecord;
  readonly row: PeekRow;
}

/** What is said with records that arrive little by little. */
export interface Arrival {
  readonly statement: PeekStatement;
  /** How far a search has come, 0–1; null where nobody knows the end. */
  readonly share: number | null;
  /** So many records stay; older ones go. */
  readonly most: number;
  readonly lookedAt?: LookedAt;
}

/** Where a search, or following, shows what it brings. After a newer reading took its place, nothing of it is shown any more. */
export interface Stage {
  /** In place of all that was loaded before. `records` become rows here. */
  show(look: Omit<Look, 'records' | 'added' | 'kafka'>, records: readonly KafkaRecord[]): Promise<void>;
  /** Resolves when they are shown. */
  add(records: readonly KafkaRecord[], arrival: Arrival): Promise<void>;
  tell(message: PeekToPage): void;
}

/** `goesOn`: more comes by itself. `lacking`: what is to be said besides what was looked at. */
export function onWire(
  { request, kafka, records, lookedAt, added, statement }: Look,
  goesOn: boolean,
  lacking: readonly PeekNoteWords[] = [],
): PeekLook {
  const words = statement ?? kafka.wordLookedAt(request, lookedAt, kafka.failureSentence);
  const isFull = records.length >= mostRecords;
  const full = {
    severity: 'information' as const,
    sentence: vscode.l10n.t(
      '{0} records are loaded, the most that a panel keeps; start elsewhere to see others.',
      formatCount(records.length),
    ),
  };
  return {
    rows: records.map(({ row }) => row),
    markers: markersOf(request, lookedAt),
    statement: { ...words, notes: [...words.notes, ...lacking, ...(isFull ? [full] : [])] },
    added,
    canReadEarlier: !isFull && !goesOn && lookedAt.partitions.some(({ from, logStartOffset }) => from > logStartOffset),
    canReadLater: !isFull && !goesOn && lookedAt.partitions.length > 0,
    goesOn,
  };
}

/** The look with what arrived at its places in time, and what the page must hear of it. */
export function withArrived(
  look: Look,
  arrived: readonly Shown[],
  { statement, share, most, lookedAt = look.lookedAt }: Arrival,
): { readonly look: Look; readonly message: Extract<PeekToPage, { type: 'added' }> } {
  const { all, added, at } = insertByTime(look.records, arrived, ({ record }) => record);
  const dropped = Math.max(0, all.length - most);
  const gone = all.slice(0, dropped).map(({ record }) => record);
  return {
    look: { ...look, records: dropped === 0 ? all : all.slice(dropped), lookedAt: without(lookedAt, gone), added: 0, statement },
    message: { type: 'added', rows: added.map(({ row }) => row), at, dropped, statement, share },
  };
}

/** What was dropped can be read again: the look begins behind it. */
function without(lookedAt: LookedAt, gone: readonly KafkaRecord[]): LookedAt {
  if (gone.length === 0) return lookedAt;
  const last = new Map(gone.map(({ partition, offset }) => [partition, offset]));
  const partitions = lookedAt.partitions.map(each => {
    const offset = last.get(each.partition);
    return offset === undefined || offset < each.from ? each : { ...each, from: offset + 1n };
  });
  return { ...lookedAt, partitions };
}
