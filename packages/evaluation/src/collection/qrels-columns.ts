/** Splits a line of judgements at its tabs, or at its blanks where tabs do not make three columns of it. */
export function qrelsColumns(text: string): string[] {
  const columns = text.split('\t');
  return (columns.length < 3 ? text.trim().split(/\s+/) : columns).map(unquoted);
}

/** Tells whether a line states a grade, right or wrong, where BEIR or TREC has it: no heading does. */
export function hasGrade([, , third, fourth]: readonly string[]): boolean {
  return isNumber(third) || isNumber(fourth);
}

/** Tells whether a value of a table is a number. */
export function isNumber(value: string = ''): boolean {
  return value.trim() !== '' && Number.isFinite(Number(value));
}

/** Reads a value of a table, which may stand in quotation marks. */
export function unquoted(value: string): string {
  return /^".*"$/.test(value) ? value.slice(1, -1).replaceAll('""', '"') : value;
}
