/** Every finding in words, once for panel, clipboard, tree and every other reader. */
import { formatCount, formatRate, formatRateFigure, formatShare, formatSpan } from '../model/figures.ts';
import type { Finding, FindingOf, Fix } from '../model/finding.ts';
import type { Difference, DiagnosisRuleId, FindingFigures } from '../model/findingFigures.ts';
import { commandLine, commandName, type CommandContext } from './commands.ts';
import { counted, inWords, listed, records, upper, watchedFor } from './counting.ts';
import { shapeWords, wordFact } from './factWords.ts';

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
    case 'copy-command':
      return { label: `Copy ${commandName(fix.command)} command`, fix, command: commandLine(fix, context) };
  }
}

function clausesOf<Id extends DiagnosisRuleId>(finding: FindingOf<Id>): Omit<FindingWords, 'evidence' | 'fixes'> {
  const { title, headline, sentence, advice } = words[finding.ruleId];
  const all = { ...finding.figures, subject: finding.subject, finding };
  return { title: title(all), headline: headline(all), sentence: sentence(all), advice: advice(all) };
}

type Clause<Id extends DiagnosisRuleId> = (
  figures: FindingFigures[Id] & { readonly subject: string; readonly finding: FindingOf<Id> },
) => string;

interface RuleWords<Id extends DiagnosisRuleId> {
  readonly question: string;
  readonly ruledOut: string;
  readonly title: Clause<Id>;
  readonly headline: Clause<Id>;
  readonly sentence: Clause<Id>;
  readonly advice: Clause<Id>;
}

