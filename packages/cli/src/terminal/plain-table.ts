import type { TableConstructorOptions } from 'cli-table3';

const NO_BORDERS = [
  'top',
  'top-mid',
  'top-left',
  'top-right',
  'bottom',
  'bottom-mid',
  'bottom-left',
  'bottom-right',
  'left',
  'left-mid',
  'mid',
  'mid-mid',
  'right',
  'right-mid',
];

/** A table without lines or colours, as `ls -l` and `docker ps` print them. */
export const PLAIN_TABLE: Pick<TableConstructorOptions, 'chars' | 'style'> = {
  chars: { ...Object.fromEntries(NO_BORDERS.map((border) => [border, ''])), middle: '  ' },
  style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
};
