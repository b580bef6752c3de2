/**
 * Fails where an option of one name is documented in two exported interfaces of a package: a hover must say the same everywhere, so
 * one of them extends the other, or both the one that holds it.
 */
import { globSync, readFileSync } from 'node:fs';
import { type Comment, parseSync } from 'oxc-parser';

/** The interfaces that a caller fills in. */
const OPTIONS = /(?:Options|Overrides|Defaults|Request|Settings|Limits|Fit)$/;

/** Lists the optional members of a file's exported interfaces of options that have a docstring of their own, by name. */
function documentedOptionsOf(path: string): { option: string; owner: string }[] {
  const source = readFileSync(path, 'utf8');
  const { program, comments } = parseSync(path, source);
  const isDocumented = (start: number) =>
    comments.some((comment: Comment) => {
      const between = source.slice(comment.end, start);
      return comment.end <= start && between.trim() === '' && comment.value.startsWith('*');
    });
  return program.body.flatMap((statement) => {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : null;
    if (declared?.type !== 'TSInterfaceDeclaration' || !OPTIONS.test(declared.id.name)) return [];
    return declared.body.body.flatMap((member) =>
      member.type === 'TSPropertySignature' &&
      member.key.type === 'Identifier' &&
      member.optional &&
      isDocumented(member.start)
        ? [{ option: member.key.name, owner: `${declared.id.name} (${path})` }]
        : [],
    );
  });
}

const problems = globSync('packages/*').flatMap((folder) => {
  const paths = globSync(`${folder}/src/**/*.ts`).filter((path) => !path.includes('.test'));
  const byOption = Map.groupBy(paths.flatMap(documentedOptionsOf), ({ option }) => option);
  return [...byOption]
    .filter(([, owners]) => owners.length > 1)
    .map(([option, owners]) => `${option}: ${owners.map(({ owner }) => owner).join(', ')}`);
});
for (const problem of problems) console.error(`option documented twice: ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
