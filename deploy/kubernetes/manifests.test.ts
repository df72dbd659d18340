import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { readDeployFile } from '../read-file.ts';

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: Record<string, unknown>;
}

interface PodSpec {
  readonly securityContext: object;
  readonly containers: readonly {
    readonly args: readonly string[];
    readonly image: string;
    readonly securityContext: object;
    readonly readinessProbe: { readonly httpGet: { readonly path: string } };
    readonly livenessProbe: { readonly httpGet: { readonly path: string } };
  }[];
}

const packages = fileURLToPath(new URL('../../node_modules', import.meta.url));
const { resources } = parse(readDeployFile('kubernetes/kustomization.yaml')) as { resources: string[] };
const manifests = resources.flatMap((file) =>
  parseAllDocuments(readDeployFile(`kubernetes/${file}`)).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS() as Manifest;
  }),
);
const of = (kind: string) => manifests.filter((manifest) => manifest.kind === kind);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parlour-manifests-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Where Kubernetes' own API has the kind: `apps/v1`, or `v1`. */
const groupOf = ({ apiVersion }: Manifest) =>
  apiVersion.replace(/^(networking|policy|autoscaling)(\.k8s\.io)?\//, (_, group: string) =>
    group === 'networking' ? 'networking.k8s.io/' : `${group}/`,
  );

/** What Kubernetes' schemas say of a manifest: wrong values by its validators, unknown names by its types. */
async function problemsOf(them: readonly Manifest[]): Promise<string[]> {
  const problems: string[] = [];
  for (const manifest of them) {
    const models = (await import(/* @vite-ignore */ `kubernetes-models/${groupOf(manifest)}`)) as Record<
      string,
      new (
        data: Manifest,
      ) => { validate(): void }
    >;
    try {
      new models[manifest.kind](manifest).validate();
    } catch (error) {
      problems.push(`${manifest.kind} ${manifest.metadata.name}: ${String(error)}`);
    }
  }
  const lines = them.map((manifest, i) => {
    const from = `${packages}/kubernetes-models/${groupOf(manifest)}`;
    return `import type { I${manifest.kind} as K${i} } from '${from}/${manifest.kind}.js';\nexport const m${i}: K${i} = ${JSON.stringify(manifest)};`;
  });
  const file = join(folder, `manifests-${them.length}.ts`);
  await writeFile(file, lines.join('\n'));
  const tsc = spawnSync(
    process.execPath,
    [
      join(packages, 'typescript/bin/tsc'),
      '--noEmit',
      '--ignoreConfig',
      '--strict',
      '--skipLibCheck',
      '--module',
      'esnext',
      '--moduleResolution',
      'bundler',
      file,
    ],
    { encoding: 'utf8' },
  );
  if (tsc.status !== 0) problems.push(tsc.stdout);
  return problems;
}

test('every manifest is one by the schemas of Kubernetes, down to its last name', async () => {
  expect(manifests.length).toBeGreaterThan(10);
  expect(await problemsOf(manifests)).toEqual([]);
}, 120_000);

test('a wrong value and an unknown name would be found', async () => {
  const [deployment] = of('Deployment');
  const wrong = { ...deployment, spec: { ...deployment.spec, replicas: 'two' } };
  const unknown = { ...deployment, spec: { ...deployment.spec, replica: 2 } };
  expect((await problemsOf([wrong])).join()).toMatch(/replicas/);
  expect((await problemsOf([unknown])).join()).toMatch(/"replica\\?"/);
}, 120_000);

test('all files are applied, all in one namespace', async () => {
  const files = await readdir(fileURLToPath(new URL('.', import.meta.url)));
  expect(files.filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml').sort()).toEqual(
    [...resources].sort(),
  );
  for (const { kind, metadata } of manifests)
    if (kind !== 'Namespace') expect(metadata.namespace, `${kind} ${metadata.name}`).toBe('parlour');
});

test('pods run as nobody of weight, on a root that is read only, and are asked how they are', () => {
  const pods = of('Deployment').map(({ spec }) => (spec as { template: { spec: PodSpec } }).template.spec);
  expect(pods.map(({ containers: [{ args }] }) => args.join(' ')).sort()).toEqual([
    'start --role queue',
    'start --role relay',
    'start --role server',
  ]);
  for (const { securityContext, containers } of pods) {
    expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    for (const container of containers) {
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(container.readinessProbe.httpGet.path).toBe('/readyz');
      expect(container.livenessProbe.httpGet.path).toBe('/healthz');
    }
  }
});

test('servers scale from 2 to 20 at 70 % of their CPU; some of each part stay through maintenance; nothing is open by rule', () => {
  expect(of('HorizontalPodAutoscaler')[0].spec).toMatchObject({
    scaleTargetRef: { kind: 'Deployment', name: 'server' },
    minReplicas: 2,
    maxReplicas: 20,
    metrics: [{ resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
  });
  expect(of('PodDisruptionBudget').map(({ metadata }) => metadata.name)).toEqual([
    'server',
    'queue',
    'relay',
  ]);
  expect(of('NetworkPolicy').map(({ spec }) => spec)).toContainEqual({
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
  });
});
