/**
 * The files in the same folder over which a file is laid, the lowest first: Spring Boot reads application.yml, then
 * application-prod.yml over it; programs that read .env files do the same with .env.production.
 */
export function namesBelow(name: string): readonly string[] {
  const profile = /^(application|bootstrap)-[\w-]+\.(properties|ya?ml)$/.exec(name);
  // Spring takes .properties over .yml.
  if (profile) return ['yaml', 'yml', 'properties'].map(ending => `${profile[1] ?? ''}.${ending}`);
  if (/^\.env\.(?!example|sample|template)[\w-]+$/.test(name)) return ['.env'];
  return [];
}
