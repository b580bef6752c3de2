/** The fields of JSONL lines that hold the texts, by dotted paths such as `doc.body`. */
export interface TextFields {
  /** The field of a query's text. @default 'text', or 'query' beside a passage */
  readonly queryField?: string | undefined;
  /** The fields of a passage's text; several are joined by line breaks. @default as each reader says */
  readonly passageFields?: readonly string[] | undefined;
}
