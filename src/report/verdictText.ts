/** A verdict for a terminal: the first line answers "why?", the rest is what it rests on. */
import { formatBytes, formatCount } from '../model/figures.ts';
import type { Verdict } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { CommandContext } from './commands.ts';
import { watchedFor } from './counting.ts';
import { forTerminal as plain } from './terminal.ts';
import { partitionTable, type PartitionTable } from './verdictPartitions.ts';
import { wordVerdict, type NotCheckedWords, type VerdictWords } from './verdictWords.ts';

export function verdictText(snapshot: Snapshot, verdict: Verdict, context?: CommandContext): string {
  const words = wordVerdict(snapshot, verdict, context);
  const table = partitionTable(snapshot);
  const blocks = [
    [plain(words.headline), plain(words.sentence)],
    [askedLine(snapshot, words)],
    ...words.findings.map(findingLines),
    titled('Looks odd, is fine', words.odd),
    titled('Not checked, so not called fine', words.notChecked.flatMap(notCheckedLines)),
    table ? ['Partitions, worst first', ...tableLines(table)] : [],
    titled('Ruled out', words.ruledOut),
  ];
  const told = blocks.filter(block => block.length > 0).map(block => block.join('\n'));
  return `${told.join('\n\n')}\n`;
}

function askedLine({ clusterName, groupId, takenAt, cost, parts }: Snapshot, { groupKind, counts }: VerdictWords): string {
  const [first, last] = [parts.samples.items[0], parts.samples.items.at(-1)];
  const watched = first && last && last.at > first.at ? `, watched for ${watchedFor(last.at - first.at)}` : '';
  const kind = groupKind === '' ? '' : ` (${groupKind})`;
  const asked = `${formatCount(cost.requests)} requests, ${formatBytes(cost.bytes)}; nothing was changed`;
  return plain(`Group ${groupId}${kind} on ${clusterName}, ${timeOf(takenAt)}${watched}. ${counts}. Asked by ${asked}.`);
}

function findingLines({ finding, words }: VerdictWords['findings'][number], index: number): readonly string[] {
  return [
    `${finding.severity}: ${plain(words.title)} [${finding.ruleId}, ${finding.confidence}]`,
    // The first one's are the verdict's own lines.
    ...(index === 0 && finding.severity !== 'information' ? [] : [`  ${plain(`${words.headline}. ${words.sentence}`)}`]),
    ...words.evidence.map(({ fact, source, at }) => `  - ${plain(fact)} (${source}, ${timeOf(at)})`),
    ...(words.advice === '' ? [] : [`  ${plain(words.advice)}`]),
    ...words.fixes.flatMap(({ command }) => (command === undefined ? [] : [`  $ ${plain(command)}`])),
  ];
}

function notCheckedLines({ title, reason, command }: NotCheckedWords): readonly string[] {
  return [`${title} ${reason}`, ...(command === undefined ? [] : [`  $ ${command}`])];
}

function tableLines({ heads, rows, figuresFrom, left }: PartitionTable): readonly string[] {
  const all = [heads, ...rows].map(row => row.map(plain));
  const widths = heads.map((_, column) => Math.max(...all.map(row => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column < figuresFrom ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  return [...all.map(row => `  ${line(row).trimEnd()}`), ...(left > 0 ? [`  ${formatCount(left)} more with less lag`] : [])];
}

const titled = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, ...lines.map(line => `  ${plain(line)}`)];

/** 2026-11-20 14:43:36 UTC: the same in every time zone. */
const timeOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
