import { defineRule } from '../defineRule.ts';
import { addEntryAbove, comparedWith } from '../fixes.ts';
import { moduleName, writtenJaas } from '../security.ts';

/** Each module prepares what its own mechanism needs; another one fails at start or at the first connection. */
export const loginModuleMismatch = defineRule({
  id: 'login-module-mismatch',
  title: 'Login module of another SASL mechanism',
  severity: 'error',
  libraries: ['java'],
  *check(config) {
    const login = writtenJaas(config);
    const mechanism = config.text('saslMechanism');
    if (!login || !mechanism || !config.entries.includes(login.entry)) return;
    const module = moduleName(login.jaas);
    const fits = mechanismsOf[module];
    // A module of somebody's own, or a mechanism that sasl-mechanism-unknown speaks of.
    if (!fits || fits.includes(mechanism.value) || !allMechanisms.has(mechanism.value)) return;
    // The Scram module leaves a name and a password behind as the Plain one does, so PLAIN works by accident.
    const fails = !(module === 'ScramLoginModule' && mechanism.value === 'PLAIN');
    const only = fits.length === 1 ? fits[0] : undefined;
    yield {
      range: login.entry.rangeInValue(0, login.jaas.module.length),
      severity: fails ? 'error' : 'information',
      figures: { mechanism: mechanism.value, mechanismWritten: mechanism.entry !== undefined, module, fails },
      related: comparedWith(mechanism.entry),
      fixes: mechanism.entry || only === undefined ? [] : [addEntryAbove(config, login.entry, 'sasl.mechanism', only)],
    };
  },
});

const mechanismsOf: Readonly<Record<string, readonly string[] | undefined>> = {
  PlainLoginModule: ['PLAIN'],
  ScramLoginModule: ['SCRAM-SHA-256', 'SCRAM-SHA-512'],
  OAuthBearerLoginModule: ['OAUTHBEARER'],
  Krb5LoginModule: ['GSSAPI'],
};

const allMechanisms: ReadonlySet<string> = new Set(Object.values(mechanismsOf).flatMap(names => names ?? []));
