/** Why a suppression comment is told: it keeps nothing quiet. */
export const unusedSuppressionMessage = ({ ids }: { readonly ids: readonly string[] }): string => {
  if (ids.length === 0) return 'This comment keeps nothing quiet: no rule finds anything here.';
  return ids.length === 1
    ? `This comment is not needed: ${ids[0] ?? ''} finds nothing here.`
    : `This comment is not needed for ${ids.slice(0, -1).join(', ')} and ${ids.at(-1) ?? ''}: they find nothing here.`;
};
