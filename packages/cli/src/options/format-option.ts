import { Option } from '@commander-js/extra-typings';

/** Makes `--format`, the way that a result is printed; the first is the default. */
export function formatOption<const Formats extends readonly [string, ...string[]]>(
  ...formats: Formats
) {
  return new Option('--format <format>', 'how the result is printed')
    .choices(formats)
    .default<Formats[number]>(formats[0]);
}
