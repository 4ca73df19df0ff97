/** A verdict as Markdown, for a ticket or a chat: the same words as in the panel, with its figures in tables. */
import { formatBytes, formatCount } from '../model/figures.ts';
import type { Verdict } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { CommandContext } from './commands.ts';
import { watchedFor } from './counting.ts';
import { code, plain, table, timeOf } from './markdown.ts';
import { partitionTable } from './verdictPartitions.ts';
import { wordVerdict, type VerdictWords } from './verdictWords.ts';

export function verdictMarkdown(snapshot: Snapshot, verdict: Verdict, context?: CommandContext): string {
  const words = wordVerdict(snapshot, verdict, context);
  return (
    [
      `# ${plain(words.headline)}`,
      plain(words.sentence),
      headLine(snapshot, words),
      ...findingSections(words),
      ...section('Looks odd, is fine', words.odd.map(plain)),
      ...section(
        'Not checked, so not called fine',
        words.notChecked.map(({ title, reason, command }) => `**${plain(title)}** ${plain(reason)}${command ? ` ${code(command)}` : ''}`),
      ),
      ...partitionSection(snapshot),
      ...section('Ruled out', words.ruledOut.map(plain)),
    ].join('\n\n') + '\n'
  );
}

function headLine({ clusterName, groupId, takenAt, cost, parts }: Snapshot, { groupKind, counts }: VerdictWords): string {
  const [first, last] = [parts.samples.items[0], parts.samples.items.at(-1)];
  const watched = first && last && last.at > first.at ? `, watched for ${watchedFor(last.at - first.at)}` : '';
  return [
    `Group ${code(groupId)}${groupKind === '' ? '' : ` (${groupKind})`} on cluster ${code(clusterName)}, ${timeOf(takenAt)}${watched}.`,
    `${counts}. Asked by ${formatCount(cost.requests)} requests, ${formatBytes(cost.bytes)}; nothing was changed.`,
  ].join(' ');
}

function findingSections({ findings }: VerdictWords): readonly string[] {
  return findings.flatMap(({ finding, words }, index) => [
    `## ${formatCount(index + 1)}. ${plain(words.title)}`,
    `${plain(words.headline)}. ${plain(words.sentence)} _(${finding.severity}, ${finding.confidence})_`,
    table(
      ['Evidence', 'Source', 'Time'],
      words.evidence.map(({ fact, source, at }) => [fact, source, timeOf(at)]),
    ),
    ...(words.advice === '' ? [] : [plain(words.advice)]),
    ...words.fixes.flatMap(({ command }) => (command === undefined ? [] : [`\`\`\`sh\n${command}\n\`\`\``])),
  ]);
}

function partitionSection(snapshot: Snapshot): readonly string[] {
  const partitions = partitionTable(snapshot);
  if (!partitions) return [];
  const { heads, rows, left } = partitions;
  return ['## Partitions', table(heads, rows), ...(left > 0 ? [`${formatCount(left)} more with less lag.`] : [])];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.map(line => `- ${line}`).join('\n')];
}
