/** What settings are read with: they are written by hand, so nothing about a value is believed. */
export type Texts = Readonly<Record<string, string>>;

/** Why a value cannot be used, as a sentence that says what to write instead. */
export interface Problem {
  readonly sentence: string;
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(item => typeof item === 'string');
export const isOneOf = <T extends string>(words: readonly T[], value: unknown): value is T => words.some(word => word === value);
export const isProblem = (value: unknown): value is Problem => isRecord(value) && 'sentence' in value;
export const isTextMap = (value: unknown): value is Texts => isRecord(value) && isTexts(Object.values(value));

/** Optional texts of an object, without those that are not there. */
export function readTexts<Key extends string>(
  where: string,
  values: Readonly<Record<Key, unknown>>,
): Partial<Readonly<Record<Key, string>>> | Problem {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const wrong = given.find(([, value]) => typeof value !== 'string');
  return wrong ? { sentence: `${where}.${wrong[0]} must be a text.` } : (Object.fromEntries(given) as Partial<Record<Key, string>>);
}
