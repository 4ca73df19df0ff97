/** From a snapshot to its verdict in words, and to what the page draws: the same for a cluster that was asked and for a file. */
import type { Snapshot } from '../../model/snapshot.ts';
import type { CommandContext } from '../../report/commands.ts';
import type { DiagnosisAnswer } from '../../webviewProtocol/diagnosis.ts';
import type { Kafka } from '../clusters/clusters.ts';
import type { Diagnosed } from '../diagnoses.ts';
import { diagnosisAnswer } from './diagnosisAnswer.ts';

export async function judge(kafka: Kafka, snapshot: Snapshot, context: CommandContext, isEarly = false): Promise<Diagnosed> {
  const verdict = await kafka.inTurns(kafka.diagnosing(snapshot));
  return { snapshot, verdict, words: kafka.wordVerdict(snapshot, verdict, context), isEarly };
}

/** `firstLookMs`: how long the first look took, where another one came after it. */
export function answerOf(kafka: Kafka, { snapshot, words, isEarly }: Diagnosed, firstLookMs = snapshot.cost.ms): Promise<DiagnosisAnswer> {
  const answer = diagnosisAnswer({
    ...{ snapshot, words, isEarly, firstLookMs },
    trend: kafka.judgeSnapshot(snapshot.parts),
    reasonOf: failure => {
      const { what, why, next } = kafka.describeFailure(failure);
      return { what, next: `${why} ${next}` };
    },
    wordMembership: kafka.wordMembership,
  });
  return kafka.inTurns(answer);
}
