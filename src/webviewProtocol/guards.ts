/**
 * Small checks for what arrives from the other side of a panel. Both sides check: a page from an older version that the
 * editor restored, or a host that was updated under an open page, must be refused in one place, not fail somewhere deep.
 */
export type Guard<T> = (value: unknown) => value is T;

/** What a guard lets through: `Guarded<typeof isLagRow>`. */
export type Guarded<G> = G extends Guard<infer T> ? T : never;

/** An offset or a number of records as text, for JSON has no bigint: "184211", "-1". */
export type Decimal = `${bigint}`;

export const isString: Guard<string> = (value): value is string => typeof value === 'string';
export const isBoolean: Guard<boolean> = (value): value is boolean => typeof value === 'boolean';
/** A finite number; NaN and Infinity do not survive JSON. */
export const isNumber: Guard<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value);
export const isDecimal: Guard<Decimal> = (value): value is Decimal => typeof value === 'string' && /^-?\d{1,20}$/.test(value);

/** `184211n` as it crosses. */
export const toDecimal = (value: bigint): Decimal => `${value}`;

export function isOneOf<const T extends string | number>(...allowed: readonly T[]): Guard<T> {
  const set = new Set<unknown>(allowed);
  return (value): value is T => set.has(value);
}

export function nullOr<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

/** For fields that may be left out. */
export function optional<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

export function listOf<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(item => guard(item));
}

export function mapOf<T>(guard: Guard<T>): Guard<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> => isObject(value) && Object.values(value).every(item => guard(item));
}

/** An object with these fields. Fields that nobody asked for are let pass: a newer side may say more. */
export function shape<T>(fields: { readonly [K in keyof T]-?: Guard<T[K]> }): Guard<T> {
  const checks = Object.entries<Guard<unknown>>(fields);
  return (value): value is T => isObject(value) && checks.every(([name, guard]) => guard(value[name]));
}

/** One of several objects that are told apart by the word in `type` (or in `kind`). */
export function either<T extends { readonly type: string }>(cases: {
  readonly [K in T['type']]: Guard<Omit<Extract<T, { type: K }>, 'type'>>;
}): Guard<T> {
  return tagged<T>('type', cases);
}

export function eitherKind<T extends { readonly kind: string }>(cases: {
  readonly [K in T['kind']]: Guard<Omit<Extract<T, { kind: K }>, 'kind'>>;
}): Guard<T> {
  return tagged<T>('kind', cases);
}

function tagged<T>(tag: string, cases: Readonly<Record<string, Guard<unknown>>>): Guard<T> {
  const guards = new Map(Object.entries(cases));
  return (value): value is T => {
    if (!isObject(value)) return false;
    const word = value[tag];
    return typeof word === 'string' && guards.get(word)?.(value) === true;
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
