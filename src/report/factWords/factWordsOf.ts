import type { FactFigures, FactId } from '../../model/findingFigures.ts';

/** The words of one family of facts: a line of evidence without its full stop, made of the fact's figures. */
export type FactWordsOf<Ids extends FactId> = { readonly [Id in Ids]: (figures: FactFigures[Id]) => string };
