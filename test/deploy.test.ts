/** What deploy/ says, held against the rules that matter; no container engine and no cluster is needed. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { serveOptions } from '../src/cli/options.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const deploy = join(root, 'deploy');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const ours = serveOptions().map(({ envVar }) => envVar);

interface Service {
  readonly image: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly ports?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly cpus: number;
  readonly mem_limit: string;
  readonly deploy?: { readonly replicas: number };
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface PodContainer {
  readonly image: string;
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly env: readonly {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
  }[];
  readonly startupProbe: Probe;
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
  readonly lifecycle: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
  readonly resources: Readonly<Record<'requests' | 'limits', { readonly cpu: string; readonly memory: string }>>;
  readonly securityContext: object;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}

interface Labels {
  readonly 'app.kubernetes.io/name': string;
}

interface Deployment {
  readonly spec: {
    readonly replicas: number;
    readonly selector: { readonly matchLabels: Labels };
    readonly template: {
      readonly metadata: { readonly labels: Labels };
      readonly spec: {
        readonly automountServiceAccountToken: boolean;
        readonly enableServiceLinks: boolean;
        readonly terminationGracePeriodSeconds: number;
        readonly securityContext: {
          readonly runAsNonRoot: boolean;
          readonly seccompProfile: { readonly type: string };
        };
        readonly containers: readonly [PodContainer];
        readonly volumes: readonly { readonly name: string; readonly emptyDir: object }[];
      };
    };
  };
}

/** YAML with a duplicate key, a tab or a second document in it is an error or a warning. */
function read<Document>(...path: string[]): Document {
  const documents = parseAllDocuments(readFileSync(join(deploy, ...path), 'utf8'), { strict: true, uniqueKeys: true });
  assert.ok(Array.isArray(documents) && documents.length === 1, `${path.join('/')} is one document`);
  const [document] = documents;
  assert.deepEqual([...(document?.errors ?? []), ...(document?.warnings ?? [])], []);
  return document?.toJS() as Document;
}

const drainTimeout = serveOptions().find(({ long }) => long === '--drain-timeout')?.defaultValue as number;

