/**
 * What reads client configuration: a bundle of its own, loaded when the first file is open that speaks of Kafka, or when a
 * person connects to the cluster of one.
 */
import { fileRules } from '../lint/rules/fileRules.ts';
import { liveRules } from '../lint/rules/liveRules.ts';
import { rules } from '../lint/rules/index.ts';
import { workspaceRules } from '../lint/rules/workspaceRules.ts';

/** Every rule, whatever it needs. */
export const allRules = [...rules, ...fileRules, ...liveRules, ...workspaceRules];
export { liveRules, rules, workspaceRules };
export { clientFilesIn } from '../lint/clientFile.ts';
export { readDeclaredWords } from '../lint/directives.ts';
export { entryAt, knowledgeOf } from '../lint/knowledge.ts';
export { namesBelow } from '../lint/layerNames.ts';
export { lint } from '../lint/lint.ts';
export { judgeLive, questionsOf } from '../lint/live.ts';
export { judgeWorkspace } from '../lint/workspace.ts';
export { offeredKeys, offeredValues } from '../lint/offers.ts';
export { readProperties } from '../lint/readers/properties.ts';
export { pages } from '../lint/rules/pages.ts';
export { ruleSettings } from '../lint/ruleSettings.ts';
export { secretsOf } from '../lint/secrets.ts';
export { placesOf } from '../model/textPlaces.ts';
export { keyMeaning, keysWithMeaning } from '../report/keyMeanings.ts';
export { plain as markdownText } from '../report/markdown.ts';
export { keyDetail, keyMarkdown, valueInEffect } from '../report/keyWords.ts';
export { wordsWithout } from '../report/lintReport.ts';
export { fixTitle } from '../report/problemWords.ts';
export { unusedSuppressionMessage } from '../report/suppressionWords.ts';
export { ignoredBy, matchesPath } from './lint/pathPatterns.ts';
export { notCheckedSentence } from '../report/liveCheckWords.ts';
export { workspaceSummary } from '../report/workspaceSummary.ts';
