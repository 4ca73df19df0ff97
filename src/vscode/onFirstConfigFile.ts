/**
 * What reads client configuration: a bundle of its own, loaded when the first configuration file is open, or when a
 * person connects to the cluster of one.
 */
export { lint } from '../lint/lint.ts';
export { readProperties } from '../lint/readers/properties.ts';
export { rules } from '../lint/rules/index.ts';
export { pages } from '../lint/rules/pages.ts';
export { fixTitle, problemMessage, relatedMessage } from '../report/problemWords.ts';
