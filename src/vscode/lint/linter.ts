import type * as onFirstConfigFile from '../onFirstConfigFile.ts';

/** What judges files: a bundle of its own, loaded when the first file comes that may be a Kafka client's. */
export type Linter = typeof onFirstConfigFile;

let loading: Promise<Linter> | undefined;
export const loadLinter = (): Promise<Linter> => (loading ??= import('../onFirstConfigFile.ts'));
