/** A version as Kafka writes it: 3.9, 4.1.0, 0.10.2. */
export type KafkaVersion = string;

export const isVersion = (text: string): boolean => /^\d+(\.\d+){0,3}$/.test(text);

/** Negative where `a` is older than `b`, 0 where they are the same as far as both say, positive where it is newer. "3.9" is the same as "3.9.2". */
export function compareVersions(a: KafkaVersion, b: KafkaVersion): number {
  const [left, right] = [numbers(a), numbers(b)];
  for (let part = 0; part < Math.min(left.length, right.length); part++) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const numbers = (version: KafkaVersion): number[] => version.split('.').map(Number);