const words: { readonly [Id in DiagnosisRuleId]: RuleWords<Id> } = {
  'group-does-not-exist': {
    question: 'Does the group exist?',
    ruledOut: 'Group exists',
    title: ({ groupId }) => `There is no group ${groupId}`,
    headline: ({ groupId, similar: [first] }) => `There is no group ${groupId}${first === undefined ? '' : `. Did you mean ${first}?`}`,
    sentence: () => 'Nobody has joined or committed under this name on this cluster, or its commits have expired since.',
    advice: ({ similar }) =>
      similar.length === 0
        ? 'Check group.id in the client, and that it talks to this cluster. A client whose topic does not exist never commits, and its group vanishes with it.'
        : 'Names are case-sensitive. Check group.id in the client, and that it talks to this cluster.',
  },
  'leaderless-partition': {
    question: 'A partition without a leader?',
    ruledOut: 'Every partition has a leader',
    title: ({ partitions }) => `No leader: ${listed(partitions)}`,
    headline: ({ partitions, subject }) =>
      partitions.length === 1
        ? `${subject} has no leader: nobody can read or write it`
        : `${upper(inWords(partitions.length))} partitions have no leader: nobody can read or write them`,
    sentence: ({ partitions }) =>
      `Until a broker of its in-sync replicas is back, records of ${listed(partitions)} can neither be read nor written, and how many wait there is not known.`,
    advice: () => 'Bring a broker of the in-sync replicas back. An unclean election would give up records: it is the last resort.',
  },
  'empty-group-with-waiting-records': {
    question: 'Records that nobody reads?',
    ruledOut: 'No records wait without a reader',
    title: ({ groupId, records: waiting }) => `Empty group: ${records(waiting)} wait for ${groupId}`,
    headline: ({ groupId, records: waiting }) =>
      `Nobody reads for ${groupId}: the group is empty and ${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'}`,
    sentence: ({ partitions }) =>
      `The group has commits on ${listed(partitions)} and no member. Its consumers have stopped, run under another group.id, or never reached this cluster again.`,
    advice: () =>
      'Start a consumer of this group, or look into the log of the one that should run. A batch job that is between two runs is fine.',
  },
  'stuck-partition': {
    question: 'A stuck partition?',
    ruledOut: 'No stuck partition',
    title: ({ partitions, differsBy }) =>
      `Stuck ${partitions.length === 1 ? 'partition' : 'partitions'}: ${listed(partitions)}${partitions.length === 1 && differsBy.length > 0 ? ', at a record unlike its neighbours' : ''}`,
    headline: ({ partitions, subject, owner, offset, stoodMs, finding }) => {
      const who = owner ?? 'the group';
      if (partitions.length > 1) return `${upper(inWords(partitions.length))} partitions are stuck, ${subject} worst`;
      return finding.confidence === 'possible'
        ? `${subject} may be stuck: ${who} has committed nothing there for ${watchedFor(stoodMs)}`
        : `${subject} is stuck: ${who} cannot get past record ${formatCount(offset)}`;
    },
    sentence: ({ owner, waiting, arrivedPerSecond, stoodMs, atLeast, differsBy, looksLike, neighboursLookLike, finding }) => {
      const differs = differenceWords(differsBy, looksLike, neighboursLookLike);
      const alive = `${owner ?? 'The group'} is alive but has committed nothing there for ${atLeast ? 'at least ' : ''}${watchedFor(stoodMs)}`;
      const arrives =
        arrivedPerSecond !== null && arrivedPerSecond > 0.005 ? ` and ${formatRateFigure(arrivedPerSecond)} more arrive each second` : '';
      const unsure =
        finding.confidence === 'possible' ? ' A group that commits this rarely on purpose looks the same: a longer look tells.' : '';
      return `${differs}${alive}: ${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'}${arrives}.${unsure}`;
    },
    advice: ({ differsBy }) =>
      differsBy.length > 0
        ? 'Look at the record and into the log of the consumer: it most likely fails there again and again. Handle such records (skip, or a dead-letter topic) instead of retrying for ever.'
        : 'Look into the log of the consumer: it fails at this record, waits for something outside, or works longer on one batch than this look took.',
  },
  'partition-without-owner': {
    question: 'A partition without an owner?',
    ruledOut: 'Every partition has an owner',
    title: ({ partitions }) => `No owner: ${listed(partitions)}`,
    headline: ({ partitions, subject, members }) =>
      partitions.length === 1
        ? `${subject} has no owner: ${members === 1 ? 'the only member does not read it' : `none of the ${inWords(members)} members reads it`}`
        : `${upper(inWords(partitions.length))} partitions have no owner, so nobody reads them`,
    sentence: ({ partitions, records: waiting }) =>
      `The topic is subscribed to and the group is settled, yet ${listed(partitions)} ${partitions.length === 1 ? 'is' : 'are'} assigned to nobody${waiting > 0n ? `: ${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'} there` : ''}.`,
    advice: () =>
      'New partitions are given out when members refresh their metadata (metadata.max.age.ms, 5 min). If it lasts, look at the assignor of the clients, and for clients that assign themselves partitions under the same group.id.',
  },
  'commit-beyond-end': {
    question: 'A commit beyond the log’s end?',
    ruledOut: 'No commit beyond the log end',
    title: ({ partitions }) => `Commit beyond the log’s end: ${listed(partitions)}`,
    headline: ({ subject, committed, end }) =>
      `The commit on ${subject} lies ${formatCount(committed - end)} beyond the log’s end: the topic was made anew or cut back`,
    sentence: ({ partitions, committed, end }) =>
      `Committed is ${formatCount(committed)}, the log ends at ${formatCount(end)}. A consumer of ${listed(partitions)} starts wherever its auto.offset.reset says: earliest reads everything again, latest skips what is there.`,
    advice: () =>
      'If the topic was deleted and made anew, reset the group’s offsets on it. If not, records were lost in an unclean leader election.',
  },
  'records-lost': {
    question: 'Records deleted before they were read?',
    ruledOut: 'No commit below the log start',
    title: ({ partitions, records: lost }) => `Records lost: ${formatCount(lost)} on ${listed(partitions)}`,
    headline: ({ partitions, subject, records: lost }) =>
      `${records(lost)} of ${partitions.length === 1 ? subject : `${inWords(partitions.length)} partitions`} ${lost === 1n ? 'was' : 'were'} deleted before the group read ${lost === 1n ? 'it' : 'them'}`,
    sentence: ({ partitions }) =>
      `The commit on ${listed(partitions)} lies below the log start. Where a consumer starts there is now decided by its auto.offset.reset.`,
    advice: () => 'They are gone. Give the topic a longer retention, or the group more capacity, before it happens again.',
  },
  'nothing-committed': {
    question: 'Members that never commit?',
    ruledOut: 'The group commits what it reads',
    title: ({ partitions, elsewhere }) => (elsewhere ? `Never committed: ${listed(partitions)}` : 'Nothing is ever committed'),
    headline: ({ partitions, subject, elsewhere, members }) =>
      elsewhere
        ? `Nothing was ever committed on ${partitions.length === 1 ? subject : `${inWords(partitions.length)} partitions`}`
        : `${subject} commits nothing, although ${counted(members, 'member owns', 'members own')} partitions where records arrive`,
    sentence: ({ arrived, observedMs }) =>
      `${records(arrived)} arrived in ${watchedFor(observedMs)} and no commit came. After a restart the consumers begin wherever auto.offset.reset says: everything again with earliest, nothing of what was missed with latest.`,
    advice: () =>
      'With enable.auto.commit=false the program must commit itself: commitSync or commitAsync after the work. With auto-commit, look whether it ever comes back to poll().',
  },
  'open-transaction': {
    question: 'Records hidden by an open transaction?',
    ruledOut: 'No open transaction holds the group up',
    title: ({ partitions }) => `Open transaction: ${listed(partitions)}`,
    headline: ({ subject, hidden, stoodMs }) =>
      `A transaction that has been open for ${watchedFor(stoodMs)} hides ${records(hidden)} of ${subject}`,
    sentence: ({ lastStableOffset, partitions }) =>
      `The group has read ${listed(partitions)} up to the last stable offset (${formatCount(lastStableOffset)}) and waits there. A read_committed consumer gets what lies beyond only when the transaction ends.`,
    advice: () =>
      'Find the producer: it crashed, hangs, or keeps transactions open for long on purpose (Flink does, from checkpoint to checkpoint). The broker ends it after transaction.timeout.ms.',
  },
  'growing-lag': {
    question: 'Falling behind?',
    ruledOut: 'Not outproduced',
    title: ({ partitions, lagPerSecond }) => `Growing lag: ${listed(partitions)}, +${formatRate(lagPerSecond)}`,
    headline: ({ subject, producedPerSecond, consumedPerSecond }) =>
      `${subject} falls behind: ${formatRateFigure(producedPerSecond)} records arrive per second, ${formatRateFigure(consumedPerSecond)} are committed`,
    sentence: ({ waiting, lagPerSecond, observedMs, partitions, hot, hotShare, owners }) =>
      `${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'} on ${listed(partitions)}, ${formatRateFigure(lagPerSecond)} more each second over ${watchedFor(observedMs)}: never gone at this rate.` +
      (hot === null ? '' : ` ${hot} alone gets ${formatShare(hotShare ?? 0)} of its topic’s records.`) +
      (owners === 1 && partitions.length > 1 ? ' One member reads all of them.' : ''),
    advice: ({ hot, owners, partitions }) =>
      hot !== null
        ? 'More consumers do not help a hot partition: look at the keys that go there.'
        : owners < partitions.length
          ? 'Start more consumers (up to one a partition), or make the handling of a record quicker.'
          : 'Each partition has its own consumer already: make the handling of a record quicker, or give the topic more partitions.',
  },
  'catching-up': {
    question: 'Catching up?',
    ruledOut: 'No backlog that shrinks',
    title: ({ partitions, etaMs }) => `Catching up: ${listed(partitions)}, ${formatSpan(etaMs)} to go`,
    headline: ({ subject, etaMs }) => `${subject} catches up, and nothing waits in about ${formatSpan(etaMs)}`,
    sentence: ({ waiting, producedPerSecond, consumedPerSecond }) =>
      `${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'}; ${formatRateFigure(consumedPerSecond)} are committed per second and ${formatRateFigure(producedPerSecond)} arrive.`,
    advice: () => '',
  },
  'idle-members': {
    question: 'Idle members?',
    ruledOut: 'No idle member',
    title: ({ idle }) => `Idle ${idle.length === 1 ? 'member' : 'members'}: ${listed(idle)} ${idle.length === 1 ? 'owns' : 'own'} nothing`,
    headline: ({ idle, members }) =>
      idle.length === 1
        ? `${idle[0] ?? 'One member'} owns no partition`
        : `${upper(inWords(idle.length))} of ${inWords(members)} members own no partition`,
    sentence: ({ members, partitions, idle }) =>
      members > partitions
        ? `${upper(counted(members, 'member shares', 'members share'))} ${counted(partitions, 'partition', 'partitions')}: ${idle.length === 1 ? 'one is' : `${inWords(idle.length)} are`} left over.`
        : `There are partitions enough (${formatCount(partitions)} for ${formatCount(members)} members): the assignor gives some members several and others none, as range does over topics with few partitions each.`,
    advice: ({ members, partitions }) =>
      members > partitions
        ? 'Harmless as a standby. To use it, give the topic more partitions.'
        : 'Harmless as a standby. To spread the work, use another assignor: cooperative-sticky.',
  },
};

/** "That record is JSON and its neighbours are binary. ", or nothing. */
function differenceWords(differsBy: readonly Difference[], looksLike: string | null, neighbours: string | null): string {
  const clauses = differsBy.map(difference => {
    if (difference === 'tombstone') return 'is a tombstone (null) among records with values';
    if (difference === 'shape')
      return `is ${shapeWords(looksLike ?? 'of another kind')}, its neighbours are ${shapeWords(neighbours ?? 'not')}`;
    if (difference === 'size') return 'is far larger than its neighbours';
    if (difference === 'headers') return 'has other headers than its neighbours';
    return 'has no key, its neighbours have one';
  });
  return clauses.length === 0 ? '' : `That record ${clauses.join(', and ')}. `;
}
