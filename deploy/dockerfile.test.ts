import { readFileSync } from 'node:fs';
import { DockerfileParser, type From } from 'dockerfile-ast';
import { expect, test } from 'vitest';
import { readDeployFile } from './read-file.ts';

const dockerfile = DockerfileParser.parse(readDeployFile('Dockerfile'));
const instructions = dockerfile.getInstructions().map((instruction) => ({
  keyword: instruction.getKeyword(),
  // With its flags.
  arguments: instruction.toString().replace(/^\w+\s+/, ''),
}));
const last = instructions.slice(instructions.findLastIndex(({ keyword }) => keyword === 'FROM'));
const values = (keyword: string) =>
  last.filter((each) => each.keyword === keyword).map((each) => each.arguments);

test('is built in stages, each on the Node that the lock file was made under', () => {
  const stages = dockerfile.getFROMs().map((from: From) => from.getImage() ?? '');
  expect(stages.length).toBeGreaterThan(2);
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    devDependencies: { node: string };
  };
  const major = devDependencies.node.split('.')[0];
  for (const image of stages) expect(image).toMatch(new RegExp(`^(node:${major}-bookworm-slim|packages)$`));
});

test('runs as nobody of weight, without what was only needed to build it', () => {
  expect(values('USER')).toEqual(['node']);
  expect(last.findIndex(({ keyword }) => keyword === 'USER')).toBeLessThan(
    last.findIndex(({ keyword }) => keyword === 'ENTRYPOINT'),
  );
  expect(values('COPY').filter((copy) => copy.includes('--from=build'))).toEqual([
    '--from=build /parlour/dist ./dist',
  ]);
  expect(values('RUN').join()).not.toMatch(/npm/);
  expect(instructions.filter(({ keyword }) => keyword === 'ADD')).toEqual([]);
});

test('names no secret', () => {
  expect(values('ENV').join()).not.toMatch(/PASSWORD|TOKEN|SECRET|DATABASE_URL/);
});
