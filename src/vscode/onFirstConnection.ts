/**
 * What needs a connection: a bundle of its own, loaded when the first cluster is opened. Everything of the editor's side
 * reaches these rooms through `OpenCluster.kafka`; imported elsewhere they would be loaded at activation.
 */
export { Cluster } from '../kafka/connection/cluster.ts';
export { describeGroups, listGroups } from '../kafka/groups.ts';
export { inTurns } from '../kafka/letOthersRun.ts';
export { fetchEnds } from '../kafka/offsets.ts';
export { describeCluster, describeTopics, listTopics } from '../kafka/topics.ts';
export { diagnosing } from '../diagnosis/diagnose.ts';
export { pages as diagnosisPages } from '../diagnosis/rules/pages.ts';
export { forecastStart } from '../diagnosis/startForecast.ts';
export { startClientOf } from '../diagnosis/startPolicy.ts';
export { askAboutFile } from '../gather/askAboutFile.ts';
export { DeadLetters } from '../gather/deadLetters.ts';
export { judgeGroups, judgeInTurns } from '../gather/judge.ts';
export { Sampler } from '../gather/sampler.ts';
export { gatherSnapshot } from '../gather/snapshot.ts';
export { gatherStart } from '../gather/startSituation.ts';
export { Unread } from '../gather/unread.ts';
export { readSnapshot, writeSnapshot } from '../model/savedSnapshot.ts';
export { redactSnapshot } from '../model/redact.ts';
export { judgeSnapshot } from '../model/snapshotTrend.ts';
export { judgeGroup } from '../model/trend.ts';
export { watchLookAt } from '../model/watchLook.ts';
export { consumerGroupsTable } from '../report/consumerGroupsTable.ts';
export { describeFailure, failureSentence } from '../report/failureWords.ts';
export { wordFinding } from '../report/findingWords.ts';
export { wordGroupChange } from '../report/groupChanges.ts';
export { exportLag } from '../report/lagExport.ts';
export { wordGroups } from '../report/lagGroupsWords.ts';
export { wordGroupGone, wordLag } from '../report/lagWords.ts';
export { couldNotAsk } from '../report/liveCheckWords.ts';
export { decode, decodePart } from '../decoding/decode.ts';
export { hexRows } from '../decoding/hex.ts';
export { oneLineJson, prettyJson } from '../decoding/json.ts';
export { contentText, recordJson } from '../decoding/recordJson.ts';
export { joinLookedAt, peekMore, peekRecords } from '../peek/peek.ts';
export { decodedNote, decodedWords, wordAttempt } from '../report/decodingWords.ts';
export { wordLookedAt } from '../report/lookedAtWords.ts';
export { wordMembership } from '../report/membershipWords.ts';
export { verdictJson } from '../report/verdictJson.ts';
export { startMarkdown } from '../report/startReport.ts';
export { wordStart } from '../report/startWords.ts';
export { verdictMarkdown } from '../report/verdictMarkdown.ts';
export { wordVerdict } from '../report/verdictWords.ts';
export { incidentSign, wordIncident } from '../report/watchWords.ts';
export { startAnswer } from './panels/startAnswer.ts';