describe('deploy/compose.yaml', () => {
  const { services, volumes } = read<{ services: Readonly<Record<string, Service>>; volumes: object }>('compose.yaml');
  const everyService = Object.entries(services);

  it('runs three stubs over one PostgreSQL that keeps its data, behind a load balancer', () => {
    assert.deepEqual(Object.keys(services).sort(), ['balancer', 'database', 'stub']);
    assert.equal(services['stub']?.deploy?.replicas, 3);
    assert.match(services['stub']?.environment?.['USE_CASE_STUB_STORE'] ?? '', /^postgres:\/\/stub:.*@database:5432\//);
    assert.deepEqual(Object.keys(volumes), ['database']);
    const reachable = everyService.filter(([, { ports }]) => ports !== undefined).map(([name]) => name);
    assert.deepEqual(reachable, ['balancer'], 'nothing else can be reached from outside');
    assert.match(services['balancer']?.ports?.[0] ?? '', /:-127\.0\.0\.1\}:/, 'and that from this machine only');
  });

  it('names versions, limits what each service takes, and asks each how it is', () => {
    for (const [name, { image, healthcheck, cpus, mem_limit, security_opt }] of everyService) {
      assert.match(image, /:[\w.-]+\}?$/, `${name}: ${image} has a tag`);
      assert.doesNotMatch(image, /latest/, name);
      assert.ok(cpus > 0 && /^\d+m$/.test(mem_limit), name);
      assert.ok(security_opt?.includes('no-new-privileges:true'), name);
      // The stub's comes with its image; test/image.slow.test.ts runs it.
      if (name !== 'stub') assert.equal(healthcheck?.test[0], 'CMD', name);
    }
    for (const name of ['stub', 'balancer']) {
      assert.equal(services[name]?.read_only, true, name);
      assert.deepEqual(services[name].cap_drop, ['ALL'], name);
    }
  });

  it('sets what the stub knows, and has no secret in it', () => {
    for (const name of Object.keys(services['stub']?.environment ?? {})) assert.ok(ours.includes(name), name);
    const text = readFileSync(join(deploy, 'compose.yaml'), 'utf8');
    const wanted = [...new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name as string))];
    const example = readFileSync(join(deploy, '.env.example'), 'utf8');
    for (const name of wanted)
      assert.match(example, new RegExp(`^(# )?${name}=`, 'm'), `.env.example explains ${name}`);
    assert.match(example, /^POSTGRES_PASSWORD=$/m);
    assert.match(example, /^USE_CASE_STUB_API_KEY=$/m);
  });

  it('suits Compose 1.29 too, which knows no name of the project and applies no limits below `deploy`', () => {
    assert.deepEqual(Object.keys(read<object>('compose.yaml')), ['services', 'volumes']);
    for (const [name, service] of everyService)
      assert.deepEqual(Object.keys(service.deploy ?? {}), name === 'stub' ? ['replicas'] : [], name);
    assert.match(readFileSync(join(deploy, '.env.example'), 'utf8'), /^COMPOSE_PROJECT_NAME=use-case-stub$/m);
  });

  it('has a balancer that asks for readiness, and waits for as long as a request may ask for', () => {
    const config = readFileSync(join(deploy, 'haproxy.cfg'), 'utf8');
    assert.match(config, /^ {2}http-check send meth GET uri \/__stub\/ready /m);
    // Docker's and Podman's DNS servers have different addresses.
    assert.match(config, /^resolvers network\n {2}parse-resolv-conf$/m);
    assert.match(config, /^ {2}server-template stub \S+ stub:4010 check /m);
    // `Prefer: delay=60000` is the most.
    assert.ok(Number(/^ {2}timeout server (\d+)s$/m.exec(config)?.[1]) > 60);
  });
});

describe('what scrapes each stub', () => {
  it('asks every address of the service by itself, where the metrics are, and keeps the names of replicas', () => {
    const { scrape_configs: configs } = read<{
      scrape_configs: { metrics_path: string; honor_labels: boolean; dns_sd_configs: object[] }[];
    }>('prometheus.yaml');
    assert.deepEqual(
      configs.map(({ metrics_path, honor_labels, dns_sd_configs }) => [metrics_path, honor_labels, dns_sd_configs]),
      [['/__stub/metrics', true, [{ names: ['stub'], type: 'A', port: 4010, refresh_interval: '5s' }]]],
    );
    const { services } = read<{ services: Record<string, Service> }>('compose.metrics.yaml');
    assert.match(services['prometheus']?.ports?.[0] ?? '', /^127\.0\.0\.1:/);
    const { spec } = read<{ spec: { selector: object; podMetricsEndpoints: object[] } }>(
      'kubernetes/options/pod-monitor/pod-monitor.yaml',
    );
    assert.deepEqual(spec, {
      selector: { matchLabels: { 'app.kubernetes.io/name': 'use-case-stub' } },
      podMetricsEndpoints: [{ port: 'http', path: '/__stub/metrics', interval: '15s', honorLabels: true }],
    });
  });
});

