/** The place that a first stage searches, and the ways out where it finds nothing of use, in the words of errors. */
export interface SearchedPlace {
  /** Such as `index "articles", fields "title", "txt"`. */
  readonly name: string;
  /** The thing to look at where no query finds anything. */
  readonly ifNothing: string;
  /** The thing to look at where no hit has a text that the model could read. */
  readonly ifNoText?: string | undefined;
  /** The thing to look at where the hits have other ids than the judgements. */
  readonly ifOtherIds?: string | undefined;
}

/** Writes field names for a message: `fields "title", "txt"`. */
export function toldSearchFields(fields: readonly string[]): string {
  const names = fields.map((field) => JSON.stringify(field)).join(', ');
  return `${fields.length === 1 ? 'field' : 'fields'} ${names}`;
}
