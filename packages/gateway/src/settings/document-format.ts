/** The values of {@link DocumentFormat}, as settings and headers name them. */
export const DOCUMENT_FORMATS = ['text', 'html'] as const;

/**
 * The format of the documents of a request.
 *
 * - `text`: the model reads them as they stand.
 * - `html`: the model reads the text of the page, or of the part of one; answers hold the documents as they came.
 */
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];