describe('deploy/kubernetes', () => {
  const files = readdirSync(join(deploy, 'kubernetes')).filter((name) => name.endsWith('.yaml'));
  const manifests = new Map(
    files.map((name) => [name, read<{ apiVersion: string; kind: string }>('kubernetes', name)] as const),
  );
  const of = <Kind>(name: string) => manifests.get(name) as unknown as Kind;
  const { spec } = of<Deployment>('deployment.yaml');
  const pod = spec.template.spec;
  const [container] = pod.containers;

  it('is complete: the kustomization names every manifest, and an image of this version', () => {
    const { resources, images, namespace } = of<{
      resources: string[];
      images: { name: string; newTag: string }[];
      namespace: string;
    }>('kustomization.yaml');
    assert.deepEqual(resources.sort(), files.filter((name) => name !== 'kustomization.yaml').sort());
    assert.deepEqual(
      images.map(({ name, newTag }) => [name, newTag]),
      [[container.image, version]],
    );
    const home = of<{ metadata: { name: string; labels: Record<string, string> } }>('namespace.yaml');
    assert.equal(home.metadata.name, namespace);
    assert.equal(home.metadata.labels['pod-security.kubernetes.io/enforce'], 'restricted');
    const kinds = [...manifests.values()].map(({ apiVersion, kind }) => `${apiVersion} ${kind}`).sort();
    assert.deepEqual(kinds, [
      'apps/v1 Deployment',
      'kustomize.config.k8s.io/v1beta1 Kustomization',
      'policy/v1 PodDisruptionBudget',
      'v1 Namespace',
      'v1 Service',
    ]);
  });

  it('runs three stubs, of which two stay when nodes are emptied, found by one label', () => {
    assert.equal(spec.replicas, 3);
    const budget = of<{ spec: { minAvailable: number; selector: object } }>('pod-disruption-budget.yaml');
    assert.equal(budget.spec.minAvailable, 2);
    const service = of<{ spec: { selector: object; ports: { targetPort: string }[] } }>('service.yaml');
    const { labels } = spec.template.metadata;
    assert.deepEqual(spec.selector.matchLabels, labels);
    assert.deepEqual(budget.spec.selector, { matchLabels: labels });
    assert.deepEqual(service.spec.selector, labels);
    assert.deepEqual(
      service.spec.ports.map(({ targetPort }) => targetPort),
      container.ports.map(({ name }) => name),
    );
  });

  it('probes what is there, at the port of the image', () => {
    assert.deepEqual(container.startupProbe.httpGet, { path: '/__stub/health', port: 'http' });
    assert.deepEqual(container.livenessProbe.httpGet, { path: '/__stub/health', port: 'http' });
    assert.deepEqual(container.readinessProbe.httpGet, { path: '/__stub/ready', port: 'http' });
    const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
    assert.equal(container.ports[0]?.containerPort, Number(/^EXPOSE (\d+)$/m.exec(dockerfile)?.[1]));
  });

  it('may do nothing that the stub need not do', () => {
    assert.deepEqual(container.securityContext, {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    assert.deepEqual(pod.securityContext, {
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    assert.equal(pod.automountServiceAccountToken, false);
    assert.equal(pod.enableServiceLinks, false);
    assert.deepEqual(
      container.volumeMounts.map(({ mountPath }) => mountPath),
      ['/tmp'],
    );
    assert.ok(pod.volumes.every(({ emptyDir }) => 'sizeLimit' in emptyDir));
  });

  it('has limits, and time to stop', () => {
    for (const { cpu, memory } of [container.resources.requests, container.resources.limits]) {
      assert.match(cpu, /^\d+m?$/);
      assert.match(memory, /^\d+Mi$/);
    }
    const pause = container.lifecycle.preStop.sleep.seconds;
    assert.ok(pod.terminationGracePeriodSeconds > pause + drainTimeout / 1_000);
  });

  it('sets what the stub knows, and takes secrets from a Secret', () => {
    for (const { name, value, valueFrom } of container.env) {
      assert.ok(ours.includes(name), name);
      // Settings are written down; credentials come from a secret.
      if (/STORE|KEY/.test(name)) assert.equal(value, undefined, name);
      if (value === undefined) assert.equal(valueFrom?.secretKeyRef.name, 'use-case-stub', name);
    }
    assert.ok(container.env.some(({ name }) => name === 'USE_CASE_STUB_STORE'));
    assert.ok(![...manifests.values()].some(({ kind }) => kind === 'Secret'), 'no manifest carries one');
  });
});
