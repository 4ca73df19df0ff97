/** Every finding in words, once for panel, clipboard, tree and every other reader. */
import { formatCount } from '../model/figures.ts';
import type { Finding, FindingOf, Fix } from '../model/finding.ts';
import type { DiagnosisRuleId } from '../model/findingFigures.ts';
import { commandLine, commandName, type CommandContext } from './commands.ts';
import { wordFact } from './factWords.ts';
import { accessWords } from './findingWords/access.ts';
import { commitWords } from './findingWords/commits.ts';
import { logWords } from './findingWords/log.ts';
import { memberWords } from './findingWords/members.ts';
import { paceWords } from './findingWords/pace.ts';
import { rebalanceWords } from './findingWords/rebalances.ts';
import type { WordsOf } from './findingWords/ruleWords.ts';

export interface FindingWords {
  /** A short title for a list: "Stuck partition: orders-2". */
  readonly title: string;
  /** A sentence that could be said aloud, without its full stop: "orders-2 is stuck: billing-3 cannot get past record 184,211". */
  readonly headline: string;
  /** What it means and what follows from it. */
  readonly sentence: string;
  /** What to do, in plain words; empty where the fixes say it all. */
  readonly advice: string;
  readonly evidence: readonly EvidenceWords[];
  readonly fixes: readonly FixWords[];
}

export interface EvidenceWords {
  readonly fact: string;
  /** The requests that told it. */
  readonly source: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface FixWords {
  readonly label: string;
  readonly fix: Fix;
  /** The line to copy; only of a command. */
  readonly command?: string;
}

const nowhere: CommandContext = { bootstrapServers: [] };

/** `context` completes the commands; without it they have a gap for the address. */
export function wordFinding(finding: Finding, context: CommandContext = nowhere): FindingWords {
  return {
    ...clausesOf(finding),
    evidence: finding.evidence.map(evidence => ({ fact: wordFact(evidence), source: evidence.source, at: evidence.at })),
    fixes: finding.fixes.map(fix => wordFix(fix, context)),
  };
}

/** The cause as a question, for what could not be checked: "Stuck partition?" */
export const questionOf = (ruleId: DiagnosisRuleId): string => words[ruleId].question;

/** What is known when the rule found nothing: "No stuck partition". */
export const ruledOutWords = (ruleId: DiagnosisRuleId): string => words[ruleId].ruledOut;

function wordFix(fix: Fix, context: CommandContext): FixWords {
  switch (fix.kind) {
    case 'peek':
      return { label: `Compare record ${formatCount(fix.offset)} with its neighbours`, fix };
    case 'show-lag':
      return {
        label: fix.topic !== undefined && fix.partition !== undefined ? `Lag of ${fix.topic}-${fix.partition}` : 'Lag of the group',
        fix,
      };
    case 'diagnose-group':
      return { label: `Diagnose ${fix.groupId} instead`, fix };
    case 'open-file':
      return { label: `Open ${fix.file}${fix.key === null ? '' : ` at ${fix.key}`}`, fix };
    case 'explain-start':
      return { label: `Explain where ${fix.groupId} starts`, fix };
    case 'copy-command':
      return { label: `Copy ${commandName(fix.command)} command`, fix, command: commandLine(fix, context) };
  }
}

function clausesOf<Id extends DiagnosisRuleId>(finding: FindingOf<Id>): Omit<FindingWords, 'evidence' | 'fixes'> {
  const { title, headline, sentence, advice } = words[finding.ruleId];
  const all = { ...finding.figures, subject: finding.subject, finding };
  return { title: title(all), headline: headline(all), sentence: sentence(all), advice: advice(all) };
}

const words: WordsOf<DiagnosisRuleId> = { ...commitWords, ...logWords, ...memberWords, ...paceWords, ...rebalanceWords, ...accessWords };
